import { storageError } from '../storageError.ts'
import type { NativeConnection } from './NativeConnection.ts'

/** One transaction. Rows that are gone are no error. */
export function removeRows(
  { database, notice }: NativeConnection,
  store: string,
  keys: readonly IDBValidKey[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, 'readwrite', { durability: 'relaxed' })
    transaction.addEventListener('complete', () => {
      notice.changed(store)
      resolve()
    })
    transaction.addEventListener('abort', () => reject(storageError(transaction.error, 'write')))
    for (const key of keys) transaction.objectStore(store).delete(key)
    transaction.commit()
  })
}
