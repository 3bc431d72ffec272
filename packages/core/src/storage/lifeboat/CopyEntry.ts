import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { RowKey, SessionRow } from '../SegmentStorage.ts'

/** What the second copy is told, in the order in which the database took it. @public */
export type CopyEntry =
  | { readonly type: 'row'; readonly row: SegmentRow }
  | { readonly type: 'retire'; readonly keys: readonly RowKey[]; readonly mode: 'remove' | 'empty' }
  | { readonly type: 'card'; readonly card: SessionRow }

/** A row that the database holds, without its content. @public */
export interface StockRow extends RowKey {
  readonly checksum: number
  readonly isEmptied: boolean
}

/** What the database holds of a session, as one reading found it. @public */
export interface Stock {
  readonly rows: readonly StockRow[]
  /** Highest position in use; 0 without one. */
  readonly position: number
  /**
   * What the copy held was brought back first: what it has beyond this position was committed since. Else nobody could read
   * it, and the database went on without: then it belongs to another log.
   */
  readonly isComplete: boolean
}

/**
 * How the copy compares: rows that it lacks; or `unsure` when the database holds nothing of the session and the copy
 * does, which only a restore can decide.
 *
 * @public
 */
export type Alignment = { readonly type: 'aligned'; readonly missing: readonly RowKey[] } | { readonly type: 'unsure' }

/** What the copy holds of a session, by revision and part. @public */
export interface SessionContent {
  readonly rows: readonly SegmentRow[]
  readonly card: SessionRow | undefined
}
