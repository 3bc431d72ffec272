import type { SegmentRow } from '@autosave-kit/core'
import { isLastMoment } from './isLastMoment.ts'

/**
 * What the disk held before it came to hold `after`, for whoever asks what was written over.
 *
 * Two tabs' last moments, made without knowing of each other: neither can ask, and one of them is passed over. Which one may change with
 * the one that comes late, or with whoever builds on the other. Nothing of it is written over: it stays in the log, and is looked
 * for in the end (`checkPassedOver`).
 */
export function beforeLastMoments(rows: readonly SegmentRow[], before: unknown, after: unknown): unknown {
  const leaves = rows.filter(isLastMoment)
  const areUnaware = (one: SegmentRow, other: SegmentRow): boolean =>
    one.writer !== other.writer && one.base < other.revision && other.base < one.revision
  return leaves.some((one) => leaves.some((other) => areUnaware(one, other))) ? after : before
}
