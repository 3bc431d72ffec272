import { rowByteLength, type SegmentRow } from '../../records/SegmentRow.ts'
import type { SessionRow } from '../SegmentStorage.ts'
import { storageError } from '../storageError.ts'

export interface StoreWrite {
  readonly store: string
  readonly method: 'add' | 'put'
  readonly row: SegmentRow | SessionRow
}

/**
 * Letters and bytes issued in one task. A browser clones what is added while `add` runs: 20 MB in one go keep a page
 * from answering for 50 ms, batches of this size for 1 to 2 ms.
 */
const BATCH_LENGTH = 262_144

/**
 * One transaction of writes: issued and committed at once if it is small or must not wait, else in batches, each when
 * the one before it begins to be answered. Until the last one is issued nothing is committed, so a page that dies in
 * between leaves nothing of it.
 */
export class IssuedWrite {
  /** Resolves on the transaction's `complete`: a request's `success` is no promise, it fires before a full disk aborts the whole (DURABILITY.md, fact 12). */
  readonly ended: Promise<void>
  readonly #begin: () => IDBTransaction
  readonly #writes: readonly StoreWrite[]
  #resolve = (): void => undefined
  #reject = (_cause: unknown): void => undefined
  #transaction: IDBTransaction | undefined
  #issuedCount = 0

  /** `begin` begins a transaction over the stores of all writes. */
  constructor(writes: readonly StoreWrite[], begin: () => IDBTransaction) {
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = (cause) => reject(storageError(cause, 'write'))
    })
    this.#writes = writes
    this.#begin = begin
  }

  get isIssued(): boolean {
    return this.#issuedCount === this.#writes.length
  }

  start(isUrgent: boolean): void {
    try {
      const transaction = this.#begin()
      this.#transaction = transaction
      this.#issuedCount = 0
      let requestError: DOMException | null = null
      // Of the request that failed first: those behind it fail with the abort.
      transaction.addEventListener('error', ({ target }) => (requestError ??= errorOf(target)))
      transaction.addEventListener('complete', () => this.#resolve())
      transaction.addEventListener('abort', () => {
        if (transaction === this.#transaction) this.#reject(transaction.error ?? requestError)
      })
      this.#issue(transaction, isUrgent ? Infinity : BATCH_LENGTH)
    } catch (cause) {
      this.#fail(cause)
    }
  }

  /** Issues what is left of it in this very task. A transaction takes nothing between its answers, so it is begun anew. */
  hurry(): void {
    if (this.isIssued) return
    this.#abort()
    this.start(true)
  }

  /** Makes way: nothing of it is stored. */
  giveUp(): void {
    if (!this.isIssued) this.#fail(new DOMException('made way for an urgent write', 'AbortError'))
  }

  #issue(transaction: IDBTransaction, maxLength: number): void {
    let first: IDBRequest | undefined
    for (let length = 0; length < maxLength && !this.isIssued; this.#issuedCount += 1) {
      const write = this.#writes[this.#issuedCount]
      if (write === undefined) break
      const request = transaction.objectStore(write.store)[write.method](write.row)
      first ??= request
      length += 'payload' in write.row ? rowByteLength(write.row) : 0
    }
    if (this.isIssued) return transaction.commit()
    first?.addEventListener('success', () => {
      if (transaction !== this.#transaction) return
      try {
        this.#issue(transaction, maxLength)
      } catch (cause) {
        this.#fail(cause)
      }
    })
  }

  #fail(cause: unknown): void {
    this.#issuedCount = this.#writes.length
    this.#reject(cause)
    this.#abort()
  }

  #abort(): void {
    const transaction = this.#transaction
    this.#transaction = undefined
    try {
      transaction?.abort()
    } catch {
      // It has ended already, by whatever brought us here.
    }
  }
}

function errorOf(target: EventTarget | null): DOMException | null {
  return target instanceof IDBRequest ? target.error : null
}
