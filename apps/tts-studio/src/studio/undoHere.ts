import { endEdit } from '../manuscript/editSession.ts'
import { redo, undo } from '../project/projectStore.ts'
import { say } from './interfaceStore.ts'

/** Takes the last step back, and says which it was. */
export function undoHere(): void {
  endEdit()
  const step = undo()
  say(step === undefined ? 'There is nothing to undo.' : `Undone: ${step.label}.`)
}

export function redoHere(): void {
  endEdit()
  const step = redo()
  say(step === undefined ? 'There is nothing to redo.' : `Done again: ${step.label}.`)
}
