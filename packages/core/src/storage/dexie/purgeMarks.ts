import { storageError } from '../storageError.ts'
import { SEGMENTS, SESSIONS } from './AutoSaveDatabase.ts'
import type { NativeConnection } from './NativeConnection.ts'
import { type DatabaseEpoch, purgeMarkIn } from './purgeMarkIn.ts'

const ALL_MARKS = ['purged', '', []]

/** How often the scope was purged, as its database says. */
export async function countPurges({ database }: Pick<NativeConnection, 'database'>): Promise<number> {
  const transaction = database.transaction(SESSIONS, 'readonly')
  const keys = newestMark(transaction)
  await ended(transaction)
  return keys()
}

/**
 * Empties every table in one transaction, and leaves the marks.
 *
 * @param decide - How many there are to have been, by how many there were; `undefined`: nothing is to be done.
 */
export async function purgeDatabase(
  { database, notice }: NativeConnection,
  decide: (count: number) => number | undefined,
): Promise<void> {
  const stores = [...database.objectStoreNames]
  // On the medium when this resolves: it is not to come back with a power cut.
  const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' })
  newestMark(transaction, (count) => {
    const decided = decide(count)
    if (decided !== undefined) empty(transaction, decided)
  })
  await ended(transaction)
  notice.changed(...stores)
}

/** A purge that another page could not end is ended before anything is read. */
export async function meetDatabase(connection: NativeConnection, epoch: DatabaseEpoch | undefined): Promise<void> {
  if (epoch === undefined || connection.isNewer) return
  const count = await countPurges(connection)
  epoch.met(count)
  epoch.check()
  if (count < epoch.own) await purgeDatabase(connection, (found) => (found < epoch.own ? epoch.own : undefined))
}

function empty(transaction: IDBTransaction, count: number): void {
  for (const store of transaction.objectStoreNames) transaction.objectStore(store).clear()
  for (const store of [SEGMENTS, SESSIONS]) {
    // Pages of every life there was may still be there.
    for (let each = 1; each <= count; each += 1) transaction.objectStore(store).put(purgeMarkIn(store, each).row)
  }
}

function newestMark(transaction: IDBTransaction, then: (count: number) => void = () => undefined): () => number {
  const request = transaction.objectStore(SESSIONS).getAllKeys(IDBKeyRange.bound(['purged', ''], ALL_MARKS))
  const count = (): number => request.result.length
  request.addEventListener('success', () => then(count()))
  return count
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(storageError(transaction.error, 'write')))
  })
}
