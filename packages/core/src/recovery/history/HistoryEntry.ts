import type { SaveReason, SegmentHeader } from '../../records/SegmentRow.ts'
import { isCheckpoint } from './isCheckpoint.ts'

/** A version of a session that can be brought back. @public */
export interface HistoryEntry {
  /** Names it, for `restoreRevision`. */
  readonly revision: number
  /** Ms since 1970. */
  readonly savedAt: number
  /** Why it was saved. */
  readonly reason: SaveReason
  /** The name somebody gave it. */
  readonly label: string | undefined
  /** Somebody asked for it: it stands on its own, and goes last when history is thinned. */
  readonly isCheckpoint: boolean
}

export function toHistoryEntry(header: SegmentHeader): HistoryEntry {
  const { revision, savedAt, reason, label } = header
  return { revision, savedAt, reason, label, isCheckpoint: isCheckpoint(header) }
}
