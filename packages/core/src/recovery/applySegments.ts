import { readRow } from '../records/readRow.ts'
import { type SegmentHeader, type SegmentRow, rowByteLength } from '../records/SegmentRow.ts'
import type { PayloadContent, StoredRecord } from '../records/segmentPayload.ts'
import { ROOT_ID } from '../records/StateRecord.ts'
import type { CompactionDecisions } from './compaction/CompactionDecisions.ts'
import { type LogSurvey, surveyLog, toRowFact, versionsOf } from './log/surveyLog.ts'

/** What a session's log comes to. */
export interface AppliedLog {
  /** The newest record of each id, whether the root still reaches it or not. */
  readonly records: ReadonlyMap<number, StoredRecord>
  /** The segments that count and are known, oldest first; the last is the state's. */
  readonly applied: readonly SegmentHeader[]
  /** Those that are versions of the history: older ones may be a part of their records only. */
  readonly versions: readonly SegmentHeader[]
  /** Highest position in use, whether its segment counts or not. The next commit goes behind it. */
  readonly position: number
  /** Ids below have been given out, also those whose records are gone. */
  readonly nextId: number
  /** Rows that are needed and are damaged or missing. */
  readonly damagedRowCount: number
  /** Rows of segments made against something that is not what came before them: another tab's, saved at the same time. */
  readonly strayRows: readonly SegmentRow[]
  readonly size: LogSize
  /** What the newest compaction decided, and where it stands. */
  readonly decisions: CompactionDecisions | undefined
  readonly decidedAt: number
}

export interface LogSize {
  readonly rowCount: number
  readonly byteLength: number
  /** Of rows behind the last compaction that looked at everything. */
  readonly sinceFullByteLength: number
  /** Commits that no compaction has looked at. */
  readonly young: readonly { readonly revision: number; readonly byteLength: number }[]
  /** Rows that only hold their position. */
  readonly emptiedRowCount: number
}

/**
 * Reads a log: rows that are whole, segments that follow from one another, newest record of each id wins.
 * A damaged row costs only its own records, which fall back to what older segments say of them. Whatever the rows hold,
 * it does not throw.
 *
 * @param asOf - of an entry of `versions`: what the records were then. All there is without it.
 */
export function applySegments(rows: readonly SegmentRow[], asOf = Number.POSITIVE_INFINITY): AppliedLog {
  const wholes = rows.map((row) => readRow(row))
  const survey = surveyLog(rows.map((row, index) => toRowFact(row, wholes[index])))
  const { standings, counted, decisions, decidedAt, position, lostRowCount } = survey
  const contents = wholes.map((whole) => whole?.content)
  const applied = counted.filter(({ revision }) => revision <= asOf)
  return {
    records: newestRecords(contents, survey, asOf),
    applied,
    versions: versionsOf(survey),
    position,
    nextId: nextId(contents, decisions?.nextId ?? ROOT_ID + 1),
    damagedRowCount: lostRowCount,
    strayRows: rows.filter((_, index) => standings[index] === 'stray'),
    size: sizeOf(rows, survey),
    decisions,
    decidedAt,
  }
}

function newestRecords(
  contents: readonly (PayloadContent | undefined)[],
  { standings }: LogSurvey,
  asOf: number,
): Map<number, StoredRecord> {
  const newest = new Map<number, StoredRecord>()
  for (const [index, content] of contents.entries()) {
    if (content === undefined || (standings[index] !== 'counts' && standings[index] !== 'leftover')) continue
    for (const record of content.records) {
      if (record.origin <= asOf && record.origin >= (newest.get(record.id)?.origin ?? 0)) newest.set(record.id, record)
    }
  }
  return newest
}

function nextId(contents: readonly (PayloadContent | undefined)[], least: number): number {
  let next = least
  for (const content of contents) {
    for (const { id } of content?.records ?? []) next = Math.max(next, id + 1)
    // Runs are in rising order: the last number is the highest.
    for (const { idRuns } of content?.removals ?? []) next = Math.max(next, Number(/\d+$/.exec(idRuns)?.[0] ?? 0) + 1)
  }
  return next
}

function sizeOf(rows: readonly SegmentRow[], { decisions, standings }: LogSurvey): LogSize {
  const sum = (some: readonly SegmentRow[]): number => some.reduce((length, row) => length + byteLength(row), 0)
  const young = new Map<number, number>()
  for (const row of rows) {
    if (row.revision <= (decisions?.through ?? 0) || row.reason === 'compaction') continue
    young.set(row.revision, (young.get(row.revision) ?? 0) + byteLength(row))
  }
  return {
    rowCount: rows.length,
    byteLength: sum(rows),
    sinceFullByteLength: sum(rows.filter(({ revision }) => revision > (decisions?.full.revision ?? 0))),
    young: [...young].map(([revision, length]) => ({ revision, byteLength: length })),
    emptiedRowCount: rows.filter((row, index) => row.reason === 'retired' && standings[index] === 'passed').length,
  }
}

/** Of rows that may be anything. */
function byteLength(row: SegmentRow): number {
  try {
    const length = rowByteLength(row)
    return Number.isSafeInteger(length) ? length : 0
  } catch {
    return 0
  }
}
