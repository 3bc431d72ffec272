import type { AutoSaveConfig } from '../config/AutoSaveConfig.ts'
import { revisionNotFound } from '../manager/saveErrors.ts'
import { joinState } from '../records/joinState.ts'
import { LogReading } from '../recovery/applySegments.ts'
import { bringUpToDate } from '../recovery/bringUpToDate.ts'
import { ASIDE } from '../recovery/history/readHistory.ts'
import type { SegmentStorage } from '../storage/SegmentStorage.ts'

/** A version of a session, to be looked at. @public */
export interface SessionVersion<TState> {
  /** The revision it is of. */
  readonly revision: number
  /** Ms since 1970. */
  readonly savedAt: number
  readonly state: TState
  /** Parts that could not be read, by path; the rest is there. */
  readonly missingPaths: readonly string[]
}

interface VersionRequest {
  readonly sessionId: string
  readonly revision: number | undefined
  /** Of the session's manager, where this page has one: it knows the shape the app expects. */
  readonly config: AutoSaveConfig | undefined
}

/** What a session held at a revision: of its versions the newest that is no newer. Nothing is opened, and nothing written. */
export async function readVersion(
  storage: SegmentStorage,
  { sessionId, revision = Number.POSITIVE_INFINITY, config }: VersionRequest,
): Promise<SessionVersion<unknown>> {
  const reading = new LogReading()
  for (const row of await storage.read(sessionId, ASIDE)) reading.take(row)
  const { applied, versions } = reading.finish()
  // The newest commit is a version to look at, though an early one is none of the history.
  const header = [...versions, ...applied.slice(-1)].findLast((version) => version.revision <= revision)
  if (header === undefined) throw revisionNotFound(revision)
  const { tree, missingPaths } = joinState(reading.finish(header.revision).records)
  if (tree.root === undefined) throw revisionNotFound(revision)
  const stored = tree.root.value
  const state = config === undefined ? stored : await bringUpToDate(stored, header.schemaVersion, config)
  return { revision: header.revision, savedAt: header.savedAt, state, missingPaths }
}
