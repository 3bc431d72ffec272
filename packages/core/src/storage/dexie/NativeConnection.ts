import { storageError } from '../storageError.ts'
import { NATIVE_VERSION, SEGMENTS, SESSIONS } from './AutoSaveDatabase.ts'
import { ChangeNotice } from './ChangeNotice.ts'
import { watchDataLoss } from './watchDataLoss.ts'
import { type DatabaseEpoch, purgeMarkIn } from './purgeMarkIn.ts'
import { IssuedWrite, type StoreWrite } from './IssuedWrite.ts'

export interface WriteOptions {
  readonly durability: 'relaxed' | 'strict'
  /** All in this very task, and not behind a write that is still pending. */
  readonly isUrgent?: boolean | undefined
  readonly onIssued?: ((ms: number) => void) | undefined
  /** Where nothing may be: if there is anything, the write fails as for a key that is taken. An urgent one does not ask. */
  readonly emptyRange?: { readonly store: string; readonly query: IDBKeyRange }
}

export interface DatabasePlace extends DatabaseListener {
  readonly name: string
  /** The oldest that will do, in the browser's own count; any does without it. */
  readonly version: number | undefined
}

/** What a database tells of itself. */
export interface DatabaseListener {
  /** The browser says that it has lost every database of the origin. */
  readonly onDataLoss?: (message: string) => void
  /** Newer code is to change it: the connection closes when this returns, and what it was given by then is stored first. */
  readonly onStepAside?: () => void
  /** Whose life it is: nothing is written into a later one. */
  readonly epoch?: DatabaseEpoch
}

interface TransactionOptions {
  readonly durability: 'relaxed' | 'strict'
  /** It is committed in this very task, and waits for no answer. */
  readonly isImmediate?: boolean
}

/**
 * The engine's own connection to the database, beside Dexie's. Dexie closes its connections in `pagehide` and issues
 * requests some promises late, and loses what is written in a page's last moment; this one is open already, writes in
 * the same task and commits at once (PLATFORM.md 1.2).
 */
export class NativeConnection {
  readonly database: IDBDatabase
  readonly notice: ChangeNotice
  readonly #epoch: DatabaseEpoch | undefined
  #pending: readonly IssuedWrite[] = []

  private constructor(database: IDBDatabase, { onStepAside, epoch }: DatabaseListener, onLost: () => void) {
    this.database = database
    this.#epoch = epoch
    this.notice = new ChangeNotice(database.name)
    // Another tab upgrades or deletes the database: stepping aside at once is what keeps it from waiting for us.
    database.addEventListener('versionchange', ({ newVersion }) => {
      // Whoever deletes it wants nothing more in it.
      if (newVersion !== null) onStepAside?.()
      database.close()
      onLost()
    })
    database.addEventListener('close', onLost)
  }

  /**
   * Opens the database as it is. `undefined` when there is none, or one of an older version than is asked for: Dexie
   * has to make it. One that newer code has made is opened as it is, to be read.
   * Nothing is made here, and no empty database is left behind.
   */
  static open(place: DatabasePlace, onLost: () => void): Promise<NativeConnection | undefined> {
    const { name, version, onDataLoss } = place
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name)
      if (onDataLoss !== undefined) watchDataLoss(request, onDataLoss)
      let isThere = true
      request.addEventListener('upgradeneeded', () => {
        isThere = false
        request.transaction?.abort()
      })
      request.addEventListener('success', () => {
        const database = request.result
        if (database.version >= (version ?? 0)) return resolve(new NativeConnection(database, place, onLost))
        database.close()
        resolve(undefined)
      })
      request.addEventListener('error', (event) => {
        if (isThere) return reject(storageError(request.error, 'open'))
        event.preventDefault()
        resolve(undefined)
      })
    })
  }

  /** Newer code has changed it. */
  get isNewer(): boolean {
    return this.database.version > NATIVE_VERSION
  }

  /** One transaction, issued and committed before this returns if it is urgent, or single with nothing to ask. */
  write(writes: readonly StoreWrite[], options: WriteOptions): Promise<void> {
    const { durability, isUrgent = false, emptyRange, onIssued } = options
    this.#pending = this.#pending.filter(({ isPending }) => isPending)
    if (isUrgent) for (const pending of this.#pending) pending.giveUp()
    const stores = [...new Set(writes.map(({ store }) => store))]
    const isSingle = writes.length <= 1 && emptyRange === undefined
    const begin = (isHurried: boolean): IDBTransaction =>
      this.begin(stores, { durability, isImmediate: isHurried || isSingle })
    const write = new IssuedWrite(
      writes,
      emptyRange === undefined ? { begin, onIssued } : { begin, onIssued, askForObstacle: asker(emptyRange) },
    )
    this.#pending = [...this.#pending, write]
    write.start(isUrgent)
    // Whoever reads because of it reads behind it: also where this page does not live to hear of its end.
    if (isUrgent) this.notice.wrote(writes)
    void write.ended.then(
      () => this.notice.wrote(writes),
      () => undefined,
    )
    return write.ended
  }

  /**
   * Begins a transaction that comes to nothing when the scope was purged since this page began. One that is committed at once cannot wait for
   * an answer: it adds the mark of that purge and takes it back, and fails as a whole where it stands already.
   */
  begin(stores: readonly string[], { durability, isImmediate = false }: TransactionOptions): IDBTransaction {
    const epoch = this.#epoch
    const guarded = stores.includes(SEGMENTS) ? SEGMENTS : SESSIONS
    const all = epoch === undefined ? stores : new Set([...stores, guarded])
    const transaction = this.database.transaction([...all], 'readwrite', { durability })
    if (epoch === undefined) return transaction
    const { key, row } = purgeMarkIn(guarded, epoch.own + 1)
    const store = transaction.objectStore(guarded)
    if (isImmediate) {
      store.add(row).addEventListener('error', () => epoch.end())
      store.delete(key)
      return transaction
    }
    const asked = store.getKey(key)
    asked.addEventListener('success', () => {
      if (asked.result === undefined) return
      epoch.end()
      transaction.abort()
    })
    return transaction
  }

  /** Issues and commits now whatever is still pending. */
  hurry(): void {
    for (const pending of this.#pending) pending.hurry()
    this.#pending = []
  }

  read<TRow>(store: string, query?: IDBKeyRange, index?: string): Promise<TRow[]> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(store, 'readonly')
      const source = transaction.objectStore(store)
      const request: IDBRequest<TRow[]> = (index === undefined ? source : source.index(index)).getAll(query)
      transaction.addEventListener('complete', () => resolve(request.result))
      transaction.addEventListener('abort', () => reject(storageError(transaction.error ?? request.error, 'read')))
    })
  }

  close(): void {
    this.notice.close()
    this.database.close()
  }

  /** It does not answer: what is not committed yet is given up, so that it does not stand in the next one's way. */
  abandon(): void {
    for (const pending of this.#pending) pending.giveUp()
    this.close()
  }
}

function asker({ store, query }: { readonly store: string; readonly query: IDBKeyRange }) {
  return (transaction: IDBTransaction): IDBRequest<IDBValidKey | undefined> =>
    transaction.objectStore(store).getKey(query)
}
