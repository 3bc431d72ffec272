import { AutoSaveProvider } from '@autosave-kit/react'
import { SavedProject } from './studio/SavedProject.tsx'
import { Studio } from './studio/Studio.tsx'

/** Projects are people's documents: none goes by itself. */
const config = { maxSessionAge: Infinity }

export function App() {
  return (
    <AutoSaveProvider config={config}>
      <SavedProject />
      <Studio />
    </AutoSaveProvider>
  )
}
