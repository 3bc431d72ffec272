import { joinState } from '../../records/joinState.ts'
import type { SegmentHeader } from '../../records/SegmentRow.ts'
import type { SegmentStorage } from '../../storage/SegmentStorage.ts'
import { ASIDE } from './readHistory.ts'
import { LogReading } from '../applySegments.ts'

/** A version as it was. */
export interface StoredRevision {
  readonly header: SegmentHeader
  readonly state: unknown
  /** Parts that could not be read; the rest is there. */
  readonly missingPaths: readonly string[]
  readonly damagedRowCount: number
}

/** `undefined` when the log does not hold this version, or not any more. */
export async function readRevision(
  storage: SegmentStorage,
  sessionId: string,
  revision: number,
): Promise<StoredRevision | undefined> {
  const reading = new LogReading()
  for (const row of await storage.read(sessionId, ASIDE)) reading.take(row)
  const log = reading.finish(revision)
  const header = log.versions.find((version) => version.revision === revision)
  const { tree, missingPaths } = joinState(log.records)
  if (header === undefined || tree.root === undefined) return undefined
  return { header, state: tree.root.value, missingPaths, damagedRowCount: log.damagedRowCount }
}
