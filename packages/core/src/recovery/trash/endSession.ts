import { AutoSaveError } from '../../errors/AutoSaveError.ts'
import { diffState, emptyTree } from '../../records/diffState.ts'
import { segmentPlace } from '../../records/segmentPlace.ts'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import { toSegmentRows } from '../../records/toSegmentRows.ts'
import type { SegmentStorage } from '../../storage/SegmentStorage.ts'
import type { SessionNote } from '../../storage/SessionBook.ts'
import { storageFailure } from '../../storage/storageError.ts'
import { type StoredSession, readSession } from '../readSession.ts'
import { isEnd } from './sessionEnd.ts'
import { titleOf } from './titleOf.ts'

export interface Ending {
  readonly sessionId: string
  /** `discard`: into the trash, which takes one row. `delete`: everything of it goes. */
  readonly reason: 'discard' | 'delete'
  /** The tab that does it. */
  readonly writer: string
  /** Ms since 1970. */
  readonly now: number
}

/**
 * Ends a session with a commit of nothing, behind everything: whoever else has it open finds the position taken, and learns of
 * it before it writes. Resolves with what is kept of it; `undefined` when there was nothing to end.
 *
 * @throws AutoSaveError what the storage throws; nothing has changed then.
 */
export async function endSession(storage: SegmentStorage, ending: Ending): Promise<SessionNote | undefined> {
  const { sessionId, reason, now } = ending
  const title = reason === 'discard' ? await titleOf(storage, sessionId) : undefined
  for (;;) {
    const stored = await readSession(storage, sessionId)
    const { head, position, size, source } = stored
    if (source === 'unreachable') throw storageFailure('STORAGE_UNAVAILABLE')
    if (position === 0 || (reason === 'discard' && (head === undefined || isEnd(head)))) return undefined
    const rows = endingRows(ending, stored)
    const kind = reason === 'discard' ? 'trash' : 'erased'
    const kept = reason === 'discard' ? { base: head?.revision ?? 0, byteLength: size.byteLength } : {}
    const named = title === undefined ? {} : { title }
    const note: SessionNote = { id: [kind, sessionId, position + 1], at: now, ...kept, ...named }
    try {
      // On the medium before anybody is told: it is not to come back with a power cut.
      if (reason === 'discard') await storage.append(rows, { durability: 'strict', notes: [note] })
      else await storage.book.erase(rows, [note])
      return note
    } catch (error) {
      // Somebody saved meanwhile: that is ended too.
      if (!(error instanceof AutoSaveError && error.code === 'POSITION_TAKEN')) throw error
    }
  }
}

function endingRows({ sessionId, reason, writer, now }: Ending, { head, position, tree }: StoredSession): SegmentRow[] {
  const place = segmentPlace(head, { sessionId, revision: position + 1, writer })
  const header = { ...place, savedAt: now, reason, schemaVersion: head?.schemaVersion ?? 1 }
  if (reason === 'discard') return toSegmentRows(header, diffState(tree, undefined))
  // Nothing of what it was made on is there any more.
  return toSegmentRows({ ...header, isWhole: true }, diffState(emptyTree, undefined))
}
