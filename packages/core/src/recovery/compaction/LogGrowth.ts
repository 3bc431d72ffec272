import { type SegmentRow, rowByteLength } from '../../records/SegmentRow.ts'
import type { LogSize } from '../applySegments.ts'
import type { CompactionDecisions } from './CompactionDecisions.ts'
import type { CompactionOutcome } from './CompactionStep.ts'

/** Commits from which on even small ones are put together: reading costs by the row. */
const MANY_COMMITS = 64

/** Commits that are worth it only when they are heavy. */
const SOME_COMMITS = 8

/** Less than this is never worth reading the whole log again. */
const FLOOR_BYTES = 262_144

/** Rows without content cost a reader as much as others. */
const MANY_EMPTIED = 256

const DAY_MS = 24 * 60 * 60_000

/** How a log grows, and when it should be compacted. */
export class LogGrowth {
  #size: LogSize
  #decisions: CompactionDecisions | undefined

  /** As reading the session found it. */
  constructor(size: LogSize, decisions: CompactionDecisions | undefined) {
    this.#size = size
    this.#decisions = decisions
  }

  get size(): LogSize {
    return this.#size
  }

  /** Commits that no compaction has looked at: none is due for less. */
  get youngCount(): number {
    return this.#size.young.length
  }

  /** A segment of the app's state was stored. */
  committed(rows: readonly SegmentRow[]): void {
    const byteLength = rows.reduce((sum, row) => sum + rowByteLength(row), 0)
    const young = { revision: rows[0]?.revision ?? 0, byteLength }
    this.#grow(rows.length, byteLength)
    this.#size = { ...this.#size, young: [...this.#size.young, young] }
  }

  /** @param isEmptying - the rows that went have left their keys behind. */
  compacted({ decisions, change }: CompactionOutcome & { readonly type: 'done' }, isEmptying: boolean): void {
    const { appended, retired, isFull } = change
    const young = this.#size.young.filter(({ revision }) => revision > decisions.through)
    this.#decisions = decisions
    this.#grow(appended.rowCount, appended.byteLength)
    this.#grow(isEmptying ? 0 : -retired.rowCount, -retired.byteLength)
    const emptiedRowCount = isEmptying ? this.#size.emptiedRowCount + retired.rowCount : 0
    const sinceFull = isFull
      ? young.reduce((sum, { byteLength }) => sum + byteLength, 0)
      : this.#size.sinceFullByteLength
    this.#size = { ...this.#size, young, emptiedRowCount, sinceFullByteLength: sinceFull }
  }

  /** The pass that should be made when there is time; `undefined` when none is worth it. */
  due(now: number): 'young' | 'full' | undefined {
    const { byteLength, sinceFullByteLength, young, emptiedRowCount } = this.#size
    // A session's first save is what the later ones are measured by.
    const later = this.#decisions === undefined ? young.slice(1) : young
    const youngBytes = later.reduce((sum, commit) => sum + commit.byteLength, 0)
    const isOldView = young.length > 0 && this.#decisions !== undefined && now - this.#decisions.full.at >= DAY_MS
    if (emptiedRowCount >= MANY_EMPTIED || isOldView) return 'full'
    const isHeavy = young.length >= SOME_COMMITS && isMuch(youngBytes, byteLength)
    if (young.length < MANY_COMMITS && !isHeavy) return undefined
    return this.#decisions === undefined || isMuch(sinceFullByteLength, byteLength) ? 'full' : 'young'
  }

  #grow(rowCount: number, byteLength: number): void {
    const size = this.#size
    this.#size = {
      ...size,
      rowCount: size.rowCount + rowCount,
      byteLength: size.byteLength + byteLength,
      sinceFullByteLength: size.sinceFullByteLength + byteLength,
    }
  }
}

/** Half of what was there before. */
function isMuch(byteLength: number, total: number): boolean {
  return byteLength > Math.max(FLOOR_BYTES, (total - byteLength) / 2)
}
