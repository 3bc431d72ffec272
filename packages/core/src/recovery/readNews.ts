import type { RecordTree } from '../records/diffState.ts'
import { type ParsedRecord, parseRecord } from '../records/ParsedRecord.ts'
import { patchTree } from '../records/patchTree.ts'
import { type WholeRow, readRow } from '../records/readRow.ts'
import type { SegmentHeader } from '../records/SegmentRow.ts'
import type { Durability } from '../storage/Durability.ts'
import type { SegmentStorage } from '../storage/SegmentStorage.ts'
import { countSegments } from './log/countSegments.ts'
import type { StoredSession } from './readSession.ts'

/** What a tab knows of a session's log, and is sure of. */
export interface KnownLog {
  readonly tree: RecordTree
  readonly head: SegmentHeader
  /** Highest position known to be in use. */
  readonly position: number
  /** Where it is. */
  readonly source: Durability
}

/**
 * The session as it is now, of which only the rows behind `known` are read: what another tab's edit costs here follows the
 * edit. `undefined` where they do not say all (a damaged row, a compaction, a segment that was made on something else, content
 * that the tree does not keep): then everything has to be read.
 */
export async function readNews(
  storage: SegmentStorage,
  sessionId: string,
  known: KnownLog,
): Promise<StoredSession | undefined> {
  const newRows = await storage.read(sessionId, { from: known.position + 1 })
  const rows: WholeRow[] = []
  for (const row of newRows) {
    const whole = readRow(row)
    if (whole === undefined || !isPlain(whole)) return undefined
    rows.push(whole)
  }
  const headers = headersOf(rows)
  if (headers === undefined || !doFollow(headers, known.head)) return undefined
  const tree = patchTree(known.tree, newestRecords(rows))
  if (tree === undefined) return undefined
  const head = headers.at(-1) ?? known.head
  const nextId = rows.reduce((next, row) => Math.max(next, nextIdOf(row)), tree.nextId)
  return {
    ...nothingElse,
    source: known.source,
    head,
    newRows,
    tree: { ...tree, nextId },
    segments: [known.head, ...headers],
    position: Math.max(known.position, head.revision),
  }
}

/** Said by readings of everything only. */
const nothingElse = {
  damagedRowCount: 0,
  content: { recordCount: 0, byteLength: 0 },
  missingPaths: [],
  size: { rowCount: 0, byteLength: 0, sinceFullByteLength: 0, young: [], emptiedRowCount: 0 },
  strays: [],
  decisions: undefined,
  decidedAt: 0,
} as const

/** An edit of the state: not what a compaction has moved, nor a row that only holds its position, nor one that replaces all others. */
function isPlain({ header, content }: WholeRow): boolean {
  return header.reason !== 'compaction' && header.isWhole !== true && content.decisions === undefined
}

/** One for each segment, in their order; `undefined` when a part of one is not there. */
function headersOf(rows: readonly WholeRow[]): SegmentHeader[] | undefined {
  const parts = new Map<number, { readonly header: SegmentHeader; readonly partCount: number; count: number }>()
  for (const { header, partCount } of rows) {
    const segment = parts.get(header.revision) ?? { header, partCount, count: 0 }
    segment.count += 1
    parts.set(header.revision, segment)
  }
  const segments = [...parts.values()]
  return segments.every(({ count, partCount }) => count === partCount)
    ? segments.map(({ header }) => header)
    : undefined
}

/** Whether all of them count, by what is known here alone: none was made on something older. */
function doFollow(headers: readonly SegmentHeader[], head: SegmentHeader): boolean {
  const bases = new Set(headers.map(({ base }) => base).filter((base) => base > head.revision))
  const { counted, lost } = countSegments(headers, [head], bases)
  const isOnKnown = headers.every(({ base }) => base >= head.revision)
  return isOnKnown && lost.length === 0 && counted.length === headers.length
}

function newestRecords(rows: readonly WholeRow[]): Map<number, ParsedRecord> {
  return new Map(rows.flatMap(({ content }) => content.records.map((record) => [record.id, parseRecord(record)])))
}

/** Ids are never given out twice: neither those that it holds, nor those that it says are gone. */
function nextIdOf({ content }: WholeRow): number {
  const removed = content.removals.map(({ idRuns }) => Number(/\d+$/.exec(idRuns)?.[0] ?? 0))
  return [...content.records.map(({ id }) => id), ...removed].reduce((next, id) => Math.max(next, id + 1), 0)
}
