import type { SegmentRow } from '@autosave-kit/core'
import { Medium } from '../Medium.ts'

/** A disk that says what was added to it. */
export class WatchedMedium extends Medium {
  readonly #onRows: (rows: readonly SegmentRow[]) => void

  constructor(onRows: (rows: readonly SegmentRow[]) => void) {
    super()
    this.#onRows = onRows
  }

  override add(rows: readonly SegmentRow[], isUrgent = false): void {
    super.add(rows, isUrgent)
    this.#onRows(rows)
  }
}
