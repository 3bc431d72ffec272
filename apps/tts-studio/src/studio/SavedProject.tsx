import { useAutoSave } from '@autosave-kit/react'
import { showStored, useProjectStore } from '../project/projectStore.ts'

/** Keeps the project safe. A component of its own, so that a keystroke renders nothing else for the sake of saving. */
export function SavedProject() {
  const project = useProjectStore((store) => store.project)
  useAutoSave(project, { id: 'studio', onRestore: showStored })
  return null
}
