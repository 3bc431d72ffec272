import type { SegmentRow } from '@autosave-kit/core'

/**
 * Two tabs' last moments, both made against the same head, one at `revision` and one behind it: neither can ask, and the
 * one behind had left a position free for a commit of its own that failed. One of them is passed over, and stays in the log.
 */
export function areBothLastMoments(rows: readonly SegmentRow[], revision: number): boolean {
  const leaves = rows.filter(({ reason }) => reason === 'leave')
  return leaves.some((row) => row.revision === revision) && leaves.some((row) => row.revision > revision)
}
