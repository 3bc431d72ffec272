import type { SegmentHeader } from '../../records/SegmentRow.ts'

export interface SegmentChain {
  /** Segments that count, oldest first. */
  readonly counted: readonly SegmentHeader[]
  /** Revisions that somebody built on, and that are not there. */
  readonly lost: readonly number[]
}

/** What the chain knows of an earlier segment; a lost one's writer is not known. */
interface Link {
  readonly revision: number
  readonly writer: string | undefined
}

/**
 * Which segments follow from one another.
 *
 * A segment counts when nothing counts that came after its base, but for its own writer's: a last moment's commit is
 * made while the one before it is still on its way, and holds that one's changes too.
 *
 * Whoever names a base has found that it counts. So a base counts whatever else has been lost, and what another
 * writer put between a base and the segment made on it does not. In a whole log this decides nothing anew.
 *
 * @param headers - what can be read of the undecided part of the log, in rising order.
 * @param decided - the last segments that count before it.
 * @param bases - revisions in the undecided part that somebody built on.
 */
export function countSegments(
  headers: readonly SegmentHeader[],
  decided: readonly SegmentHeader[],
  bases: ReadonlySet<number>,
): SegmentChain {
  const present = new Set(headers.map(({ revision }) => revision))
  const lost = [...bases].filter((base) => !present.has(base)).toSorted((a, b) => a - b)
  const passedOver = passedOverBy(headers, bases)
  const links: Link[] = [...decided]
  const counted: SegmentHeader[] = []
  let lostIndex = 0
  for (const header of headers) {
    for (; (lost[lostIndex] ?? Number.POSITIVE_INFINITY) < header.revision; lostIndex += 1) {
      links.push({ revision: lost[lostIndex] ?? 0, writer: undefined })
    }
    const isCounted = bases.has(header.revision) || (!passedOver.has(header.revision) && follows(header, links))
    if (!isCounted) continue
    links.push(header)
    counted.push(header)
  }
  return { counted, lost }
}

function follows({ base, writer }: SegmentHeader, links: readonly Link[]): boolean {
  for (let index = links.length - 1; index >= 0; index -= 1) {
    const earlier = links[index]
    if (earlier === undefined || earlier.revision <= base) return true
    if (earlier.writer !== writer) return false
  }
  return true
}

/** Others' segments that lie between a segment which certainly counts and its base. */
function passedOverBy(headers: readonly SegmentHeader[], bases: ReadonlySet<number>): Set<number> {
  const passedOver = new Set<number>()
  for (const [index, { revision, base, writer }] of headers.entries()) {
    if (!bases.has(revision)) continue
    for (let before = index - 1; before >= 0; before -= 1) {
      const earlier = headers[before]
      if (earlier === undefined || earlier.revision <= base) break
      if (earlier.writer !== writer) passedOver.add(earlier.revision)
    }
  }
  return passedOver
}
