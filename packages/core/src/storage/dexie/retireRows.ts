import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { Retirement } from '../SegmentStorage.ts'
import { emptiedRow } from '../emptiedRow.ts'
import { storageError } from '../storageError.ts'
import { QUARANTINE, SEGMENTS } from './AutoSaveDatabase.ts'
import type { NativeConnection } from './NativeConnection.ts'

/**
 * One transaction, and a strict one: with it everything before it is on the medium, what replaces the rows included, so
 * that a power cut cannot take both.
 */
export function retireRows(connection: NativeConnection, retirement: Retirement): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = connection.begin([SEGMENTS, QUARANTINE], { durability: 'strict' })
    let requestError: DOMException | null = null
    transaction.addEventListener('error', ({ target }) => {
      if (target instanceof IDBRequest) requestError ??= target.error
    })
    transaction.addEventListener('complete', () => {
      connection.notice.changed(SEGMENTS, QUARANTINE)
      resolve()
    })
    transaction.addEventListener('abort', () => reject(storageError(transaction.error ?? requestError, 'write')))
    const quarantine = transaction.objectStore(QUARANTINE)
    for (const entry of retirement.quarantine) quarantine.add(entry)
    retireKeys(transaction.objectStore(SEGMENTS), retirement)
  })
}

function retireKeys(segments: IDBObjectStore, { sessionId, keys, mode }: Retirement): void {
  for (const { revision, part } of keys) {
    const key = [sessionId, revision, part]
    if (mode === 'remove') {
      segments.delete(key)
      continue
    }
    const request: IDBRequest<SegmentRow | undefined> = segments.get(key)
    request.addEventListener('success', () => {
      if (request.result !== undefined) segments.put(emptiedRow(request.result))
    })
  }
}
