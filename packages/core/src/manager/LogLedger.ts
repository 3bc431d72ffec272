import type { SegmentHeader, SegmentRow } from '../records/SegmentRow.ts'
import type { LogSize } from '../recovery/applySegments.ts'
import type { CompactionDecisions } from '../recovery/compaction/CompactionDecisions.ts'
import type { CompactionOutcome } from '../recovery/compaction/CompactionStep.ts'
import { LogGrowth, growthLimits } from '../recovery/compaction/LogGrowth.ts'
import type { StoredSession } from '../recovery/readSession.ts'

const nothing: LogSize = { rowCount: 0, byteLength: 0, sinceFullByteLength: 0, young: [], emptiedRowCount: 0 }

/** What has come together in a session's log since it was last compacted. */
export class LogLedger {
  readonly #limits
  #growth: LogGrowth
  #isDamaged = false
  #strays: readonly SegmentHeader[] = []
  #decisions: CompactionDecisions | undefined
  #decidedAt = 0

  constructor(limits = growthLimits) {
    this.#limits = limits
    this.#growth = new LogGrowth(nothing, undefined, limits)
  }

  /** Last moments that do not count, as the last reading of everything has found them. */
  get strays(): readonly SegmentHeader[] {
    return this.#strays
  }

  /** Of the last compaction. */
  get decisions(): CompactionDecisions | undefined {
    return this.#decisions
  }

  get decidedAt(): number {
    return this.#decidedAt
  }

  /** The compaction that is worth it now. Rows that are damaged go into quarantine with one of everything. */
  duePass(now: number): 'young' | 'full' | undefined {
    return this.#isDamaged ? 'full' : this.#growth.due(now)
  }

  read({ size, decisions, decidedAt, damagedRowCount, strays, newRows }: StoredSession): void {
    if (newRows !== undefined) {
      const revisions = new Set(newRows.map(({ revision }) => revision))
      for (const one of revisions) this.landed(newRows.filter(({ revision }) => revision === one))
      return
    }
    this.#growth = new LogGrowth(size, decisions, this.#limits)
    this.#isDamaged = damagedRowCount > 0
    this.#strays = strays
    this.#decisions = decisions
    this.#decidedAt = decidedAt
  }

  landed(rows: readonly SegmentRow[]): void {
    this.#growth.committed(rows)
  }

  /** @param isEmptying - the rows that went have left their keys behind. */
  compacted(outcome: CompactionOutcome & { readonly type: 'done' }, isEmptying: boolean): void {
    this.#growth.compacted(outcome, isEmptying)
    this.#isDamaged = false
    this.#decisions = outcome.decisions
    this.#decidedAt = outcome.decidedAt
  }
}
