import type { HeartbeatRow, HeartbeatStore } from '../../environment/HeartbeatRow.ts'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { Durability } from '../Durability.ts'
import type {
  AppendOptions,
  QuarantineEntry,
  Retirement,
  RevisionRange,
  RowListener,
  SegmentStorage,
  SessionRow,
} from '../SegmentStorage.ts'
import {
  AutoSaveDatabase,
  FIRST_NOTE,
  HEARTBEATS,
  NATIVE_VERSION,
  QUARANTINE,
  SEGMENTS,
  SESSIONS,
} from './AutoSaveDatabase.ts'
import { type ConnectionWrite, DexieBook, commitWrites } from './DexieBook.ts'
import { guarded } from './guarded.ts'
import { KnownSessions } from './KnownSessions.ts'
import { type DatabaseListener, NativeConnection } from './NativeConnection.ts'
import { type RowQuery, rangeOf, readRows } from './readRows.ts'
import { meetDatabase } from './purgeMarks.ts'
import { removeRows } from './removeRows.ts'
import { retireRows } from './retireRows.ts'
import { scrubLog } from './scrubLog.ts'
import { storageError, storageFailure } from '../storageError.ts'

const RELAXED = { durability: 'relaxed' } as const

/**
 * Segments in IndexedDB: Dexie for the schema and for queries, a native connection for all that must not be lost or wait.
 * A database that is there is opened without Dexie, whose own opening takes 10 ms of the main thread.
 */
export class DexieStorage implements SegmentStorage, HeartbeatStore {
  readonly #place: DatabaseListener & { readonly name: string }
  readonly book = new DexieBook({
    open: () => this.#open(),
    write: (write) => this.#write(write),
    isKnown: (sessionId) => this.#sessions.isKnown(sessionId),
  })
  /** Open from when somebody needs Dexie. */
  #database: AutoSaveDatabase | undefined
  #connection: NativeConnection | undefined
  #opening: Promise<NativeConnection> | undefined
  readonly #lossListeners = new Set<() => void>()
  readonly #sessions = new KnownSessions()
  #isScrubbed = false
  /** How often it was closed: what was being opened meanwhile is not to stay open. */
  #closeCount = 0
  #isBlocked = false

  constructor(name: string, listener: DatabaseListener = {}) {
    this.#place = { ...listener, name }
  }

  async open(): Promise<void> {
    await this.#open()
  }

  async read(sessionId: string, range: RevisionRange = {}): Promise<SegmentRow[]> {
    const rows: SegmentRow[] = []
    await this.#readEach({ sessionId, range }, (row) => void rows.push(row))
    return rows.toSorted((a, b) => a.revision - b.revision || a.part - b.part)
  }

  async readEach(sessionId: string, take: RowListener): Promise<Durability> {
    await this.#readEach({ sessionId, range: {} }, take)
    return 'disk'
  }

  async #readEach({ sessionId, range }: RowQuery, take: RowListener): Promise<void> {
    const connection = await this.#open()
    await guarded('read', () => readRows(connection.database, { sessionId, range }, take))
    const isWhole = range.from === undefined && range.through === undefined
    if (isWhole && connection === this.#connection) this.#sessions.wasRead(sessionId)
  }

  async append(rows: readonly SegmentRow[], options: AppendOptions): Promise<Durability> {
    if (rows.some(({ sessionId }) => !this.#sessions.isKnown(sessionId))) throw storageFailure('STORAGE_LOST')
    const [first] = rows
    if (first === undefined) return 'disk'
    const writes = this.#sessions.withListing(commitWrites(rows, options.notes), first)
    const emptyRange = { store: SEGMENTS, query: rangeOf(first.sessionId, { from: first.revision + 1 }) }
    await this.#write((connection) => connection.write(writes, { ...options, emptyRange }))
    return 'disk'
  }

  hurry(): void {
    this.#connection?.hurry()
  }

  retire(retirement: Retirement): Promise<void> {
    if (!this.#sessions.isKnown(retirement.sessionId)) return Promise.reject(storageFailure('STORAGE_LOST'))
    return this.#write((connection) => retireRows(connection, retirement))
  }

  async listQuarantine(sessionId: string): Promise<QuarantineEntry[]> {
    const connection = await this.#open()
    const entries = await guarded('read', () =>
      connection.read<QuarantineEntry & { readonly id: number }>(QUARANTINE, IDBKeyRange.only(sessionId), 'sessionId'),
    )
    // By the order of their ids, which are this database's own affair.
    return entries.map(({ id: _id, ...entry }) => entry)
  }

  putSession(row: SessionRow, { durability } = RELAXED): Promise<void> {
    this.#sessions.listed(row.id)
    return this.#write((connection) => connection.write([{ store: SESSIONS, method: 'put', row }], { durability }))
  }

  async readSession(sessionId: string): Promise<SessionRow | undefined> {
    const connection = await this.#open()
    const [row] = await guarded('read', () => connection.read<SessionRow>(SESSIONS, IDBKeyRange.only(sessionId)))
    return this.#sessions.found(sessionId, row)
  }

  async listSessions(): Promise<SessionRow[]> {
    await this.#open()
    // It opens itself with its first query.
    const { sessions } = (this.#database ??= new AutoSaveDatabase(this.#place.name))
    return guarded('read', () => sessions.where('id').below(FIRST_NOTE).toArray())
  }

  putHeartbeat(row: HeartbeatRow): Promise<void> {
    return this.#write((connection) => connection.write([{ store: HEARTBEATS, method: 'put', row }], RELAXED))
  }

  async listHeartbeats(): Promise<HeartbeatRow[]> {
    const connection = await this.#open()
    return guarded('read', () => connection.read<HeartbeatRow>(HEARTBEATS))
  }

  removeHeartbeats(tabIds: readonly string[]): Promise<void> {
    return this.#write((connection) => removeRows(connection, HEARTBEATS, tabIds))
  }

  subscribeLoss(listener: () => void): () => void {
    this.#lossListeners.add(listener)
    return () => this.#lossListeners.delete(listener)
  }

  /** Another tab with an older version keeps the database from being opened. */
  get isBlocked(): boolean {
    return this.#isBlocked
  }

  /** Newer code has changed it: it can be read, and is not written to. */
  get isNewer(): boolean {
    return this.#connection?.isNewer === true
  }

  /** It does not answer: what is under way is given up as far as it can be, and the next call opens anew. */
  abandon(): void {
    const connection = this.#connection
    connection?.abandon()
    this.close()
    if (connection !== undefined) this.#tellLoss()
  }

  close(): void {
    this.#closeCount += 1
    this.#opening = undefined
    this.#connection?.close()
    this.#connection = undefined
    this.#database?.close()
    this.#database = undefined
  }

  /** With a connection the write is issued in this very task; without one it waits for it. */
  #write(write: ConnectionWrite): Promise<void> {
    const connection = this.#connection
    return connection === undefined
      ? this.#open().then((opened) => this.#writeOn(opened, write))
      : this.#writeOn(connection, write)
  }

  async #writeOn(connection: NativeConnection, write: ConnectionWrite): Promise<void> {
    if (connection.isNewer) throw storageFailure('DATABASE_NEWER')
    this.#place.epoch?.check()
    try {
      await write(connection)
    } catch (cause) {
      // Whatever it failed with: the mark of a purge stood in its way.
      this.#place.epoch?.check()
      const error = storageError(cause, 'write')
      if (error.code === 'STORAGE_LOST') this.#lose(connection)
      throw error
    }
  }

  #open(): Promise<NativeConnection> {
    if (this.#opening !== undefined) return this.#opening
    const opening = guarded('open', () => this.#connect()).catch((error: unknown) => {
      if (this.#opening === opening) this.#opening = undefined
      throw error
    })
    this.#opening = opening
    return opening
  }

  async #connect(): Promise<NativeConnection> {
    this.#place.epoch?.check()
    if (!this.#isScrubbed) scrubLog(this.#place.onDataLoss)
    this.#isScrubbed = true
    const closeCount = this.#closeCount
    const connection = (await this.#openNatively(NATIVE_VERSION)) ?? (await this.#makeAndOpen())
    this.#isBlocked = false
    await meetDatabase(connection, this.#place.epoch)
    if (closeCount !== this.#closeCount) {
      connection.close()
      throw new DOMException('closed while it was being opened', 'AbortError')
    }
    this.#connection = connection
    return connection
  }

  async #openNatively(version?: number): Promise<NativeConnection | undefined> {
    const connection = await NativeConnection.open({ ...this.#place, version }, () => {
      if (connection !== undefined) this.#lose(connection)
    })
    return connection
  }

  /** Dexie makes the database, or brings an old one up to date. */
  async #makeAndOpen(): Promise<NativeConnection> {
    await AutoSaveDatabase.make(this.#place.name, () => (this.#isBlocked = true))
    const connection = await this.#openNatively()
    if (connection === undefined) throw new DOMException('deleted while it was being opened', 'AbortError')
    return connection
  }

  /** Opened again at once: a page that is left before its next save must find a connection open. */
  #lose(connection: NativeConnection): void {
    if (this.#connection !== connection) return
    this.close()
    this.#tellLoss()
    // Whoever needs the connection next opens it again, and is told then if that fails too.
    this.#open().catch(() => undefined)
  }

  #tellLoss(): void {
    this.#sessions.lose()
    for (const listener of this.#lossListeners) listener()
  }
}
