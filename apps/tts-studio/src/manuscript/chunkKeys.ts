import { currentProject } from '../project/projectStore.ts'
import { showChunk } from '../studio/interfaceStore.ts'
import { chunkAfterKey } from './chunkAfterKey.ts'
import { deleteHere } from './chunkActions.ts'
import { beginEdit } from './editSession.ts'

/** What a key does while a chunk itself (not something in it) has the focus; `undefined` when nothing. */
export function chunkKeys(event: KeyboardEvent): (() => void) | undefined {
  if (!(event.target instanceof HTMLElement) || event.shiftKey) return undefined
  const id = event.target.dataset['chunkId']
  if (id === undefined) return undefined
  if (event.key === 'Enter') return () => beginEdit(id)
  if (event.key === 'Delete') return () => deleteHere(id)
  const { chunks } = currentProject()
  const index = chunks.findIndex((chunk) => chunk.id === id)
  const target = chunks[chunkAfterKey(event.key, index, chunks.length) ?? -1]
  return target && (() => showChunk(target.id, { isNear: true }))
}
