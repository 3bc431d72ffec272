import { joinState } from '../../records/joinState.ts'
import type { SegmentHeader, SegmentRow } from '../../records/SegmentRow.ts'
import type { SegmentStorage } from '../../storage/SegmentStorage.ts'
import { LogReading } from '../applySegments.ts'

/** What a tab left behind in its last moment, and could not be told that another one was ahead of it. */
export interface StrayWork {
  readonly header: SegmentHeader
  /** Its own, and those of earlier ones whose work it holds too. */
  readonly rows: readonly SegmentRow[]
  /** What it was made on, and what that tab held; `undefined` when the log does not hold what it was made on any more. */
  readonly content: StrayContent | undefined
}

interface StrayContent {
  /** `undefined` for a session that was empty. */
  readonly base: { readonly state: unknown; readonly schemaVersion: number } | undefined
  readonly state: unknown
}

/** The last moments in a log that do not count, oldest first: of those that follow each other the last. Reads all of it. */
export async function readStrays(storage: SegmentStorage, sessionId: string): Promise<StrayWork[]> {
  const rows = await storage.read(sessionId)
  const reading = new LogReading()
  for (const row of rows) reading.take(row)
  const { strays, applied } = reading.finish()
  const newest = new Map(strays.map((header) => [chainOf(header), header]))
  return Array.from(newest, ([chain, header]) => {
    const revisions = new Set(strays.filter((stray) => chainOf(stray) === chain).map(({ revision }) => revision))
    const content = contentOf(reading, header, applied)
    return { header, rows: rows.filter(({ revision }) => revisions.has(revision)), content }
  })
}

/** Commits that were sent one behind the other, without an answer in between: each holds what those before it hold. */
function chainOf({ writer, base }: SegmentHeader): string {
  return `${writer} ${base}`
}

function contentOf(
  reading: LogReading,
  header: SegmentHeader,
  applied: readonly SegmentHeader[],
): StrayContent | undefined {
  const records = new Map(header.base === 0 ? [] : reading.finish(header.base).records)
  const under = applied.find(({ revision }) => revision === header.base)
  const before = joinState(records)
  const isBaseThere = header.base === 0 || (under !== undefined && before.missingPaths.length === 0)
  if (!isBaseThere && header.isWhole !== true) return undefined
  if (header.isWhole === true) records.clear()
  for (const record of reading.recordsOf(header.revision)) records.set(record.id, record)
  const { tree, missingPaths } = joinState(records)
  if (tree.root === undefined || missingPaths.length > 0) return undefined
  const base = { state: before.tree.root?.value, schemaVersion: under?.schemaVersion ?? header.schemaVersion }
  return { base: isBaseThere ? base : undefined, state: tree.root.value }
}
