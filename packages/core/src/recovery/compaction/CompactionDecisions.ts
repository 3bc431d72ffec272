import type { SegmentHeader } from '../../records/SegmentRow.ts'
import type { PartRun, Run } from './RowRuns.ts'

/**
 * What a compaction decided about the log as it was: the first line of its segment. The newest one that can be read
 * counts; without one nothing is decided.
 */
export interface CompactionDecisions {
  /** Every position up to here is decided. */
  readonly through: number
  /** Positions up to `through` that never count, also those that nobody has used: a late writer may still fill them. */
  readonly strays: readonly Run[]
  /** Rows that are still needed where they are. What is not listed, up to `through`, may be gone. */
  readonly kept: readonly PartRun[]
  /** Entries of the history whose rows may be gone, oldest first. */
  readonly versions: readonly SegmentHeader[]
  /** The last segments that count, oldest first: what comes behind `through` is made against them. */
  readonly tail: readonly SegmentHeader[]
  /** Ids below were given out, also those whose records are gone. */
  readonly nextId: number
  /** Position of the last compaction that looked at everything, and when it did, in ms since 1970. */
  readonly full: { readonly revision: number; readonly at: number }
}

/** How many segments that count are named for those that are made against them: a last moment's commits are few. */
export const TAIL_LENGTH = 8

export function formatDecisions({ versions, tail, ...decisions }: CompactionDecisions): string {
  return JSON.stringify({ ...decisions, versions: versions.map(withoutSession), tail: tail.map(withoutSession) })
}

/** `undefined` when the text is none that `formatDecisions` wrote. Its row's checksum has been found right before. */
export function parseDecisions(text: string, sessionId: string): CompactionDecisions | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    if (!isDecisions(parsed)) return undefined
    const withSession = (header: SegmentHeader): SegmentHeader => ({ ...header, sessionId })
    return { ...parsed, versions: parsed.versions.map(withSession), tail: parsed.tail.map(withSession) }
  } catch {
    // Not of this version: what it decided is unknown, its records are as good as ever.
    return undefined
  }
}

function withoutSession({ sessionId: _sessionId, ...header }: SegmentHeader): Omit<SegmentHeader, 'sessionId'> {
  return header
}

function isDecisions(parsed: unknown): parsed is CompactionDecisions {
  if (typeof parsed !== 'object' || parsed === null) return false
  const { through, strays, kept, versions, tail, nextId, full }: Partial<CompactionDecisions> = parsed
  const hasLists = [strays, kept, versions, tail].every((list) => Array.isArray(list))
  return hasLists && typeof through === 'number' && typeof nextId === 'number' && typeof full?.revision === 'number'
}
