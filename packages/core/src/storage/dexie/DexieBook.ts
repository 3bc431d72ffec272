import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { NoteChange, SessionBook, SessionNote } from '../SessionBook.ts'
import { storageError, storageFailure } from '../storageError.ts'
import { FIRST_NOTE, SEGMENTS, SESSIONS } from './AutoSaveDatabase.ts'
import { eraseSession } from './eraseSession.ts'
import { guarded } from './guarded.ts'
import type { StoreWrite } from './IssuedWrite.ts'
import type { NativeConnection } from './NativeConnection.ts'

export type ConnectionWrite = (connection: NativeConnection) => Promise<void>

interface BookParts {
  open(): Promise<NativeConnection>
  write(write: ConnectionWrite): Promise<void>
  /** The database is known to be the one the session was read from. */
  isKnown(sessionId: string): boolean
}

/** Whoever writes the same position writes a first part: it goes last, see `IssuedWrite`. */
export function commitWrites(rows: readonly SegmentRow[], notes: readonly SessionNote[] = []): StoreWrite[] {
  const ordered = [...rows.slice(1), ...rows.slice(0, 1)]
  return [
    ...notes.map((row) => ({ store: SESSIONS, method: 'put', row }) as const),
    ...ordered.map((row) => ({ store: SEGMENTS, method: 'add', row }) as const),
  ]
}

/** Sessions as things in IndexedDB; see `FIRST_NOTE`. */
export class DexieBook implements SessionBook {
  readonly #parts: BookParts

  constructor(parts: BookParts) {
    this.#parts = parts
  }

  erase(rows: readonly SegmentRow[], notes: readonly SessionNote[]): Promise<void> {
    const { sessionId = '' } = rows[0] ?? {}
    if (!this.#parts.isKnown(sessionId)) return Promise.reject(storageFailure('STORAGE_LOST'))
    return this.#parts.write((connection) => eraseSession(connection, rows, notes))
  }

  async notes(): Promise<SessionNote[]> {
    const connection = await this.#parts.open()
    const rows = await guarded('read', () => connection.read<SessionNote>(SESSIONS, IDBKeyRange.lowerBound(FIRST_NOTE)))
    // Marks of purges lie among them.
    return rows.filter(({ id: [, sessionId] }) => sessionId !== '')
  }

  change(change: NoteChange): Promise<void> {
    return this.#parts.write((connection) => changeSessions(connection, change))
  }
}

function changeSessions(
  connection: NativeConnection,
  { put = [], remove = [], unlist = [] }: NoteChange,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = connection.begin([SESSIONS], { durability: 'strict' })
    transaction.addEventListener('complete', () => {
      connection.notice.changed(SESSIONS)
      resolve()
    })
    transaction.addEventListener('abort', () => reject(storageError(transaction.error, 'write')))
    const sessions = transaction.objectStore(SESSIONS)
    // A key is a plain list to the browser.
    for (const id of remove) sessions.delete([...id])
    for (const id of unlist) sessions.delete(id)
    for (const note of put) sessions.put(note)
  })
}
