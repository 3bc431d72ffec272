import { readRow } from '../records/readRow.ts'
import type { SegmentHeader, SegmentRow } from '../records/SegmentRow.ts'
import type { StateRecord } from '../records/StateRecord.ts'

/** What a session's log comes to. */
export interface AppliedLog {
  /** The newest record of each id. */
  readonly records: ReadonlyMap<number, StateRecord>
  /** The segments that count, oldest first; the last is the state's. */
  readonly applied: readonly SegmentHeader[]
  /** Highest position in use, whether its segment counts or not. The next commit goes behind it. */
  readonly position: number
  readonly damagedRowCount: number
  /** Segments made against something that is not what came before them: another tab's, saved at the same time. They stay in the log. */
  readonly strayCount: number
}

interface Segment {
  readonly header: SegmentHeader
  readonly records: readonly StateRecord[]
}

/**
 * Reads a log: rows that are whole, segments that follow from one another, newest record of each id wins.
 * A damaged row costs only its own records, which fall back to what older segments say of them.
 */
export function applySegments(rows: readonly SegmentRow[]): AppliedLog {
  const { segments, damagedRowCount } = readSegments(rows)
  const applied: SegmentHeader[] = []
  const records = new Map<number, StateRecord>()
  for (const { header, records: changed } of segments) {
    if (!follows(header, applied)) continue
    for (const record of changed) records.set(record.id, record)
    applied.push(header)
  }
  const position = rows.reduce((highest, row) => Math.max(highest, row.revision), 0)
  return { records, applied, position, damagedRowCount, strayCount: segments.length - applied.length }
}

/**
 * A segment follows when nothing counts that came after its base, but for its own writer's: a last moment's commit is
 * made while the one before it is still on its way, and holds that one's changes too.
 */
function follows({ base, writer }: SegmentHeader, applied: readonly SegmentHeader[]): boolean {
  for (let index = applied.length - 1; index >= 0; index -= 1) {
    const earlier = applied[index]
    if (earlier === undefined || earlier.revision <= base) return true
    if (earlier.writer !== writer) return false
  }
  return true
}

function readSegments(rows: readonly SegmentRow[]): { segments: Segment[]; damagedRowCount: number } {
  const byRevision = new Map<number, { header: SegmentRow; records: StateRecord[]; readCount: number }>()
  let damagedRowCount = 0
  for (const row of rows) {
    const records = readRow(row)?.content.records.slice()
    const segment = byRevision.get(row.revision)
    if (records === undefined) damagedRowCount += 1
    else if (segment === undefined) byRevision.set(row.revision, { header: row, records, readCount: 1 })
    else {
      for (const record of records) segment.records.push(record)
      segment.readCount += 1
    }
  }
  const segments = [...byRevision.values()]
  const readCount = segments.reduce((sum, segment) => sum + segment.readCount, 0)
  const partCount = segments.reduce((sum, { header }) => sum + header.partCount, 0)
  // A row that is not there at all is as lost as one that is there and damaged.
  return { segments, damagedRowCount: Math.max(damagedRowCount, partCount - readCount) }
}
