import { joinState } from '../../records/joinState.ts'
import type { ParsedRecord } from '../../records/ParsedRecord.ts'
import { reachedIds } from '../../records/reachedIds.ts'
import { readRow } from '../../records/readRow.ts'
import type { SegmentHeader, SegmentRow } from '../../records/SegmentRow.ts'
import type { StateRecord } from '../../records/StateRecord.ts'
import type { SegmentStorage } from '../../storage/SegmentStorage.ts'
import { type AppliedLog, LogReading } from '../applySegments.ts'
import { ASIDE } from '../history/readHistory.ts'

/** One version of a session, with every record of its state and no other. */
export interface WholeVersion {
  /** Of the commit that made it. */
  readonly header: SegmentHeader
  readonly records: readonly StateRecord[]
  /** Parts that could not be read; the records do not hold them. */
  readonly missingPaths: readonly string[]
}

/**
 * A version as the records it is made of: what is stored goes on as it is, `File`s and texts of any length included, without
 * being put together and taken apart. The newest without `revision`; `undefined` when the log does not hold it.
 */
export async function readWhole(
  storage: SegmentStorage,
  sessionId: string,
  revision?: number,
): Promise<WholeVersion | undefined> {
  const rows = await storage.read(sessionId, ASIDE)
  const reading = new LogReading()
  for (const row of rows) reading.take(row)
  const log = reading.finish(revision)
  const header = headerOf(log, revision)
  const { tree, missingPaths } = joinState(log.records)
  if (header === undefined || tree.root === undefined) return undefined
  const records = new Map<number, StateRecord>()
  const ids = allOf(reachedIds(tree.root))
  for (const row of rows) takeRecords(row, records, (id) => (ids.has(id) ? log.records.get(id) : undefined))
  return { header, records: [...records.values()], missingPaths }
}

function headerOf({ applied, versions }: AppliedLog, revision: number | undefined): SegmentHeader | undefined {
  return revision === undefined ? applied.at(-1) : versions.find((version) => version.revision === revision)
}

/** A compaction may have left a record in two rows: it is the same in both. */
function takeRecords(
  row: SegmentRow,
  records: Map<number, StateRecord>,
  wanted: (id: number) => ParsedRecord | undefined,
): void {
  for (const record of readRow(row)?.content.records ?? []) {
    const newest = wanted(record.id)
    if (newest?.origin === record.origin && newest.bodyChecksum === record.bodyChecksum) records.set(record.id, record)
  }
}

function allOf(steps: Generator<void, Set<number>>): Set<number> {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}
