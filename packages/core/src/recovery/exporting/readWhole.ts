import { joinState } from '../../records/joinState.ts'
import { reachedIds } from '../../records/reachedIds.ts'
import type { SegmentHeader } from '../../records/SegmentRow.ts'
import type { StateRecord } from '../../records/StateRecord.ts'
import type { SegmentStorage } from '../../storage/SegmentStorage.ts'
import { type AppliedLog, LogReading } from '../applySegments.ts'
import { isEnd } from '../trash/sessionEnd.ts'
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
  const reading = new LogReading({ isKept: true })
  for (const row of await storage.read(sessionId, ASIDE)) reading.take(row)
  const log = reading.finish(revision)
  const header = headerOf(log, revision)
  const { tree, missingPaths } = joinState(log.records)
  if (header === undefined || tree.root === undefined || isEnd(header)) return undefined
  const ids = allOf(reachedIds(tree.root))
  const records = Array.from(log.records.values(), ({ stored }) => stored).filter((stored) => stored !== undefined)
  return { header, records: records.filter(({ id }) => ids.has(id)), missingPaths }
}

function headerOf({ applied, versions }: AppliedLog, revision: number | undefined): SegmentHeader | undefined {
  return revision === undefined ? applied.at(-1) : versions.find((version) => version.revision === revision)
}

function allOf(steps: Generator<void, Set<number>>): Set<number> {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}
