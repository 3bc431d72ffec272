import type { SegmentRow } from '@autosave-kit/core'
import { isLastMoment } from './isLastMoment.ts'

/**
 * Whether the log holds a page's last moment that another tab was ahead of: whoever opens the session next puts it together
 * with the rest, before its app has handed over anything.
 */
export function holdsPassedOver(rows: readonly SegmentRow[]): boolean {
  const isAhead = (row: SegmentRow, leave: SegmentRow): boolean =>
    row.writer !== leave.writer && row.revision > leave.base && row.revision < leave.revision
  return rows.some((leave) => isLastMoment(leave) && rows.some((row) => isAhead(row, leave)))
}
