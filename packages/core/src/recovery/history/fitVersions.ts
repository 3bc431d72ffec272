import type { SegmentHeader } from '../../records/SegmentRow.ts'
import { dropWhile } from './thinVersions.ts'

/** Content that the newest state does not hold any more: versions from one revision to before another do. */
export interface PastSpan {
  readonly from: number
  readonly until: number
  readonly byteLength: number
}

/** Lets versions go until what they alone hold takes at most so many bytes. */
export function fitVersions(
  versions: readonly SegmentHeader[],
  spans: Iterable<PastSpan>,
  maxBytes: number,
): SegmentHeader[] {
  const revisions = versions.map(({ revision }) => revision)
  // Spans that the same versions hold go together.
  const heldBy = new Map<string, { readonly holders: readonly number[]; byteLength: number }>()
  for (const { from, until, byteLength } of spans) {
    const [start, end] = [firstFrom(revisions, from), firstFrom(revisions, until)]
    if (start === end) continue
    const held = heldBy.get(`${start} ${end}`) ?? { holders: revisions.slice(start, end), byteLength: 0 }
    held.byteLength += byteLength
    heldBy.set(`${start} ${end}`, held)
  }
  const groups = [...heldBy.values()]
  return dropWhile(versions, (rest) => {
    const kept = new Set(rest.map(({ revision }) => revision))
    const stillHeld = groups.filter(({ holders }) => holders.some((revision) => kept.has(revision)))
    return stillHeld.reduce((sum, { byteLength }) => sum + byteLength, 0) > maxBytes
  })
}

/** Index of the first number from `least` on, in rising numbers. */
export function firstFrom(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}
