import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { SessionNote } from '../SessionBook.ts'
import { storageError } from '../storageError.ts'
import { METRICS, QUARANTINE, SEGMENTS, SESSIONS } from './AutoSaveDatabase.ts'
import type { NativeConnection } from './NativeConnection.ts'
import { rangeOf } from './readRows.ts'

/** One transaction, and a strict one: what somebody deleted is not to come back with a power cut. */
export function eraseSession(
  connection: NativeConnection,
  rows: readonly SegmentRow[],
  notes: readonly SessionNote[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stores = [SEGMENTS, SESSIONS, QUARANTINE, METRICS]
    const transaction = connection.begin(stores, { durability: 'strict' })
    let requestError: DOMException | null = null
    transaction.addEventListener('error', ({ target }) => {
      if (target instanceof IDBRequest) requestError ??= target.error
    })
    transaction.addEventListener('complete', () => {
      connection.notice.changed(...stores)
      resolve()
    })
    transaction.addEventListener('abort', () => reject(storageError(requestError ?? transaction.error, 'write')))
    const refuse = (): void => {
      requestError = new DOMException('something stands there', 'ConstraintError')
      transaction.abort()
    }
    askAndAdd(transaction.objectStore(SEGMENTS), rows, refuse)
    forget(transaction, rows[0])
    for (const note of notes) transaction.objectStore(SESSIONS).put(note)
  })
}

/** A failed `add` aborts all of it, and so does anything that stands behind the position. */
function askAndAdd(segments: IDBObjectStore, rows: readonly SegmentRow[], refuse: () => void): void {
  const [first] = rows
  if (first === undefined) return
  const behind = segments.getKey(rangeOf(first.sessionId, { from: first.revision + 1 }))
  behind.addEventListener('success', () => {
    if (behind.result !== undefined) refuse()
  })
  for (const row of rows) segments.add(row)
  segments.delete(rangeOf(first.sessionId, { through: first.revision - 1 }))
}

function forget(transaction: IDBTransaction, row: SegmentRow | undefined): void {
  if (row === undefined) return
  const { sessionId } = row
  const sessions = transaction.objectStore(SESSIONS)
  sessions.delete(sessionId)
  for (const kind of ['title', 'trash', 'erased', 'due'])
    sessions.delete(IDBKeyRange.bound([kind, sessionId], [kind, sessionId, []]))
  deleteBy(transaction.objectStore(QUARANTINE).index('sessionId'), IDBKeyRange.only(sessionId))
  deleteBy(transaction.objectStore(METRICS).index('[sessionId+hour]'), IDBKeyRange.bound([sessionId], [sessionId, []]))
}

function deleteBy(index: IDBIndex, query: IDBKeyRange): void {
  const request = index.openCursor(query)
  request.addEventListener('success', () => {
    request.result?.delete()
    request.result?.continue()
  })
}
