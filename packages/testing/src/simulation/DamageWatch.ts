import type { SegmentRow } from '@autosave-kit/core'
import { LawBroken } from './LawBroken.ts'
import type { Medium } from './Medium.ts'

/** Holds law 6: damaged rows are kept, where they are or in quarantine. */
export class DamageWatch {
  readonly #rows = new Map<string, SegmentRow>()

  add(row: SegmentRow): void {
    this.#rows.set(`${row.revision}/${row.part}`, row)
  }

  clear(): void {
    this.#rows.clear()
  }

  check(medium: Medium, sessionId: string): void {
    if (this.#rows.size === 0) return
    const kept = [...medium.rows(sessionId), ...medium.quarantined(sessionId).map(({ row }) => row)]
    for (const { revision, part, payload } of this.#rows.values()) {
      const isKept = kept.some(
        (row) => row.revision === revision && row.part === part && String(row.payload) === String(payload),
      )
      if (!isKept) throw new LawBroken(6, `the damaged row ${revision}/${part} is nowhere any more`)
    }
  }
}
