import type { SegmentRow } from '@autosave-kit/core'
import { isLastMoment } from './isLastMoment.ts'

/**
 * Pages' last moments that another tab was ahead of: whoever opens the session next puts them together with the rest, before
 * its app has handed over anything.
 */
export function passedOver(rows: readonly SegmentRow[]): SegmentRow[] {
  const isAhead = (row: SegmentRow, leave: SegmentRow): boolean =>
    row.writer !== leave.writer && row.revision > leave.base && row.revision < leave.revision
  return rows.filter((leave) => isLastMoment(leave) && rows.some((row) => isAhead(row, leave)))
}
