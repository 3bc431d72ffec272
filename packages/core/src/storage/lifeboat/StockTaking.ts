import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { Stock, StockRow } from './CopyEntry.ts'

/** Notes what a reading of the database finds. */
export class StockTaking implements Stock {
  readonly #rows = new Map<string, StockRow>()
  position = 0
  isComplete = false

  get rows(): StockRow[] {
    return [...this.#rows.values()]
  }

  take({ revision, part, checksum, reason }: SegmentRow): void {
    this.#rows.set(`${revision}/${part}`, { revision, part, checksum, isEmptied: reason === 'retired' })
    this.position = Math.max(this.position, revision)
  }

  /** Whether the row that stands in this place is this one. Of one that cannot be read nobody can say. */
  compare({ revision, part, checksum }: SegmentRow): 'same' | 'different' | 'absent' {
    const row = this.#rows.get(`${revision}/${part}`)
    if (row === undefined || Number.isNaN(row.checksum)) return 'absent'
    return row.checksum === checksum ? 'same' : 'different'
  }
}
