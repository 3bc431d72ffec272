import { useAutoSave } from '@autosave-kit/react'
import { replaceProject, useProjectStore } from '../project/projectStore.ts'

/** Keeps the project safe. A component of its own, so that a keystroke renders nothing else for the sake of saving. */
export function SavedProject() {
  const project = useProjectStore((store) => store.project)
  useAutoSave(project, { id: 'studio', onRestore: replaceProject })
  return null
}
