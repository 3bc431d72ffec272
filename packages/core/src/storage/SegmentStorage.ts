import type { LeftMark } from '../environment/leftMarks.ts'
import type { SegmentRow } from '../records/SegmentRow.ts'

/** What a list of sessions shows. Refreshed now and then; the segments are the truth. */
export interface SessionRow {
  readonly id: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly left: LeftMark | undefined
}

export interface AppendOptions {
  /** `strict`: resolved only when the medium has it, not just the operating system. A power cut is the difference. */
  readonly durability: 'relaxed' | 'strict'
}

/**
 * Where segments are kept.
 *
 * @remarks
 * - `append` and `putSession` issue their write before they return when the storage is open: they are called in a
 *   page's last moment, where nothing that comes after an `await` is ever run.
 * - Once a connection was lost, a session is appended to only after it was read again: the database behind the new
 *   connection may be another, empty one, in which a change alone would be no work at all. Until then `append` rejects
 *   with `STORAGE_LOST`.
 * - Appends end in the order in which they were issued.
 * - A promise of `append` resolves only when the rows are stored as said, all of them or none.
 * - Rejections are `AutoSaveError`s: `POSITION_TAKEN` when a row of that session, revision and part exists already
 *   (which is the compare-and-set), else one that says whether trying again can help.
 */
export interface SegmentStorage {
  /** Idempotent; after a lost connection it opens a new one. */
  open(): Promise<void>
  /** All rows of a session by revision and part. */
  read(sessionId: string): Promise<SegmentRow[]>
  append(rows: readonly SegmentRow[], options: AppendOptions): Promise<void>
  readSession(sessionId: string): Promise<SessionRow | undefined>
  putSession(row: SessionRow): Promise<void>
  listSessions(): Promise<SessionRow[]>
  close(): void
}
