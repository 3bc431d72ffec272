import type { SegmentRow } from '@autosave-kit/core'

/** Whether the row was written in a moment after which there might have been none: then no page could ask who was ahead of it. */
export function isLastMoment({ reason }: SegmentRow): boolean {
  return reason === 'leave' || reason === 'error'
}
