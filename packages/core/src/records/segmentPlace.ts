import type { SegmentHeader } from './SegmentRow.ts'

type Position = Pick<SegmentHeader, 'sessionId' | 'revision' | 'writer'>

/** Where a segment stands, and on what: `head` is the newest one there was for whoever writes it. */
export function segmentPlace<TPosition extends Position>(
  head: Pick<SegmentHeader, 'revision' | 'writer'> | undefined,
  position: TPosition,
): TPosition & Pick<SegmentHeader, 'base' | 'baseWriter'> {
  if (head === undefined) return { ...position, base: 0 }
  const place = { ...position, base: head.revision }
  return head.writer === position.writer ? place : { ...place, baseWriter: head.writer }
}
