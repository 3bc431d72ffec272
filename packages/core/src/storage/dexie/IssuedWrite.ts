import type { HeartbeatRow } from '../../environment/HeartbeatRow.ts'
import { rowByteLength, type SegmentRow } from '../../records/SegmentRow.ts'
import type { SessionRow } from '../SegmentStorage.ts'
import type { SessionNote } from '../SessionBook.ts'
import { storageError } from '../storageError.ts'

export interface StoreWrite {
  readonly store: string
  readonly method: 'add' | 'put'
  readonly row: SegmentRow | SessionRow | SessionNote | HeartbeatRow
}

/**
 * Letters and bytes issued in one task, and how long that may take. A browser clones what is added while `add` runs: 20 MB
 * in one go keep a page from answering for 50 ms, batches of this size for 2 to 3 ms. Slower machines are stopped by the
 * clock: each batch is also a way to the browser's storage and back, so they should not be small for nothing.
 */
const BATCH_LENGTH = 1_048_576
const BATCH_MS = 3

interface WriteTransaction {
  /** Begins a transaction over the stores of all writes. */
  begin(isUrgent: boolean): IDBTransaction
  /** Asks for the key of something that must not be there. An urgent write does not wait for the answer. */
  askForObstacle?(transaction: IDBTransaction): IDBRequest<IDBValidKey | undefined>
  /** Told of the time that each batch after the first took, in ms. */
  readonly onIssued?: ((ms: number) => void) | undefined
}

/**
 * One transaction of writes. Urgent ones are issued and committed at once, and so is a single one that has nothing to ask.
 * Others are issued in batches, each when the one before it begins to be answered, and committed when the last is stored;
 * until then a page that dies leaves nothing of it.
 *
 * That the commit waits is for Firefox too (seen in 153), which after `commit()` aborts a transaction for its last request
 * only: when an earlier one fails it stores all others and says `complete`. For urgent writes, which cannot wait, the one
 * that fails when another tab was first (the row that says whose position it is) has to be the last.
 */
export class IssuedWrite {
  /** Resolves on the transaction's `complete`: a request's `success` is no promise, it fires before a full disk aborts the whole (DURABILITY.md, fact 12). */
  readonly ended: Promise<void>
  readonly #how: WriteTransaction
  readonly #writes: readonly StoreWrite[]
  #resolve = (): void => undefined
  #reject = (_cause: unknown): void => undefined
  #transaction: IDBTransaction | undefined
  #issuedCount = 0
  #isPending = true

  constructor(writes: readonly StoreWrite[], how: WriteTransaction) {
    this.ended = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = (cause) => reject(storageError(cause, 'write'))
    })
    this.#writes = writes
    this.#how = how
  }

  /** Neither committed nor given up: if the page died now, nothing of it would be stored. */
  get isPending(): boolean {
    return this.#isPending
  }

  start(isUrgent: boolean): void {
    try {
      const transaction = this.#how.begin(isUrgent)
      this.#transaction = transaction
      this.#issuedCount = 0
      let requestError: DOMException | null = null
      // Of the request that failed first: those behind it fail with the abort.
      transaction.addEventListener('error', ({ target }) => (requestError ??= errorOf(target)))
      transaction.addEventListener('complete', () => (requestError ? this.#reject(requestError) : this.#resolve()))
      transaction.addEventListener('abort', () => {
        if (transaction === this.#transaction) this.#fail(abortCause(transaction, requestError))
      })
      if (!isUrgent) this.#askForObstacle(transaction)
      this.#issue(transaction, isUrgent)
    } catch (cause) {
      this.#fail(cause)
    }
  }

  /** Issues and commits it in this very task. A transaction takes nothing between its answers, so it is begun anew. */
  hurry(): void {
    if (!this.#isPending) return
    this.#abort()
    this.start(true)
  }

  /** Makes way: nothing of it is stored. */
  giveUp(): void {
    if (this.#isPending) this.#fail(new DOMException('made way for an urgent write', 'AbortError'))
  }

  /** It is asked first, so it is answered before the last write is, and before anything is committed. */
  #askForObstacle(transaction: IDBTransaction): void {
    const request = this.#how.askForObstacle?.(transaction)
    request?.addEventListener('success', () => {
      if (request.result !== undefined) this.#fail(new DOMException('something stands there', 'ConstraintError'))
    })
  }

  #issue(transaction: IDBTransaction, isUrgent: boolean): void {
    let first: IDBRequest | undefined
    let latest: IDBRequest | undefined
    const end = performance.now() + BATCH_MS
    for (let length = 0; this.#hasMore; this.#issuedCount += 1) {
      if (!isUrgent && first !== undefined && (length >= BATCH_LENGTH || performance.now() >= end)) break
      const write = this.#writes[this.#issuedCount]
      if (write === undefined) break
      latest = transaction.objectStore(write.store)[write.method](write.row)
      first ??= latest
      length += 'payload' in write.row ? rowByteLength(write.row) : 0
    }
    const isSingle = this.#writes.length <= 1 && this.#how.askForObstacle === undefined
    if (isUrgent || isSingle) return this.#commit(transaction)
    if (this.#hasMore) first?.addEventListener('success', () => this.#continue(transaction))
    else latest?.addEventListener('success', () => this.#continue(transaction))
  }

  get #hasMore(): boolean {
    return this.#issuedCount < this.#writes.length
  }

  #continue(transaction: IDBTransaction): void {
    if (transaction !== this.#transaction) return
    const start = performance.now()
    try {
      if (this.#hasMore) this.#issue(transaction, false)
      else this.#commit(transaction)
    } catch (cause) {
      this.#fail(cause)
    }
    this.#how.onIssued?.(performance.now() - start)
  }

  #commit(transaction: IDBTransaction): void {
    this.#isPending = false
    transaction.commit()
  }

  #fail(cause: unknown): void {
    this.#isPending = false
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

/** What a request failed with says more than what the transaction says, unless it failed with the transaction. */
function abortCause({ error }: IDBTransaction, requestError: DOMException | null): DOMException | null {
  return requestError === null || requestError.name === 'AbortError' ? (error ?? requestError) : requestError
}
