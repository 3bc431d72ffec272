import type { SegmentRow } from '../../records/SegmentRow.ts'

/** The rows that one page has kept of a session: one segment. @public */
export interface LastWord {
  readonly sessionId: string
  readonly writer: string
  readonly rows: readonly SegmentRow[]
  /** Somebody has read the session without it, and may have gone on: it does not follow any more. */
  readonly isPassedOver: boolean
}

/**
 * What pages say last, a second time, where a closing page is not cut off: a small store that answers within the call.
 * Nothing here throws: where there is no such store, nothing is kept.
 *
 * @public
 */
export interface LastWords {
  /** What is kept of a session, by revision. */
  read(sessionId: string): readonly LastWord[]
  /** In place of what its writer has kept of the session before; `false` when there is no room, and that one stays. */
  keep(rows: readonly SegmentRow[]): boolean
  passOver(word: LastWord): void
  /** Lets this one go; not what its writer has kept since. */
  drop(word: LastWord): void
  /** Ids of the sessions that something is kept of. */
  sessions(): readonly string[]
}
