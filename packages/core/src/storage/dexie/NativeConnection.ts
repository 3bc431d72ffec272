import { storageError } from '../storageError.ts'

export type StoreWrites = readonly { readonly store: string; readonly method: 'add' | 'put'; readonly row: unknown }[]

/**
 * The engine's own connection to the database, beside Dexie's. Dexie closes its connections in `pagehide` and issues
 * requests some promises late, and loses what is written in a page's last moment; this one is open already, writes in
 * the same task and commits at once (PLATFORM.md 1.2).
 */
export class NativeConnection {
  readonly #database: IDBDatabase

  private constructor(database: IDBDatabase, onLost: () => void) {
    this.#database = database
    // Another tab upgrades or deletes the database: stepping aside at once is what keeps it from waiting for us.
    database.addEventListener('versionchange', () => {
      database.close()
      onLost()
    })
    database.addEventListener('close', onLost)
  }

  /** Opens the database in the version it has. It must exist: Dexie has made it. */
  static open(name: string, onLost: () => void): Promise<NativeConnection> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name)
      // Deleted since Dexie opened it. An empty database of no version must not be left behind in its place.
      request.addEventListener('upgradeneeded', () => request.transaction?.abort())
      request.addEventListener('success', () => resolve(new NativeConnection(request.result, onLost)))
      request.addEventListener('error', () => reject(storageError(request.error, 'open')))
    })
  }

  /**
   * One transaction, issued and committed before this returns. Resolves on the transaction's `complete`: a request's
   * `success` is no promise, it fires before a full disk aborts the whole (DURABILITY.md, fact 12).
   */
  write(writes: StoreWrites, durability: 'relaxed' | 'strict'): Promise<void> {
    return new Promise((resolve, reject) => {
      const stores = [...new Set(writes.map(({ store }) => store))]
      const transaction = this.#database.transaction(stores, 'readwrite', { durability })
      let requestError: DOMException | null = null
      transaction.addEventListener('complete', () => resolve())
      transaction.addEventListener('abort', () => reject(storageError(transaction.error ?? requestError, 'write')))
      for (const { store, method, row } of writes) {
        const request = transaction.objectStore(store)[method](row)
        request.addEventListener('error', () => (requestError = request.error))
      }
      transaction.commit()
    })
  }

  read<TRow>(store: string, query: IDBKeyRange): Promise<TRow[]> {
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction(store, 'readonly')
      const request: IDBRequest<TRow[]> = transaction.objectStore(store).getAll(query)
      transaction.addEventListener('complete', () => resolve(request.result))
      transaction.addEventListener('abort', () => reject(storageError(transaction.error ?? request.error, 'read')))
    })
  }

  close(): void {
    this.#database.close()
  }
}
