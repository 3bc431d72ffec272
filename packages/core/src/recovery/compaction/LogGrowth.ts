import { type SegmentRow, rowByteLength } from '../../records/SegmentRow.ts'
import type { LogSize } from '../applySegments.ts'
import type { CompactionDecisions } from './CompactionDecisions.ts'
import type { CompactionOutcome } from './CompactionStep.ts'

/** From when on a compaction is worth it. */
export interface GrowthLimits {
  /** Commits from which on even small ones are put together: reading costs by the row. */
  readonly manyCommits: number
  /** Commits that are worth it only when they are heavy. */
  readonly someCommits: number
  /** Bytes: less is never worth reading the whole log again. */
  readonly floorBytes: number
}

export const growthLimits: GrowthLimits = { manyCommits: 64, someCommits: 8, floorBytes: 262_144 }

/** Rows without content cost a reader as much as others. */
const MANY_EMPTIED = 256

const DAY_MS = 24 * 60 * 60_000

/** How a log grows, and when it should be compacted. */
export class LogGrowth {
  readonly #limits: GrowthLimits
  #size: LogSize
  #decisions: CompactionDecisions | undefined
  /** Rows without content that were left when a compaction could not remove them: somebody else has the session open. */
  #emptiedInVain = 0

  /** As reading the session found it. */
  constructor(size: LogSize, decisions: CompactionDecisions | undefined, limits = growthLimits) {
    this.#limits = limits
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
    this.#emptiedInVain = emptiedRowCount
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
    if (emptiedRowCount >= Math.max(MANY_EMPTIED, this.#emptiedInVain * 2) || isOldView) return 'full'
    const { manyCommits, someCommits } = this.#limits
    const isHeavy = young.length >= someCommits && this.#isMuch(youngBytes, byteLength)
    if (young.length < manyCommits && !isHeavy) return undefined
    return this.#decisions === undefined || this.#isMuch(sinceFullByteLength, byteLength) ? 'full' : 'young'
  }

  /** Half of what was there before. */
  #isMuch(byteLength: number, total: number): boolean {
    return byteLength > Math.max(this.#limits.floorBytes, (total - byteLength) / 2)
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
