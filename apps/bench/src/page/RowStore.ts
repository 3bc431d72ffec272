/** What everybody would write: a text in a row. The measure of everything else. */
export class RowStore {
  readonly #database: IDBDatabase

  private constructor(database: IDBDatabase) {
    this.#database = database
  }

  static open(): Promise<RowStore> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open('bench-rows', 1)
      request.onupgradeneeded = () => request.result.createObjectStore('rows', { keyPath: 'id' })
      request.onsuccess = () => resolve(new RowStore(request.result))
      request.onerror = () => reject(request.error ?? new Error('The database was not opened.'))
    })
  }

  put(id: string, value: unknown): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.#database.transaction('rows', 'readwrite', { durability: 'relaxed' })
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error ?? new Error('The row was not stored.'))
      transaction.objectStore('rows').put({ id, payload: JSON.stringify(value) })
      transaction.commit()
    })
  }

  get(): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const request = this.#database.transaction('rows').objectStore('rows').getAll()
      request.onsuccess = () => resolve(JSON.parse(payloadOf(request.result[0])))
      request.onerror = () => reject(request.error ?? new Error('The rows were not read.'))
    })
  }
}

function payloadOf(row: unknown): string {
  return String(Reflect.get(Object(row), 'payload'))
}
