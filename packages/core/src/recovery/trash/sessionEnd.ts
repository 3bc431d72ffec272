import type { SegmentHeader } from '../../records/SegmentRow.ts'

/** Whether nothing is the session's state from this commit on: somebody discarded or deleted it. */
export function isEnd(header: Pick<SegmentHeader, 'reason'> | undefined): boolean {
  return header?.reason === 'discard' || header?.reason === 'delete'
}

/** The newest end that nobody has undone, among the segments that count. What comes right behind one as `restore` undoes it. */
export function endIn(segments: readonly SegmentHeader[]): SegmentHeader | undefined {
  return segments.findLast((segment, index) => isEnd(segment) && segments[index + 1]?.reason !== 'restore')
}

/** The same of what came behind a revision; nothing can have been ended for whoever knew of nothing. */
export function endBehind(segments: readonly SegmentHeader[], revision: number | undefined): SegmentHeader | undefined {
  return revision === undefined ? undefined : endIn(segments.filter((segment) => segment.revision > revision))
}
