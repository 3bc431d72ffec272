import { Dexie } from 'dexie'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { RowKey } from '../SegmentStorage.ts'
import { isUnreadable, unreadableRow } from '../unreadableRow.ts'
import { DexieStorage } from './DexieStorage.ts'

const NAME = 'autosave-kit-read-rows'
const relaxed = { durability: 'relaxed' } as const

let storage: DexieStorage

beforeEach(async () => {
  storage = new DexieStorage(NAME)
  // Three small commits, a large segment, three small commits.
  for (const revision of [1, 2, 3]) await storage.append(segment(revision, 1), relaxed)
  await storage.append(segment(4, 4), relaxed)
  for (const revision of [5, 6, 7]) await storage.append(segment(revision, 1), relaxed)
})

afterEach(async () => {
  storage.close()
  await Dexie.delete(NAME)
})

function segment(revision: number, partCount: number): SegmentRow[] {
  return Array.from({ length: partCount }, (_, part) => ({
    ...unreadableRow('book', { revision, part }),
    partCount,
    checksum: revision * 10 + part,
  }))
}

const allRows = [1, 2, 3, 4, 5, 6, 7].flatMap((revision) => segment(revision, revision === 4 ? 4 : 1))

/**
 * A file of Chromium's that went missing: every request that touches the row fails, and its transaction with it; those
 * behind it are not answered.
 */
function loseFileOf(...lost: readonly RowKey[]): void {
  failRequests(['get', 'getAll'], (query) => lost.some((key) => touches(query, key)))
}

function touches(query: unknown, { revision, part }: RowKey): boolean {
  const key = ['book', revision, part]
  return query instanceof IDBKeyRange ? query.includes(key) : indexedDB.cmp(query, key) === 0
}

function failRequests(methods: readonly ('get' | 'getAll' | 'count')[], fails: (query: unknown) => boolean): void {
  for (const method of methods) {
    const original = IDBObjectStore.prototype[method]
    vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (this: IDBObjectStore, query: unknown) {
      const request: IDBRequest = Reflect.apply(original, this, [query])
      if (fails(query)) {
        request.addEventListener('success', (event) => {
          event.stopImmediatePropagation()
          this.transaction.abort()
        })
      }
      return request
    })
  }
}

describe('reading rows', () => {
  it('asks for runs of small segments together and for the parts of a large one by one', async () => {
    const get = vi.spyOn(IDBObjectStore.prototype, 'get')
    const getAll = vi.spyOn(IDBObjectStore.prototype, 'getAll')
    expect(await storage.read('book')).toEqual(allRows)
    expect([getAll.mock.calls.length, get.mock.calls.length]).toEqual([2, 4])
  })

  it('hands on each row once as it comes, those that cannot be read too', async () => {
    loseFileOf({ revision: 2, part: 0 })
    const seen: SegmentRow[] = []
    await storage.readEach('book', (row) => void seen.push(row))
    const readable = seen.filter((row) => !isUnreadable(row))
    expect([seen.length, readable.length]).toEqual([allRows.length, allRows.length - 1])
    expect(readable.toSorted((a, b) => a.revision - b.revision || a.part - b.part)).toEqual(
      allRows.filter((row) => readable.some(({ revision, part }) => revision === row.revision && part === row.part)),
    )
  })

  it('asks for a long log in runs, each of them a task', async () => {
    for (let revision = 8; revision <= 700; revision += 1) await storage.append(segment(revision, 1), relaxed)
    const getAll = vi.spyOn(IDBObjectStore.prototype, 'getAll')
    const rows = await storage.read('book', { from: 5 })
    expect(rows.map(({ revision }) => revision)).toEqual(Array.from({ length: 696 }, (_, index) => index + 5))
    expect(getAll).toHaveBeenCalledTimes(3)
  })

  it.each([
    ['a small segment', { revision: 2, part: 0 }],
    ['the only part but one of a range', { revision: 7, part: 0 }],
    ['the first part of a large segment', { revision: 4, part: 0 }],
    ['a later part of a large segment', { revision: 4, part: 2 }],
  ])('loses no row but the one that cannot be read: %s', async (_what, lost) => {
    loseFileOf(lost)
    const rows = await storage.read('book')
    const expected = allRows.map((row) =>
      row.revision === lost.revision && row.part === lost.part ? unreadableRow('book', lost) : row,
    )
    expect(rows).toEqual(expected)
    expect(rows.filter(isUnreadable)).toHaveLength(1)
  })

  it('loses no other row to several that cannot be read, in a range too', async () => {
    loseFileOf({ revision: 3, part: 0 }, { revision: 4, part: 1 }, { revision: 4, part: 3 })
    const rows = await storage.read('book', { from: 3, through: 5 })
    expect(rows.map(({ revision, part }) => `${revision}.${part}`)).toEqual(['3.0', '4.0', '4.1', '4.2', '4.3', '5.0'])
    expect(rows.map(isUnreadable)).toEqual([true, false, true, false, true, false])
  })

  it('leaves out a row that another tab retires while it is asked for again', async () => {
    const retirement = { sessionId: 'book', mode: 'remove', quarantine: [] } as const
    let retired: Promise<void> | undefined
    failRequests(['get', 'getAll'], (query) => {
      const isLost = touches(query, { revision: 5, part: 0 })
      // Its transaction goes behind the one that fails, and before the one that asks again.
      if (isLost) retired ??= storage.retire({ ...retirement, keys: [{ revision: 6, part: 0 }] })
      return isLost
    })
    const reading = storage.read('book')
    expect((await reading).map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 4, 4, 4, 5, 7])
    await retired
  })

  it('takes a storage that answers nothing for a failure to read, not for a session full of lost rows', async () => {
    failRequests(['get', 'getAll', 'count'], () => true)
    await expect(storage.read('book')).rejects.toMatchObject({ code: 'READ_FAILED', retryable: true })
    vi.restoreAllMocks()
    expect(await storage.read('book')).toEqual(allRows)
  })

  it('says that the connection was lost when it is lost in the middle', async () => {
    loseFileOf({ revision: 2, part: 0 })
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
    const reading = storage.read('book')
    transaction.mockImplementation(() => {
      throw new DOMException('The database connection is closing.', 'InvalidStateError')
    })
    await expect(reading).rejects.toMatchObject({ code: 'STORAGE_LOST' })
  })
})
