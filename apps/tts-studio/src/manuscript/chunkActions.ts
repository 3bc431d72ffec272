import { currentProject, findChunk, mergeNext, removeChunk, splitAt } from '../project/projectStore.ts'
import { say, showChunk, useInterfaceStore } from '../studio/interfaceStore.ts'
import { endEdit } from './editSession.ts'
import { splitPoint } from './splitPoint.ts'

/** Splits a chunk at the cursor or, when it is not being edited, at the sentence end nearest to its middle. */
export function splitHere(id: string): void {
  const chunk = findChunk(id)
  if (chunk === undefined) return
  const at = splitPoint(id, chunk.text, useInterfaceStore.getState().editingId === id)
  if (at === undefined) {
    say('This chunk is a single word: there is nowhere to split it.', { tone: 'problem' })
    return
  }
  endEdit()
  const index = indexOf(id)
  splitAt(id, at)
  const second = currentProject().chunks[index + 1]
  if (second !== undefined) showChunk(second.id, { isNear: true })
  say(`Chunk ${index + 1} is now two.`, { canUndo: true })
}

export function mergeWithNextHere(id: string): void {
  const index = indexOf(id)
  if (currentProject().chunks[index + 1] === undefined) return
  endEdit()
  mergeNext(id)
  showChunk(id, { isNear: true })
  say(`Chunks ${index + 1} and ${index + 2} are now one.`, { canUndo: true })
}

export function deleteHere(id: string): void {
  const index = indexOf(id)
  if (index === -1) return
  endEdit()
  removeChunk(id)
  const { chunks } = currentProject()
  const neighbour = chunks[index] ?? chunks[index - 1]
  if (neighbour !== undefined) showChunk(neighbour.id, { isNear: true })
  say(`Chunk ${index + 1} was deleted.`, { canUndo: true })
}

function indexOf(id: string): number {
  return currentProject().chunks.findIndex((chunk) => chunk.id === id)
}
