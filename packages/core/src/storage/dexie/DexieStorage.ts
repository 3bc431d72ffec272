import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { AppendOptions, QuarantineEntry, SegmentStorage, SessionRow } from '../SegmentStorage.ts'
import { AutoSaveDatabase, DATABASE_NAME, SEGMENTS, SESSIONS } from './AutoSaveDatabase.ts'
import { NativeConnection, type StoreWrites } from './NativeConnection.ts'
import { scrubLog } from './scrubLog.ts'
import { storageError } from '../storageError.ts'

/** Segments in IndexedDB: Dexie for the schema and for queries, a native connection for all that must not be lost. */
export class DexieStorage implements SegmentStorage {
  readonly #name: string
  #database: AutoSaveDatabase | undefined
  #connection: NativeConnection | undefined
  #opening: Promise<NativeConnection> | undefined
  #isScrubbed = false
  /** Sessions read since a connection was lost; `undefined` while none was. */
  #readSinceLoss: Set<string> | undefined

  constructor(name: string = DATABASE_NAME) {
    this.#name = name
  }

  async open(): Promise<void> {
    await this.#open()
  }

  async read(sessionId: string): Promise<SegmentRow[]> {
    const connection = await this.#open()
    // An array sorts after every number and text, so this is the whole session.
    const query = IDBKeyRange.bound([sessionId], [sessionId, []])
    const rows = await guarded('read', () => connection.read<SegmentRow>(SEGMENTS, query))
    if (connection === this.#connection) this.#readSinceLoss?.add(sessionId)
    return rows
  }

  append(rows: readonly SegmentRow[], { durability }: AppendOptions): Promise<void> {
    const isKnown = rows.every(({ sessionId }) => this.#readSinceLoss?.has(sessionId) ?? true)
    if (!isKnown) return Promise.reject(storageError(new DOMException('not read again', 'InvalidStateError'), 'write'))
    return this.#write(
      rows.map((row) => ({ store: SEGMENTS, method: 'add', row })),
      durability,
    )
  }

  hurry(): void {}

  retire(): Promise<void> {
    return Promise.resolve()
  }

  listQuarantine(): Promise<QuarantineEntry[]> {
    return Promise.resolve([])
  }

  putSession(row: SessionRow): Promise<void> {
    return this.#write([{ store: SESSIONS, method: 'put', row }], 'relaxed')
  }

  async readSession(sessionId: string): Promise<SessionRow | undefined> {
    const connection = await this.#open()
    const rows = await guarded('read', () => connection.read<SessionRow>(SESSIONS, IDBKeyRange.only(sessionId)))
    return rows[0]
  }

  async listSessions(): Promise<SessionRow[]> {
    await this.#open()
    return guarded('read', async () => (await this.#database?.sessions.toArray()) ?? [])
  }

  close(): void {
    this.#opening = undefined
    this.#connection?.close()
    this.#connection = undefined
    this.#database?.close()
    this.#database = undefined
  }

  /** With a connection the write is issued in this very task; without one it waits for it. */
  #write(writes: StoreWrites, durability: 'relaxed' | 'strict'): Promise<void> {
    const connection = this.#connection
    return connection === undefined
      ? this.#open().then((opened) => this.#writeOn(opened, writes, durability))
      : this.#writeOn(connection, writes, durability)
  }

  async #writeOn(connection: NativeConnection, writes: StoreWrites, durability: 'relaxed' | 'strict'): Promise<void> {
    try {
      await connection.write(writes, durability)
    } catch (cause) {
      const error = storageError(cause, 'write')
      if (error.code === 'STORAGE_LOST') this.#lose(connection)
      throw error
    }
  }

  #open(): Promise<NativeConnection> {
    this.#opening ??= guarded('open', () => this.#connect()).catch((error: unknown) => {
      this.#opening = undefined
      throw error
    })
    return this.#opening
  }

  async #connect(): Promise<NativeConnection> {
    if (!this.#isScrubbed) scrubLog()
    this.#isScrubbed = true
    const database = new AutoSaveDatabase(this.#name)
    await database.open()
    const connection: NativeConnection = await NativeConnection.open(this.#name, () => this.#lose(connection))
    this.#database = database
    this.#connection = connection
    return connection
  }

  /** Opened again at once: a page that is left before its next save must find a connection open. */
  #lose(connection: NativeConnection): void {
    if (this.#connection !== connection) return
    this.close()
    this.#readSinceLoss = new Set()
    // Whoever needs the connection next opens it again, and is told then if that fails too.
    this.#open().catch(() => undefined)
  }
}

async function guarded<TResult>(doing: 'open' | 'read', attempt: () => Promise<TResult>): Promise<TResult> {
  try {
    return await attempt()
  } catch (cause) {
    throw storageError(cause, doing)
  }
}
