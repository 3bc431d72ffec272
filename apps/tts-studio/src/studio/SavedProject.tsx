import { useAutoSave } from '@autosave-kit/react'
import { showRemote, showStored, useProjectStore } from '../project/projectStore.ts'
import type { Project } from '../project/Project.ts'
import { useProjectTitle } from '../projects/useProjectTitle.ts'
import { say } from './interfaceStore.ts'

/** Keeps the project safe. A component of its own, so that a keystroke renders nothing else for the sake of saving. */
export function SavedProject() {
  const project = useProjectStore((store) => store.project)
  const id = useProjectStore((store) => store.id)
  useProjectTitle()
  useAutoSave(project, { id, onRestore: showStoredHere, onRemoteChange: showRemote })
  return null
}

function showStoredHere(project: Project): void {
  // What was said before speaks of a project that is not on the screen any more, and its Undo would take back this step.
  if (showStored(project)) say('Another version is here now.', { canUndo: true })
}
