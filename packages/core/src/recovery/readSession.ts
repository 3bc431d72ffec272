import { type SegmentHeader, type SegmentRow, isNewerRow } from '../records/SegmentRow.ts'
import type { RecordTree } from '../records/diffState.ts'
import { joinState } from '../records/joinState.ts'
import type { ReadSource } from '../storage/Durability.ts'
import type { SegmentStorage } from '../storage/SegmentStorage.ts'
import { storageFailure } from '../storage/storageError.ts'
import { type AppliedLog, LogReading } from './applySegments.ts'

/** A session as the store holds it. */
export interface StoredSession {
  /** Where the newest of it came from. */
  readonly source: ReadSource
  readonly tree: RecordTree
  /** The segments that count, oldest first. */
  readonly segments: readonly SegmentHeader[]
  /** The one whose state this is; `undefined` for a session without one. */
  readonly head: SegmentHeader | undefined
  /** Highest position in use. */
  readonly position: number
  readonly damagedRowCount: number
  /** The records of the state; their bytes are an estimate: the share of all bytes that they are of all records. */
  readonly content: { readonly recordCount: number; readonly byteLength: number }
  readonly missingPaths: readonly string[]
  /** What a compaction goes by. */
  readonly size: AppliedLog['size']
  readonly strays: AppliedLog['strays']
  readonly decisions: AppliedLog['decisions']
  readonly decidedAt: number
  /** There when only these were read, all behind what was known (`readNews`): sizes and decisions are not said then. */
  readonly newRows?: readonly SegmentRow[]
}

/**
 * Storage → verify → decode → join. Writes nothing.
 *
 * @throws AutoSaveError what the storage throws, and `DATABASE_NEWER` when newer code has written rows that this one cannot
 * read: what is written without them would be written over them.
 */
export async function readSession(storage: SegmentStorage, sessionId: string): Promise<StoredSession> {
  const reading = new LogReading()
  let isNewer = false
  const source = await storage.readEach(sessionId, (row) => {
    isNewer ||= isNewerRow(row)
    reading.take(row)
  })
  if (isNewer) throw storageFailure('DATABASE_NEWER')
  const log = reading.finish()
  const { tree, missingPaths } = joinState(log.records)
  return {
    source,
    tree: { ...tree, nextId: Math.max(tree.nextId, log.nextId) },
    segments: log.applied,
    head: log.applied.at(-1),
    position: log.position,
    damagedRowCount: log.damagedRowCount,
    content: contentOf(log),
    missingPaths,
    size: log.size,
    strays: log.strays,
    decisions: log.decisions,
    decidedAt: log.decidedAt,
  }
}

function contentOf({ records, readCount, size }: AppliedLog): StoredSession['content'] {
  const byteLength = readCount === 0 ? 0 : (size.byteLength * records.size) / readCount
  return { recordCount: records.size, byteLength }
}
