import { parseIdRuns } from '../../records/idRuns.ts'
import { recordByteLength } from '../../records/PayloadPage.ts'
import type { PayloadContent } from '../../records/segmentPayload.ts'
import { NONE } from '../../records/StateRecord.ts'
import type { RowKey } from '../../storage/SegmentStorage.ts'
import { type PastSpan, firstFrom } from '../history/fitVersions.ts'

/** A row while it is decided what becomes of it. */
export interface IndexedRow extends RowKey {
  readonly byteLength: number
  /** In the order of its payload. */
  readonly records: IndexedRecord[]
  readonly removedIds: number[]
  /** What of it is needed is elsewhere already, unless that was lost. It never stays: somebody may be about to retire it. */
  isLeftover: boolean
  neededByteLength: number
  stays: boolean
}

/** A version of a record, without its content. */
interface IndexedRecord {
  readonly id: number
  readonly origin: number
  readonly byteLength: number
  readonly row: IndexedRow
  isNeeded: boolean
}

interface Removed {
  readonly origin: number
  readonly row: IndexedRow
}

/** What the log holds of one id. */
interface Lineage {
  records: IndexedRecord[]
  removals: readonly Removed[]
}

/** Who needs records. */
export interface Needs {
  /** Revisions of the versions that are kept, in rising order. */
  readonly versions: readonly number[]
  /** What the newest state reaches: never let go, whatever is said of it. */
  readonly liveIds: ReadonlySet<number>
  /** Nothing is missing that was carried on before. */
  readonly isSound: boolean
}

/** Rows smaller than this are put together with others, however much of them is needed. */
const STAYING_BYTES = 16_384

/** Every version of every record in some rows, and what is needed of them. */
export class RecordIndex {
  readonly rows: IndexedRow[] = []
  readonly #lineages = new Map<number, Lineage>()
  #nextId = 0

  /** Rows come in their order. */
  add({ revision, part }: RowKey, byteLength: number, content: PayloadContent): IndexedRow {
    const state = { isLeftover: false, neededByteLength: 0, stays: false }
    const row: IndexedRow = { revision, part, byteLength, records: [], removedIds: [], ...state }
    this.rows.push(row)
    for (const record of content.records) {
      const { id, origin } = record
      const entry = { id, origin, byteLength: recordByteLength(record), row, isNeeded: false }
      row.records.push(entry)
      this.#lineage(id).records.push(entry)
    }
    for (const { origin, idRuns } of content.removals) {
      for (const id of parseIdRuns(idRuns)) {
        row.removedIds.push(id)
        const lineage = this.#lineage(id)
        lineage.removals = [...lineage.removals, { origin, row }]
      }
    }
    return row
  }

  /** The row turns out not to count. */
  drop(row: IndexedRow): void {
    this.rows.splice(this.rows.indexOf(row), 1)
    for (const id of new Set([...row.removedIds, ...row.records.map((record) => record.id)])) {
      const lineage = this.#lineage(id)
      lineage.records = lineage.records.filter((record) => record.row !== row)
      lineage.removals = lineage.removals.filter((removed) => removed.row !== row)
    }
  }

  /** Ids below are in use, or were. */
  get nextId(): number {
    return this.#nextId
  }

  has(id: number): boolean {
    return (this.#lineages.get(id)?.records.length ?? 0) > 0
  }

  /** What only versions hold. */
  *pastSpans(liveIds: ReadonlySet<number>): Generator<PastSpan> {
    for (const [id, lineage] of this.#lineages) {
      for (const { home, until } of homes(lineage, liveIds.has(id))) {
        if (until !== Number.POSITIVE_INFINITY) yield { from: home.origin, until, byteLength: home.byteLength }
      }
    }
  }

  /** Marks what is needed, and the rows that stay as they are; one step for each id. */
  *judge({ versions, liveIds, isSound }: Needs): Generator<void> {
    for (const [id, lineage] of this.#lineages) {
      const isLive = liveIds.has(id)
      for (const { home, until } of homes(lineage, isLive)) {
        const isOfHead = until === Number.POSITIVE_INFINITY
        const isOfVersion = firstFrom(versions, home.origin) < firstFrom(versions, until)
        // A leftover's removal may be gone while its record is still there: only what is certainly alive is saved from it.
        const isOnlyForLive = home.row.isLeftover && isSound
        home.isNeeded = isOnlyForLive ? isOfHead && isLive : isOfHead || isOfVersion
        if (home.isNeeded) home.row.neededByteLength += home.byteLength
      }
      yield
    }
    for (const row of this.rows) {
      const isMostlyNeeded = row.neededByteLength * 2 >= row.byteLength && row.byteLength >= STAYING_BYTES
      row.stays = isMostlyNeeded && !row.isLeftover
    }
  }

  /**
   * Ids that were removed, by the revision that did it, where rows that stay do not say so and something older of the id
   * is still there: in these rows, or, for ids below `unseenIds`, in rows that were not looked at.
   */
  removals(unseenIds: number, liveIds: ReadonlySet<number>): Map<number, number[]> {
    const removals = new Map<number, number[]>()
    for (const [id, lineage] of this.#lineages) {
      const removed = newestRemoval(lineage)
      if (removed === undefined || removed.row.stays || liveIds.has(id)) continue
      const isThere = id < unseenIds || lineage.records.some(({ isNeeded, row }) => isNeeded || row.stays)
      if (!isThere) continue
      const ids = removals.get(removed.origin)
      if (ids === undefined) removals.set(removed.origin, [id])
      else ids.push(id)
    }
    return removals
  }

  #lineage(id: number): Lineage {
    this.#nextId = Math.max(this.#nextId, id + 1)
    let lineage = this.#lineages.get(id)
    if (lineage === undefined) {
      lineage = { records: [], removals: NONE }
      this.#lineages.set(id, lineage)
    }
    return lineage
  }
}

/**
 * One place for each version of a record, and the revision from which on it does not hold any more. Of equal copies the
 * last counts: it lies in the newest compaction, so that older rows can go.
 */
function* homes(lineage: Lineage, isLive: boolean): Generator<{ home: IndexedRecord; until: number }> {
  const { records } = lineage
  const removed = newestRemoval(lineage)
  const inOrder = records.length > 1 ? records.toSorted(byOrigin) : records
  for (const [index, home] of inOrder.entries()) {
    const next = inOrder[index + 1]
    if (next?.origin === home.origin) continue
    const isRemoved = !isLive && removed !== undefined && removed.origin >= home.origin
    const end = next?.origin ?? Number.POSITIVE_INFINITY
    yield { home, until: isRemoved ? Math.min(end, removed.origin) : end }
  }
}

/** Leftovers first among equals: the last is the one that is kept. */
function byOrigin(a: IndexedRecord, b: IndexedRecord): number {
  return a.origin - b.origin || Number(b.row.isLeftover) - Number(a.row.isLeftover)
}

function newestRemoval({ removals }: Lineage): Removed | undefined {
  return removals.length > 1 ? removals.toSorted((a, b) => b.origin - a.origin)[0] : removals[0]
}
