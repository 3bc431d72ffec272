import type { SegmentRow } from '../../records/SegmentRow.ts'
import { isUnreadable } from '../unreadableRow.ts'

/** Segments of a smaller store, beside the log that they belong to. */
interface Continuation {
  /** Rows that go on where the log ends, segment by segment. */
  readonly next: readonly (readonly SegmentRow[])[]
  /** Rows that do not follow from the log: their positions are taken, or somebody else went on from what they were made on. */
  readonly aside: readonly SegmentRow[]
}

/**
 * How the rows of a smaller store go on from a log: what it holds already is neither.
 *
 * @param putAside - what has been put aside already: nothing that was made on it follows.
 */
export function segmentsBehind(
  log: LogEnd,
  rows: readonly SegmentRow[],
  putAside: readonly SegmentRow[],
): Continuation {
  const next: SegmentRow[][] = []
  const aside: SegmentRow[] = []
  for (const segment of segmentsOf(rows)) {
    if (log.holds(segment)) continue
    const isLost = [...putAside, ...aside].some((row) => segment.some((made) => isBaseOf(row, made)))
    if (!isLost && log.precedes(segment, next)) next.push(segment)
    else aside.push(...segment)
  }
  return { next, aside }
}

/** What has to be known of a log to go on from it: its position, and its rows from where the other ones were made on it. */
export class LogEnd {
  /** Whether the log was read from its beginning. */
  isWhole = false
  #position = 0
  readonly #from: number
  readonly #rows = new Map<string, SegmentRow>()

  constructor(rows: readonly SegmentRow[]) {
    this.#from = rows.reduce((lowest, { base }) => Math.min(lowest, base), Number.POSITIVE_INFINITY)
  }

  take(row: SegmentRow): void {
    this.#position = Math.max(this.#position, row.revision)
    if (row.revision >= this.#from) this.#rows.set(`${row.revision}/${row.part}`, row)
  }

  /**
   * Whether a segment can go on from here, behind those that go in between. The log's own rules are not enough: who was
   * built on counts there, and what another tab wrote in between does not. That is right in a log that whoever wrote
   * could read.
   */
  precedes([first]: readonly SegmentRow[], between: readonly (readonly SegmentRow[])[]): boolean {
    if (first === undefined || first.revision <= this.#position) return false
    // Of a log whose beginning is not known, that is all there is to say.
    if (!this.isWhole) return true
    const reached = between.at(-1)?.[0]?.revision ?? this.#position
    const isElses = ({ revision, writer, reason }: SegmentRow): boolean =>
      revision > first.base && writer !== first.writer && reason !== 'compaction'
    // A base that the log has never come to is one of another log, and so is one that somebody else has written.
    const isForeign = (row: SegmentRow): boolean => isElses(row) || isBaseOfAnotherLog(row, first)
    // Where there is nothing at all, the whole work needs nothing: the log that it was made on was lost.
    const isAlone = first.isWhole === true && reached === 0
    return (first.base <= reached || isAlone) && ![...this.#rows.values(), ...between.flat()].some(isForeign)
  }

  /** A row that was emptied has the checksum it had when it was whole. */
  holds(segment: readonly SegmentRow[]): boolean {
    return segment.every((row) => {
      const there = this.#rows.get(`${row.revision}/${row.part}`)
      return there?.writer === row.writer && there.checksum === row.checksum
    })
  }
}

/** Whether `made` was made on the revision of which `row` is a part, as far as its number says. */
function isBaseOf({ revision, writer }: SegmentRow, made: SegmentRow): boolean {
  // Rows of the first format do not say whose it was.
  const isSame = made.format === undefined || writer === (made.baseWriter ?? made.writer)
  return revision === made.base && isSame
}

/** Whether `row` has the revision that `made` was made on, and is somebody else's. */
function isBaseOfAnotherLog(row: SegmentRow, made: SegmentRow): boolean {
  return row.revision === made.base && !isUnreadable(row) && !isBaseOf(row, made)
}

/**
 * Of rows that stand without what came before them, those that need nothing of it: from the newest segment on that holds
 * the whole state, or the session's first. All others are part of something that is elsewhere.
 */
export function standingAlone(rows: readonly SegmentRow[]): SegmentRow[] {
  const whole = rows.findLast(({ isWhole }) => isWhole === true) ?? rows.find(({ base }) => base === 0)
  if (whole === undefined) return []
  const revisions = new Set([0])
  return rows.filter(({ revision, base }) => {
    // What was made on something else was stored in between, and in another place.
    const isPart = revision === whole.revision || (revision > whole.revision && revisions.has(base))
    if (isPart) revisions.add(revision)
    return isPart
  })
}

function segmentsOf(rows: readonly SegmentRow[]): SegmentRow[][] {
  const segments = new Map<number, SegmentRow[]>()
  for (const row of rows) segments.set(row.revision, [...(segments.get(row.revision) ?? []), row])
  return [...segments.values()]
}
