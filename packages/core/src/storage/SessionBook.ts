import type { SegmentRow } from '../records/SegmentRow.ts'

/**
 * What is known of a session beside its rows, a row of its own each: whoever refreshes the session's row in the list writes
 * over none of them.
 *
 * - `title`: what a person has named it.
 * - `trash`: a discarded version, by the revision of the commit that discarded it. Until it expires it can be brought back.
 * - `due`: it was found to be too old at this revision, when the note was made; it goes some time later.
 * - `erased`: all of it was deleted; the commit that says so stays for a while, so that a late writer finds it.
 */
export interface SessionNote {
  readonly id: NoteId
  /** Ms since 1970. */
  readonly at: number
  readonly title?: string
  /** Of the trash: the version that was discarded. */
  readonly base?: number
  /** Of the trash: what the session took, older versions included. */
  readonly byteLength?: number
}

/** The last is a revision; 0 where there is none. */
export type NoteId = readonly [kind: 'title' | 'trash' | 'erased' | 'due', sessionId: string, revision: number]

/** One transaction. What is removed and not there is no error. */
export interface NoteChange {
  readonly put?: readonly SessionNote[]
  readonly remove?: readonly NoteId[]
  /** Sessions whose row in the list goes. */
  readonly unlist?: readonly string[]
}

/** What a storage keeps of sessions as things, beside their rows; and how all of one goes. */
export interface SessionBook {
  /**
   * Deletes a session in one transaction: adds `rows`, the segment that says so, as `append` does, and everything else of the
   * session goes, notes, quarantine and figures included; then `notes` are put. Rejects with `POSITION_TAKEN` as `append` does, and
   * changes nothing then. What was erased does not come back from a second copy.
   */
  erase(rows: readonly SegmentRow[], notes: readonly SessionNote[]): Promise<void>
  /** Of all sessions. */
  notes(): Promise<SessionNote[]>
  change(change: NoteChange): Promise<void>
}
