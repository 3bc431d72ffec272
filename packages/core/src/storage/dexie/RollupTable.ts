import { type MetricsRollup, joinRollups } from '../../metrics/MetricsRollup.ts'
import type { RollupStore } from '../../metrics/RollupStore.ts'
import { storageError } from '../storageError.ts'
import { METRICS, NATIVE_VERSION } from './AutoSaveDatabase.ts'
import { type DatabaseListener, type DatabasePlace, NativeConnection } from './NativeConnection.ts'

interface StoredRollup extends MetricsRollup {
  readonly id: number
}

/**
 * Hourly figures in the database's `metrics` table, on a connection of its own that is open only meanwhile: figures
 * stand in no save's way, and no save's trouble is theirs. Where there is no database, none is made for them.
 */
export class RollupTable implements RollupStore {
  readonly #place: Omit<DatabasePlace, 'version'>

  constructor(name: string, listener: DatabaseListener = {}) {
    this.#place = { ...listener, name }
  }

  async add(rollups: readonly MetricsRollup[], keepFrom: number): Promise<void> {
    await this.#connected(async (connection) => {
      const transaction = connection.begin([METRICS], { durability: 'relaxed' })
      const table = transaction.objectStore(METRICS)
      for (const rollup of rollups) join(table, rollup)
      prune(table, keepFrom)
      await ended(transaction)
      connection.notice.changed(METRICS)
    })
  }

  async read(sessionId: string): Promise<MetricsRollup[]> {
    const rows = await this.#connected(async ({ database }) => {
      const transaction = database.transaction(METRICS, 'readonly')
      const request: IDBRequest<StoredRollup[]> = byHour(transaction.objectStore(METRICS)).getAll(
        IDBKeyRange.bound([sessionId, Number.NEGATIVE_INFINITY], [sessionId, Number.POSITIVE_INFINITY]),
      )
      await ended(transaction)
      return request.result
    })
    return (rows ?? []).map(({ id: _id, ...rollup }) => rollup)
  }

  /** `undefined` without a database of this version. */
  async #connected<TResult>(look: (connection: NativeConnection) => Promise<TResult>): Promise<TResult | undefined> {
    if (typeof indexedDB === 'undefined') return undefined
    const connection = await NativeConnection.open({ ...this.#place, version: NATIVE_VERSION }, () => undefined)
    try {
      // One that newer code has made is not written to.
      return connection?.database.version === NATIVE_VERSION ? await look(connection) : undefined
    } finally {
      connection?.close()
    }
  }
}

function byHour(table: IDBObjectStore): IDBIndex {
  return table.index('[sessionId+hour]')
}

/** One row for a session and hour, whichever tabs and page loads its saves were made in. */
function join(table: IDBObjectStore, rollup: MetricsRollup): void {
  const found: IDBRequest<StoredRollup | undefined> = byHour(table).get([rollup.sessionId, rollup.hour])
  found.addEventListener('success', () => {
    table.put(found.result === undefined ? rollup : { ...found.result, ...joinRollups(found.result, rollup) })
  })
}

/** Ids rise with the hours: the oldest come first, and the first that is kept ends it. */
function prune(table: IDBObjectStore, keepFrom: number): void {
  const request: IDBRequest<IDBCursorWithValue | null> = table.openCursor()
  request.addEventListener('success', () => {
    const cursor = request.result
    if (cursor === null || Number(Reflect.get(Object(cursor.value), 'hour')) >= keepFrom) return
    cursor.delete()
    cursor.continue()
  })
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => reject(storageError(transaction.error, 'write')))
  })
}
