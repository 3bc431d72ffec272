import type { SaveSnapshot } from '@autosave-kit/core'
import { useId, useState, type ReactNode } from 'react'
import { useAutoSave } from '../hooks/useAutoSave.ts'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { storyService, type StoryService } from './storyService.ts'

interface StorySessionProps {
  /** What is true of the session. */
  readonly snapshot?: Partial<SaveSnapshot> | undefined
  readonly service?: StoryService | undefined
  readonly children: ReactNode
}

const nothingToRestore = (): void => undefined

/** A page with one session in any state, without an engine behind it. */
export function StorySession({ snapshot, service, children }: StorySessionProps) {
  const [ownService] = useState(() => service ?? storyService(snapshot))
  return (
    <AutoSaveProvider service={ownService}>
      <Session />
      {children}
    </AutoSaveProvider>
  )
}

function Session() {
  // Storybook may show a story twice on one page, in light and in dark.
  useAutoSave('a story', { id: useId(), onRestore: nothingToRestore })
  return null
}
