import { recordByteLength } from '../records/PayloadPage.ts'
import { ROOT_ID, type SegmentContent, type StateRecord } from '../records/StateRecord.ts'

/** The records of a whole state, as far as their number and length are known. */
export interface WholeState {
  readonly recordCount: number
  readonly byteLength: number
}

/**
 * About how many bytes saving the whole state would write: known when all of it was written or read, followed from then
 * on by what commits say. Costs what the change costs: old lengths are not kept, nothing is walked.
 */
export class StateLength {
  #byteLength = 0
  #recordCount = 0

  get byteLength(): number {
    return this.#byteLength
  }

  /** All of it was read. */
  read({ recordCount, byteLength }: WholeState): void {
    this.#recordCount = recordCount
    this.#byteLength = byteLength
  }

  /** A commit that wrote `byteLength` bytes. Ids from `firstNewId` on were not there before. */
  committed({ records, removedIds }: SegmentContent, byteLength: number, firstNewId: number): void {
    const isFirst = this.#recordCount === 0
    const fresh = isFirst ? records : records.filter(({ id }) => id >= firstNewId)
    const mean = isFirst ? 0 : this.#byteLength / this.#recordCount
    const left = Math.max(0, this.#recordCount - removedIds.length)
    const share = fresh.length === 0 ? 0 : lengthOf(fresh) / lengthOf(records)
    this.#byteLength += byteLength * share - (this.#recordCount - left) * mean
    this.#recordCount = left + fresh.length
    // A state of one record is what was written of it.
    if (this.#recordCount === 1 && records[0]?.id === ROOT_ID) this.#byteLength = byteLength
  }
}

function lengthOf(records: readonly StateRecord[]): number {
  return records.reduce((sum, record) => sum + recordByteLength(record), 0)
}
