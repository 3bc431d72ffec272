import type { LeftMark } from '../environment/leftMarks.ts'
import type { SegmentRow } from '../records/SegmentRow.ts'
import type { Durability, ReadSource } from './Durability.ts'
import type { SessionBook, SessionNote } from './SessionBook.ts'
import type { StorageDiagnosis } from './StorageDiagnosis.ts'

/** What a list of sessions shows. Refreshed now and then; the segments are the truth. */
export interface SessionRow {
  readonly id: string
  readonly createdAt: number
  readonly updatedAt: number
  readonly left: LeftMark | undefined
  /** The newest when this was written: what was ended behind it is in no list any more. */
  readonly revision?: number
  /** The exclusion rules that all that is stored conforms to. */
  readonly rules?: number | undefined
  /** What people call it. */
  readonly title?: string
  /** The id it was asked for under, when it is one tab's own (`tabs: 'separate'`). */
  readonly separateOf?: string
  /** What it was split off from. */
  readonly fork?: SessionFork | undefined
}

/** Where a session that began as a version of another, or keeps the other side of a conflict, comes from. */
interface SessionFork {
  readonly of: string
  /** The revision of that session that it began as, or that contradicts it. */
  readonly revision: number
  /** Its work is in that session again. */
  readonly isDropped?: boolean
}

export interface AppendOptions {
  /** `strict`: resolved only when the medium has it, not just the operating system. A power cut is the difference. */
  readonly durability: 'relaxed' | 'strict'
  /** A page's last moment: everything is issued before `append` returns, however much it is. */
  readonly isUrgent?: boolean
  /** Told of main-thread time, in ms, that writing takes in later tasks than the one that calls `append`. */
  readonly onIssued?: ((ms: number) => void) | undefined
  /** Put in the same transaction. */
  readonly notes?: readonly SessionNote[]
}

/** Revisions to read, both ends included; all of them where an end is missing. */
export interface RevisionRange {
  readonly from?: number
  readonly through?: number
  /** The first part of `from`, and the last one of `through`, that are needed; what is beyond may be given all the same. */
  readonly fromPart?: number
  readonly throughPart?: number
}

/** Must not throw; takes a task of the page's each time. */
export type RowListener = (row: SegmentRow) => void

/** Names a row of a session. */
export interface RowKey {
  readonly revision: number
  readonly part: number
}

/** A row that does not count, kept for whoever wants to look into it. */
export interface QuarantineEntry {
  readonly sessionId: string
  /** `damaged`: it could not be read. `stray`: it was made against something that is not what came before it. */
  readonly reason: 'damaged' | 'stray'
  /** Ms since 1970. */
  readonly quarantinedAt: number
  readonly row: SegmentRow
}

/** Rows that are not needed in their place any more. */
export interface Retirement {
  readonly sessionId: string
  readonly keys: readonly RowKey[]
  /**
   * `remove`: row and key go; only while nobody else has the session open. `empty`: the key stays, so that a late writer
   * finds its position taken; the row keeps its header, with the reason `retired`, no payload and no binaries.
   */
  readonly mode: 'remove' | 'empty'
  readonly quarantine: readonly QuarantineEntry[]
}

/**
 * Where segments are kept.
 *
 * @remarks
 * - An urgent `append`, and `putSession`, issue and commit their write before they return when the storage is open: they
 *   are called in a page's last moment, where nothing that comes after an `await` is ever run. Others may be issued in
 *   batches, so that the page is not blocked, and commit when they know that they may; they are stored whole or not at
 *   all all the same. `hurry` ends that.
 * - Once a connection was lost, a session is written to only after it was read again: the database behind the new
 *   connection may be another, empty one, in which a change alone would be no work at all. Until then `append` and
 *   `retire` reject with `STORAGE_LOST`.
 * - Appends end in the order in which they were issued. A read waits for those that were issued before it: what it does not find
 *   will not be there later, and its position is free.
 * - A promise of `append` resolves only when the rows are stored as said, all of them or none.
 * - A row that is there and cannot be given back comes as `unreadableRow`, in its place, and costs no other row. It may
 *   be readable another day: such a row is never retired.
 * - `retire` is one transaction: the copies are in quarantine when the rows are gone. Rows that are gone are no error.
 * - Rows and entries are values: what is changed by whoever gave or got them does not change what is stored.
 * - Rejections are `AutoSaveError`s: `POSITION_TAKEN` when a row of that session, revision and part exists already
 *   (which is the compare-and-set), or one of a later revision: a position that a commit of another tab has left empty
 *   behind it does not count as free. (An urgent append is not refused for that, it has no time to ask.) Other codes say
 *   whether trying again can help.
 */
export interface SegmentStorage {
  readonly book: SessionBook
  /** Idempotent; after a lost connection it opens a new one. */
  open(): Promise<void>
  /** Rows of a session by revision and part: all of them, or those of some revisions. */
  read(sessionId: string, range?: RevisionRange): Promise<SegmentRow[]>
  /**
   * Hands each row of a session to `take`, once, in any order and as it comes: what is done with one is done while others
   * are on their way, and no more than a few are in memory at a time. Resolves after the last; when it rejects, what was
   * handed on says nothing. This, or `read` of all, counts as having read the session again. Resolves with where the
   * newest of the rows came from.
   */
  readEach(sessionId: string, take: RowListener): Promise<ReadSource>
  /**
   * Adds all rows of one segment, the first part first. An urgent append does not wait behind one that is still being
   * issued in batches: that one is given up and rejects with a retryable code, as every failed append may be. Resolves with where the rows are now.
   */
  append(rows: readonly SegmentRow[], options: AppendOptions): Promise<Durability>
  /** A page's last moment, whether there is anything new to append or not: what is still being issued in batches is issued before this returns. */
  hurry(): void
  retire(retirement: Retirement): Promise<void>
  /** Calls `listener` when a connection was lost, whoever noticed: a session has to be read again. Returns its end. */
  subscribeLoss(listener: () => void): () => void
  listQuarantine(sessionId: string): Promise<QuarantineEntry[]>
  readSession(sessionId: string): Promise<SessionRow | undefined>
  /**
   * `strict`: resolved only when the medium has the row, and with it every append that was resolved before: a store's log is
   * one sequence. Without options it is `relaxed`.
   */
  putSession(row: SessionRow, options?: Pick<AppendOptions, 'durability'>): Promise<void>
  listSessions(): Promise<SessionRow[]>
  close(): void
  /** How it is doing; without it, all is well. */
  readonly diagnosis?: StorageDiagnosis
  /** Calls `listener` when the diagnosis has changed. Returns its end. */
  subscribeDiagnosis?(listener: () => void): () => void
  /**
   * To be asked when the page that last wrote a session did not leave in order: whether it has left rows in a smaller
   * store. They have been copied to where they belong then, and the session has to be read again.
   */
  recall?(sessionId: string): Promise<boolean>
  /** Ids of all sessions that rows are kept of. A smaller store is asked what it still holds. */
  listStored?(): Promise<string[]>
  /** Lets a session's row go: it is kept elsewhere again. */
  dropSession?(sessionId: string): Promise<void>
}
