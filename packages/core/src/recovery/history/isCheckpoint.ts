import type { SegmentHeader } from '../../records/SegmentRow.ts'
import { isEnd } from '../trash/sessionEnd.ts'

/** Somebody asked for it, so it stands on its own. */
export function isCheckpoint({ reason, label }: SegmentHeader): boolean {
  return reason === 'manual' || reason === 'restore' || isEnd({ reason }) || label !== undefined
}
