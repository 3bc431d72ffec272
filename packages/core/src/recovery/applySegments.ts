import { readRow } from '../records/readRow.ts'
import { type SegmentHeader, type SegmentRow, rowByteLength } from '../records/SegmentRow.ts'
import { type ParsedRecord, parseRecord } from '../records/ParsedRecord.ts'
import type { Removal, StoredRecord } from '../records/segmentPayload.ts'
import { ROOT_ID } from '../records/StateRecord.ts'
import type { CompactionDecisions } from './compaction/CompactionDecisions.ts'
import { findStrays } from './strays/findStrays.ts'
import { type LogSurvey, type RowFact, surveyLog, toRowFact, versionsOf } from './log/surveyLog.ts'

/** What a session's log comes to. */
export interface AppliedLog {
  /** The newest record of each id, whether the root still reaches it or not. */
  readonly records: ReadonlyMap<number, ParsedRecord>
  /** Records read, superseded ones included. */
  readonly readCount: number
  /** The segments that count and are known, oldest first; the last is the state's. */
  readonly applied: readonly SegmentHeader[]
  /** Those that are versions of the history: older ones may be a part of their records only. */
  readonly versions: readonly SegmentHeader[]
  /** Segments that are there and do not count, oldest first: last moments that another tab was ahead of. */
  readonly strays: readonly SegmentHeader[]
  /** Highest position in use, whether its segment counts or not. The next commit goes behind it. */
  readonly position: number
  /** Ids below have been given out, also those whose records are gone. */
  readonly nextId: number
  /** Rows that are needed and are damaged or missing. */
  readonly damagedRowCount: number
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

/** What is kept of a row: its text may be let go. */
interface TakenRow {
  readonly fact: RowFact
  readonly reason: unknown
  readonly byteLength: number
  readonly records: readonly ParsedRecord[]
  /** Of what it holds and of what it says is gone. */
  readonly highestId: number
}

/** Reads a log as its rows come, in any order. */
export class LogReading {
  readonly #rows: TakenRow[] = []
  readonly #isKept: boolean

  /** @param isKept - for whoever writes the records anew; else their texts are let go. */
  constructor({ isKept = false } = {}) {
    this.#isKept = isKept
  }

  /** Verifies and parses one row. Whatever it holds, this does not throw. */
  take(row: SegmentRow): void {
    const whole = readRow(row)
    const { records = [], removals = [] } = whole?.content ?? {}
    const [fact, reason] = [toRowFact(row, whole), Reflect.get(row, 'reason')]
    const [byteLength, highestId] = [rowByteLength(row), highestIdOf(records, removals)]
    const parsed = records.map((record) => parseRecord(record, this.#isKept))
    this.#rows.push({ fact, reason, byteLength, records: parsed, highestId })
  }

  /**
   * What the rows come to: those that are whole, segments that follow from one another, newest record of each id wins.
   * A damaged row costs only its own records, which fall back to what older segments say of them.
   *
   * @param asOf - of an entry of `versions`: what the records were then. All there is without it.
   */
  finish(asOf = Number.POSITIVE_INFINITY): AppliedLog {
    const rows = this.#rows.toSorted((a, b) => a.fact.revision - b.fact.revision || a.fact.part - b.fact.part)
    const survey = surveyLog(rows.map(({ fact }) => fact))
    const { counted, decisions, decidedAt, position, lostRowCount } = survey
    return {
      records: newestRecords(rows, survey, asOf),
      readCount: rows.reduce((count, { records }) => count + records.length, 0),
      applied: counted.filter(({ revision }) => revision <= asOf),
      versions: versionsOf(survey),
      strays: findStrays(
        rows.map(({ fact }) => fact),
        survey,
      ),
      position,
      nextId: rows.reduce((next, { highestId }) => Math.max(next, highestId + 1), decisions?.nextId ?? ROOT_ID + 1),
      damagedRowCount: lostRowCount,
      size: sizeOf(rows, survey),
      decisions,
      decidedAt,
    }
  }

  /** What the rows of a segment hold, whether it counts or not. */
  recordsOf(revision: number): ParsedRecord[] {
    return this.#rows.filter(({ fact }) => fact.revision === revision).flatMap(({ records }) => records)
  }
}

/** A log whose rows are all there. */
export function applySegments(rows: readonly SegmentRow[], asOf?: number): AppliedLog {
  const reading = new LogReading()
  for (const row of rows) reading.take(row)
  return reading.finish(asOf)
}

function newestRecords(rows: readonly TakenRow[], { standings }: LogSurvey, asOf: number): Map<number, ParsedRecord> {
  const newest = new Map<number, ParsedRecord>()
  for (const [index, { records }] of rows.entries()) {
    if (standings[index] !== 'counts' && standings[index] !== 'leftover') continue
    for (const record of records) {
      if (record.origin <= asOf && record.origin >= (newest.get(record.id)?.origin ?? 0)) newest.set(record.id, record)
    }
  }
  return newest
}

function highestIdOf(records: readonly StoredRecord[], removals: readonly Removal[]): number {
  let highest = ROOT_ID
  for (const { id } of records) if (id > highest) highest = id
  // Runs are in rising order: the last number is the highest.
  for (const { idRuns } of removals) highest = Math.max(highest, Number(/\d+$/.exec(idRuns)?.[0] ?? 0))
  return highest
}

function sizeOf(rows: readonly TakenRow[], { decisions, standings }: LogSurvey): LogSize {
  const sum = (some: readonly TakenRow[]): number => some.reduce((length, row) => length + row.byteLength, 0)
  const young = new Map<number, number>()
  for (const { fact, reason, byteLength: length } of rows) {
    if (fact.revision <= (decisions?.through ?? 0) || reason === 'compaction') continue
    young.set(fact.revision, (young.get(fact.revision) ?? 0) + length)
  }
  return {
    rowCount: rows.length,
    byteLength: sum(rows),
    sinceFullByteLength: sum(rows.filter(({ fact }) => fact.revision > (decisions?.full.revision ?? 0))),
    young: [...young].map(([revision, length]) => ({ revision, byteLength: length })),
    emptiedRowCount: rows.filter(({ reason }, index) => reason === 'retired' && standings[index] === 'passed').length,
  }
}
