import { endEdit } from '../manuscript/editSession.ts'
import { currentProject, redo, undo } from '../project/projectStore.ts'
import type { Step } from '../project/takeBack.ts'
import { say, showChunk } from './interfaceStore.ts'

/** Takes the last step back, shows where, and says which it was. */
export function undoHere(): void {
  const step = takeAndShow(undo)
  say(step === undefined ? 'There is nothing to undo.' : `Undone: ${step.label}.`)
}

export function redoHere(): void {
  const step = takeAndShow(redo)
  say(step === undefined ? 'There is nothing to redo.' : `Done again: ${step.label}.`)
}

function takeAndShow(take: () => Step | undefined): Step | undefined {
  endEdit()
  const before = currentProject().chunks
  const step = take()
  const { chunks } = currentProject()
  const changed = chunks.findIndex((chunk, index) => chunk !== before[index])
  const place = chunks[changed] ?? chunks.at(-1)
  if (chunks !== before && place !== undefined) showChunk(place.id, { isNear: true })
  return step
}
