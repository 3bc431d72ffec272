import type { RetentionConfig } from '../../config/RetentionConfig.ts'
import { readRow } from '../../records/readRow.ts'
import { type SegmentHeader, type SegmentRow, rowByteLength } from '../../records/SegmentRow.ts'
import type { SegmentStorage } from '../../storage/SegmentStorage.ts'
import { endIn, isEnd } from '../trash/sessionEnd.ts'
import { RecordIndex } from '../compaction/RecordIndex.ts'
import { surveyLog, toRowFact, versionsOf } from '../log/surveyLog.ts'
import { fitVersions } from './fitVersions.ts'
import { type HistoryEntry, toHistoryEntry } from './HistoryEntry.ts'
import { thinVersions } from './thinVersions.ts'

/** All of it, as a range: looking at a log is not having read the session again after a connection was lost. */
export const ASIDE = { from: 0 }

/** The history of a session, newest first: what retention keeps, whether a compaction has let the rest go yet or not. */
export async function readHistory(
  storage: SegmentStorage,
  sessionId: string,
  { retention, now }: { readonly retention: RetentionConfig; readonly now: number },
): Promise<HistoryEntry[]> {
  const versions = keptVersions(await storage.read(sessionId, ASIDE), now, retention)
  // What was discarded is in the trash, and what somebody began there since has a history of its own.
  const end = endIn(versions)
  const own = versions.filter((version) => !isEnd(version) && version.revision > (end?.revision ?? 0))
  return own.map(toHistoryEntry).toReversed()
}

/** The versions that a compaction which looked at everything would keep now, oldest first. */
export function keptVersions(rows: readonly SegmentRow[], now: number, retention: RetentionConfig): SegmentHeader[] {
  const wholes = rows.map((row) => readRow(row))
  const survey = surveyLog(rows.map((row, index) => toRowFact(row, wholes[index])))
  const thinned = thinVersions(versionsOf(survey), now, retention)
  const index = new RecordIndex()
  let byteLength = 0
  for (const [at, row] of rows.entries()) {
    const whole = wholes[at]
    if (whole === undefined || survey.standings[at] !== 'counts') continue
    byteLength += rowByteLength(row)
    index.add(row, rowByteLength(row), whole.content)
  }
  if (byteLength <= retention.maxBytes) return thinned
  return fitVersions(thinned, index.pastSpans(new Set()), retention.maxBytes)
}
