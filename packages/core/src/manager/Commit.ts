import type { RecordTree } from '../records/diffState.ts'
import type { MeasuredCommit } from '../metrics/SessionMetrics.ts'
import type { EncodingOptions } from '../records/EncodingRun.ts'
import type { SaveReason, SegmentHeader, SegmentRow } from '../records/SegmentRow.ts'
import type { SegmentContent } from '../records/StateRecord.ts'
import type { EncodingRules } from './EncodingRules.ts'

/** A segment on its way to the store, and what will be known once it is there. */
export interface Commit extends MeasuredCommit {
  readonly revision: number
  readonly savedAt: number
  readonly rows: readonly SegmentRow[]
  readonly tree: RecordTree
  /** The rules the whole of the tree conforms to; `undefined` when it has to be looked at again from end to end. */
  readonly fingerprint: number | undefined
  readonly leftOutPaths: readonly string[]
  readonly excludedPaths: readonly string[]
  /** Files and Blobs that are not in it, since their content has not been read. */
  readonly unreadBlobs: ReadonlySet<Blob>
  /** Bytes of payload; `undefined` for a checkpoint, which writes no change. */
  readonly savedLength: number | undefined
}

export interface CommitRequest extends Pick<EncodingOptions, 'attachments'> {
  readonly state: unknown
  readonly reason: SaveReason
  readonly label: string | undefined
  readonly savedAt: number
  readonly schemaVersion: number
  readonly rules: EncodingRules
  /** The app changes its state in place: identity says nothing. */
  readonly isMutable: boolean
  readonly isDue: () => boolean
  /** Positions left free before it. */
  readonly gap?: number | undefined
}

/** Both commits' content in one: of each record the newer, without those that the newer one buries. */
export function joined(pending: SegmentContent, diff: SegmentContent): SegmentContent {
  const records = new Map([...pending.records, ...diff.records].map((record) => [record.id, record]))
  for (const id of diff.removedIds) records.delete(id)
  return { records: Array.from(records.values()), removedIds: [...pending.removedIds, ...diff.removedIds] }
}

/** Whether it changes nothing that is stored. */
export function isEmpty({ records, removedIds }: SegmentContent): boolean {
  return records.length === 0 && removedIds.length === 0
}

/** What others see of it first. */
export function headerOf({ rows: [row] }: Commit): SegmentHeader | undefined {
  if (row === undefined) return undefined
  const { sessionId, revision, base, writer, savedAt, reason, schemaVersion } = row
  return { sessionId, revision, base, writer, savedAt, reason, schemaVersion }
}
