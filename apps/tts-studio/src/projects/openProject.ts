import { flushSync } from 'react-dom'
import { endEdit } from '../manuscript/editSession.ts'
import { stopPlaying } from '../player/playerStore.ts'
import { showProject } from '../project/projectStore.ts'
import { cancelQueue } from '../queue/queueStore.ts'
import { dismissNotice, select } from '../studio/interfaceStore.ts'
import { firstProject, rememberProject } from './lastProject.ts'

/** Puts another project on the screen. What is open is stored as it is and stays where it is. */
export function openProject(id: string): void {
  endEdit()
  cancelQueue()
  stopPlaying()
  dismissNotice()
  select(null)
  rememberProject(id)
  // Now, and not with what comes next: what is put into a new project has to be seen as an edit of it.
  flushSync(() => showProject(id))
}

export function openNewProject(): void {
  // `crypto.randomUUID` is missing where the page is not served securely.
  const [part = 0] = crypto.getRandomValues(new Uint32Array(1))
  openProject(`${firstProject}-${part.toString(36)}`)
}
