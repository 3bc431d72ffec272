import { recordByteLength } from '../../records/PayloadPage.ts'
import { readRow } from '../../records/readRow.ts'
import { type SegmentHeader, type SegmentRow, rowByteLength } from '../../records/SegmentRow.ts'
import type { StoredRecord } from '../../records/segmentPayload.ts'
import { type OriginContent, toCompactionRows } from '../../records/toSegmentRows.ts'
import { type CompactionDecisions, formatDecisions } from './CompactionDecisions.ts'
import type { CompactionRequest } from './CompactionRequest.ts'
import { type Compacting, type RowTotal, readRange } from './CompactionStep.ts'
import { decide } from './decide.ts'
import type { CompactionView } from './readView.ts'
import type { IndexedRow } from './RecordIndex.ts'
import type { Run } from './RowRuns.ts'

/** Bytes of content per segment: one is written without a pause. */
const SEGMENT_BYTES = 262_144

/** Bytes read at once. */
const READ_BYTES = 1_048_576

interface Carried {
  readonly decisions: CompactionDecisions
  readonly decidedAt: number
  readonly appended: RowTotal
}

/**
 * Writes what is needed of rows that do not stay, and at the end what was decided. `undefined` when the log is not any
 * more what was read: nothing has been let go then.
 */
export function* carryOn(
  request: CompactionRequest,
  view: CompactionView,
  versions: readonly SegmentHeader[],
): Compacting<Carried | undefined> {
  const moving = view.index.rows.filter(({ stays, neededByteLength }) => !stays && neededByteLength > 0)
  const load = new Load()
  const carried: SegmentRow[] = []
  for (const [from, through] of readingRuns(view.index.rows, new Set(moving))) {
    const rows = yield* readRange({ from, through })
    for (const row of moving.filter(({ revision }) => revision >= from && revision <= through)) {
      if (!take(load, row, rows)) return undefined
      yield { type: 'pause' }
      if (load.byteLength < SEGMENT_BYTES) continue
      const landed = yield* append(load.unload(), undefined)
      if (landed === undefined) return undefined
      carried.push(...landed)
    }
  }
  const unseenIds = request.pass === 'full' ? 0 : (request.decisions?.nextId ?? 0)
  for (const [origin, ids] of view.index.removals(unseenIds, request.liveIds)) load.addRemoved(ids, origin)
  const decisions = decide(request, view, { versions, carried })
  const decided = yield* appendDecided(request, load.unload(), decisions)
  return decided === undefined ? undefined : { ...decided, appended: total([...carried, ...decided.rows]) }
}

function* append(
  contents: readonly OriginContent[],
  json: string | undefined,
): Compacting<readonly SegmentRow[] | undefined> {
  return yield { type: 'append', toRows: (header) => toCompactionRows(header, contents, json) }
}

function* appendDecided(
  { pass, now }: CompactionRequest,
  contents: readonly OriginContent[],
  decisions: CompactionDecisions,
): Compacting<(Omit<Carried, 'appended'> & { readonly rows: readonly SegmentRow[] }) | undefined> {
  let decided = decisions
  const toRows = (header: SegmentHeader): SegmentRow[] => {
    if (pass === 'full') decided = { ...decisions, full: { revision: header.revision, at: now } }
    return toCompactionRows(header, contents, formatDecisions(decided))
  }
  const rows = yield { type: 'append', toRows }
  const decidedAt = rows?.[0]?.revision
  return rows === undefined || decidedAt === undefined ? undefined : { decisions: decided, decidedAt, rows }
}

function total(rows: readonly SegmentRow[]): RowTotal {
  return { rowCount: rows.length, byteLength: rows.reduce((sum, row) => sum + rowByteLength(row), 0) }
}

/** What goes into the next segment, by the revision that wrote it. */
class Load {
  #contents = new Map<
    number,
    { readonly origin: number; readonly records: StoredRecord[]; readonly removedIds: number[] }
  >()
  #byteLength = 0

  get byteLength(): number {
    return this.#byteLength
  }

  addRecord(record: StoredRecord): void {
    this.#content(record.origin).records.push(record)
    this.#byteLength += recordByteLength(record)
  }

  addRemoved(ids: readonly number[], origin: number): void {
    const { removedIds } = this.#content(origin)
    for (const id of ids) removedIds.push(id)
  }

  unload(): OriginContent[] {
    const contents = [...this.#contents.values()].toSorted((a, b) => a.origin - b.origin)
    this.#contents = new Map()
    this.#byteLength = 0
    return contents
  }

  #content(origin: number): { readonly records: StoredRecord[]; readonly removedIds: number[] } {
    const content = this.#contents.get(origin) ?? { origin, records: [], removedIds: [] }
    this.#contents.set(origin, content)
    return content
  }
}

/** Whether the row still holds what it held when it was looked at. */
function take(load: Load, { revision, part, records }: IndexedRow, rows: readonly SegmentRow[]): boolean {
  const row = rows.find((candidate) => candidate.revision === revision && candidate.part === part)
  const found = row === undefined ? [] : (readRow(row)?.content.records ?? [])
  if (found.length !== records.length) return false
  for (const [index, record] of found.entries()) {
    const indexed = records[index]
    if (indexed?.id !== record.id || indexed.origin !== record.origin) return false
    if (indexed.isNeeded) load.addRecord(record)
  }
  return true
}

/** Runs of revisions that hold all moving rows, each with not too much in it. */
function readingRuns(rows: readonly IndexedRow[], moving: ReadonlySet<IndexedRow>): Run[] {
  const runs: [number, number][] = []
  let byteLength = 0
  for (const row of rows) {
    byteLength += row.byteLength
    if (!moving.has(row)) continue
    const last = runs.at(-1)
    if (last !== undefined && (byteLength <= READ_BYTES || last[1] === row.revision)) last[1] = row.revision
    else {
      runs.push([row.revision, row.revision])
      byteLength = row.byteLength
    }
  }
  return runs
}
