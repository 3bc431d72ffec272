import { AutoSaveProvider } from '@autosave-kit/react'
import { SavedProject } from './studio/SavedProject.tsx'
import { Studio } from './studio/Studio.tsx'

export function App() {
  return (
    <AutoSaveProvider>
      <SavedProject />
      <Studio />
    </AutoSaveProvider>
  )
}
