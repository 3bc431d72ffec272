import { type SegmentRow, rowByteLength } from '../records/SegmentRow.ts'
import type { CompactionDecisions } from '../recovery/compaction/CompactionDecisions.ts'
import type { StoredSession } from '../recovery/readSession.ts'

/** From when on a compaction is worth it. */
export interface CompactionThreshold {
  /** Commits that no compaction has looked at: each costs a restore some 0.2 ms. */
  readonly commitCount: number
  /** Bytes below which nobody minds what is superseded. */
  readonly byteLength: number
}

export const defaultThreshold: CompactionThreshold = { commitCount: 64, byteLength: 262_144 }

/** What has come together in a session's log since it was last compacted. */
export class LogLedger {
  readonly #threshold: CompactionThreshold
  #young: readonly number[] = []
  #byteLength = 0
  #sinceFullByteLength = 0
  #isDamaged = false
  #decisions: CompactionDecisions | undefined
  #decidedAt = 0

  constructor(threshold: CompactionThreshold) {
    this.#threshold = threshold
  }

  /** Of the last compaction. */
  get decisions(): CompactionDecisions | undefined {
    return this.#decisions
  }

  get decidedAt(): number {
    return this.#decidedAt
  }

  /** The compaction that is worth it now: of everything when half of it may be superseded, or when rows are damaged. */
  get duePass(): 'young' | 'full' | undefined {
    const { commitCount, byteLength } = this.#threshold
    const isHalfSuperseded = this.#sinceFullByteLength > Math.max(byteLength, this.#byteLength / 2)
    // All there is counts as written since the last look at everything until there has been one.
    if (this.#isDamaged || (isHalfSuperseded && this.#decisions !== undefined)) return 'full'
    return this.#young.length >= commitCount ? 'young' : undefined
  }

  read({ size, decisions, decidedAt, damagedRowCount }: StoredSession): void {
    this.#young = size.young.map(({ revision }) => revision)
    this.#byteLength = size.byteLength
    this.#sinceFullByteLength = size.sinceFullByteLength
    this.#isDamaged = damagedRowCount > 0
    this.#decisions = decisions
    this.#decidedAt = decidedAt
  }

  landed(revision: number, rows: readonly SegmentRow[]): void {
    const byteLength = rows.reduce((sum, row) => sum + rowByteLength(row), 0)
    this.#young = [...this.#young, revision]
    this.#byteLength += byteLength
    this.#sinceFullByteLength += byteLength
  }

  compacted(decisions: CompactionDecisions, decidedAt: number): void {
    if (decisions.full.revision !== this.#decisions?.full.revision) this.#sinceFullByteLength = 0
    this.#young = this.#young.filter((revision) => revision > decisions.through)
    this.#isDamaged = false
    this.#decisions = decisions
    this.#decidedAt = decidedAt
  }
}
