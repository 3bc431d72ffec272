import { Dexie } from 'dexie'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import { toSegmentRows } from '../../records/toSegmentRows.ts'
import { AutoSaveDatabase } from './AutoSaveDatabase.ts'
import { DexieStorage } from './DexieStorage.ts'
import { NativeConnection } from './NativeConnection.ts'

let databaseCount = 0
const opened: { readonly name: string; readonly storage: DexieStorage }[] = []

function openStorage(name = `autosave-kit-test-${(databaseCount += 1)}`): { name: string; storage: DexieStorage } {
  const storage = new DexieStorage(name)
  opened.push({ name, storage })
  return { name, storage }
}

function deleteDatabase(name: string, onBlocked = (): void => undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.addEventListener('blocked', onBlocked)
    request.addEventListener('success', () => resolve())
    request.addEventListener('error', () => reject(request.error ?? new Error('not deleted')))
  })
}

function rowsOf(revision: number, body: string, sessionId = 'book'): SegmentRow[] {
  const header = {
    sessionId,
    revision,
    base: revision - 1,
    writer: 'tab',
    savedAt: 0,
    reason: 'debounce',
    schemaVersion: 1,
  } as const
  const record = { id: 0, kind: 'leaf', key: undefined, body: JSON.stringify(body) } as const
  return toSegmentRows(header, { records: [record], removedIds: [] })
}

const relaxed = { durability: 'relaxed' } as const

afterEach(async () => {
  for (const { storage } of opened) storage.close()
  for (const { name } of opened.splice(0)) await deleteDatabase(name)
})

describe('DexieStorage', () => {
  it('lists a session in the very transaction of its first commit, and never writes over a row that is there', async () => {
    const { name, storage } = openStorage()
    const other = openStorage(name).storage
    for (const tab of [storage, other]) expect(await tab.readSession('book')).toBeUndefined()

    await storage.append(rowsOf(1, 'first'), { durability: 'relaxed' })
    expect(await storage.listSessions()).toEqual([{ id: 'book', createdAt: 0, updatedAt: 0, left: undefined }])

    const row = { id: 'book', createdAt: 0, updatedAt: 7, left: undefined, title: 'Moby-Dick' }
    await storage.putSession(row)
    const refused = other.append(rowsOf(1, 'second'), { durability: 'relaxed', isUrgent: true })
    await expect(refused).rejects.toMatchObject({ code: 'POSITION_TAKEN' })
    await storage.append(rowsOf(2, 'next'), { durability: 'relaxed' })
    expect(await storage.listSessions()).toEqual([row])
  })

  it('reads a session’s rows by revision and part, and no other session’s', async () => {
    const { storage } = openStorage()
    await storage.append(rowsOf(1, 'one'), { durability: 'strict' })
    await storage.append(rowsOf(2, 'two'), relaxed)
    await storage.append(rowsOf(10, 'ten'), relaxed)
    await storage.append(rowsOf(1, 'one', 'book2'), relaxed)
    expect((await storage.read('book')).map(({ revision }) => revision)).toEqual([1, 2, 10])
    expect(await storage.read('nothing')).toEqual([])
  })

  it('gives back rows as they were appended, in another connection too', async () => {
    const { name, storage } = openStorage()
    const rows = rowsOf(1, 'Call me Ishmael. “Curly” and 鯨')
    await storage.append(rows, relaxed)
    storage.close()
    expect(await openStorage(name).storage.read('book')).toEqual(rows)
  })

  it('refuses a position that is taken, in any connection, and stores none of the rows then', async () => {
    const { name, storage } = openStorage()
    const other = openStorage(name).storage
    await storage.append(rowsOf(1, 'first'), relaxed)
    const late = [...rowsOf(1, 'second'), ...rowsOf(2, 'late')]
    await expect(other.append(late, relaxed)).rejects.toMatchObject({ code: 'POSITION_TAKEN' })
    expect(await storage.read('book')).toEqual(rowsOf(1, 'first'))
  })

  it('lets one of two tabs win when both append at the same moment', async () => {
    const { name, storage } = openStorage()
    const other = openStorage(name).storage
    await Promise.all([storage.open(), other.open()])
    const outcomes = await Promise.allSettled([
      storage.append(rowsOf(1, 'first'), relaxed),
      other.append(rowsOf(1, 'second'), relaxed),
    ])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await storage.read('book')).toHaveLength(1)
  })

  it('issues and commits an urgent append before it returns: a page’s last moment has no later', async () => {
    const { storage } = openStorage()
    await storage.open()
    const add = vi.spyOn(IDBObjectStore.prototype, 'add')
    const commit = vi.spyOn(IDBTransaction.prototype, 'commit')
    const appended = storage.append(rowsOf(1, 'last word'), { durability: 'relaxed', isUrgent: true })
    expect([add.mock.calls.length, commit.mock.calls.length]).toEqual([1, 1])
    await appended
  })

  it('keeps the order of appends that were issued without waiting', async () => {
    const { storage } = openStorage()
    await storage.open()
    const ends: number[] = []
    const appends = [1, 2, 3].map((revision) =>
      storage.append(rowsOf(revision, 'x'.repeat(300_000 / revision)), relaxed).then(() => ends.push(revision)),
    )
    await Promise.all(appends)
    expect(ends).toEqual([1, 2, 3])
  })

  it('opens again by itself when its database is deleted under it', async () => {
    const { name, storage } = openStorage()
    await storage.append(rowsOf(1, 'one'), relaxed)
    await deleteDatabase(name)
    expect(await storage.read('book')).toEqual([])
    await storage.append(rowsOf(2, 'two'), relaxed)
    expect((await storage.read('book')).map(({ revision }) => revision)).toEqual([2])
  })

  it('says that the connection was lost, and takes rows again once the session was read anew', async () => {
    const { storage } = openStorage()
    await storage.open()
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('The database connection is closing.', 'InvalidStateError')
    })
    await expect(storage.append(rowsOf(1, 'one'), relaxed)).rejects.toMatchObject({
      code: 'STORAGE_LOST',
      retryable: true,
    })
    await expect(storage.append(rowsOf(1, 'one'), relaxed)).rejects.toMatchObject({ code: 'STORAGE_LOST' })
    expect(await storage.read('book')).toEqual([])
    await storage.append(rowsOf(1, 'one'), relaxed)
    expect(await storage.read('book')).toHaveLength(1)
  })

  it('takes neither rows nor retirements for a session of which only a range was read since the connection was lost', async () => {
    const { name, storage } = openStorage()
    await storage.append(rowsOf(1, 'one'), relaxed)
    await deleteDatabase(name)
    const retirement = { sessionId: 'book', keys: [{ revision: 1, part: 0 }], mode: 'remove', quarantine: [] } as const
    await storage.read('book', { from: 1 })
    await expect(storage.append(rowsOf(2, 'two'), relaxed)).rejects.toMatchObject({ code: 'STORAGE_LOST' })
    await expect(storage.retire(retirement)).rejects.toMatchObject({ code: 'STORAGE_LOST' })
    await storage.read('book')
    await storage.retire(retirement)
  })

  it('retires durably, rows and their copies in one transaction', async () => {
    const { storage } = openStorage()
    await storage.append(rowsOf(1, 'one'), relaxed)
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
    const row = { ...rowsOf(1, 'one')[0], label: () => 'no value' } as unknown as SegmentRow
    const keys = [{ revision: 1, part: 0 }]
    const entry = { sessionId: 'book', reason: 'damaged', quarantinedAt: 0, row } as const
    const retirement = { sessionId: 'book', keys, mode: 'remove', quarantine: [entry] } as const
    await expect(storage.retire(retirement)).rejects.toMatchObject({ code: 'WRITE_FAILED' })
    expect(await storage.read('book')).toEqual(rowsOf(1, 'one'))
    expect(transaction.mock.calls[0]).toEqual([['segments', 'quarantine'], 'readwrite', { durability: 'strict' }])
  })

  it('leaves no connection open when it is closed while it is being opened, and can be opened again', async () => {
    const { storage } = openStorage()
    await storage.open()
    storage.close()
    const connecting = vi.spyOn(NativeConnection, 'open')
    const opening = storage.open()
    storage.close()
    const reopening = storage.open()
    await expect(opening).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', retryable: true })
    await reopening
    const [first, second] = await Promise.all(connecting.mock.results.map(({ value }) => value))
    expect(() => first?.database.transaction('segments')).toThrow(DOMException)
    expect(() => second?.database.transaction('segments')).not.toThrow()
  })

  it('leaves no connection open when it is closed while Dexie makes the database', async () => {
    const { name, storage } = openStorage()
    vi.spyOn(AutoSaveDatabase.prototype, 'open').mockImplementationOnce(function (this: AutoSaveDatabase) {
      storage.close()
      return Dexie.prototype.open.call(this)
    })
    const opening = storage.open()
    await expect(opening).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE', retryable: true })
    const onBlocked = vi.fn<() => void>()
    await deleteDatabase(name, onBlocked)
    expect(onBlocked).not.toHaveBeenCalled()
  })

  it('reports an IndexedDB that cannot be opened as unavailable, and tries again when asked again', async () => {
    const { storage } = openStorage()
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementationOnce(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    await expect(storage.read('book')).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' })
    expect(await storage.read('book')).toEqual([])
  })

  it('keeps one row per session beside the segments', async () => {
    const { storage } = openStorage()
    const row = { id: 'book', createdAt: 1, updatedAt: 2, left: { tabId: 'tab', revision: 3 } }
    expect(await storage.readSession('book')).toBeUndefined()
    await storage.putSession(row)
    await storage.putSession({ ...row, updatedAt: 4 })
    expect(await storage.readSession('book')).toEqual({ ...row, updatedAt: 4 })
    expect(await storage.listSessions()).toEqual([{ ...row, updatedAt: 4 }])
  })
})
