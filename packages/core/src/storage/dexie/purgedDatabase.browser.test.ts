import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emptyRollup } from '../../metrics/MetricsRollup.ts'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import { ScopeEpoch } from '../purge/ScopeEpoch.ts'
import { DexieStorage } from './DexieStorage.ts'
import { NativeConnection } from './NativeConnection.ts'
import { countPurges, purgeDatabase } from './purgeMarks.ts'
import { RollupTable } from './RollupTable.ts'

const isFirefox = navigator.userAgent.includes('Firefox')

let name: string
let count = 0
const ends: (() => void)[] = []

beforeEach(() => {
  name = `purged-${(count += 1)}`
})

afterEach(() => {
  for (const end of ends.splice(0)) end()
  indexedDB.deleteDatabase(name)
})

function rowAt(revision: number): SegmentRow {
  const row = { sessionId: 'book', revision, part: 0, partCount: 1, base: revision - 1, writer: 'a tab', savedAt: 1 }
  return { ...row, reason: 'debounce', schemaVersion: 1, payload: `“${revision}”`, checksum: 100 + revision }
}

/** A page that knows of a purge only what its database says. */
function openPage(known = 0): { storage: DexieStorage; epoch: ScopeEpoch } {
  const epoch = new ScopeEpoch({ get: () => known, put: () => undefined }, () => undefined)
  const storage = new DexieStorage(name, { epoch })
  ends.push(() => storage.close())
  return { storage, epoch }
}

async function purge(): Promise<void> {
  const connection = await NativeConnection.open({ name, version: undefined }, () => undefined)
  if (connection === undefined) throw new Error('no database')
  await purgeDatabase(connection, (before) => before + 1)
  connection.close()
}

async function rowCount(): Promise<number> {
  const connection = await NativeConnection.open({ name, version: undefined }, () => undefined)
  if (connection === undefined) return 0
  const stores = [...connection.database.objectStoreNames]
  const rows = (await Promise.all(stores.map((store) => connection.read<object>(store)))).flat()
  const purges = await countPurges(connection)
  connection.close()
  return rows.length - 2 * purges
}

describe('A page that was open when its database was purged', () => {
  it.each<[string, (storage: DexieStorage) => Promise<unknown>]>([
    ['a commit', (storage) => storage.append([rowAt(2)], { durability: 'relaxed' })],
    [
      'what a first commit lists',
      (storage) => storage.append([{ ...rowAt(1), sessionId: 'new' }], { durability: 'strict' }),
    ],
    [
      'a retirement',
      (storage) =>
        storage.retire({
          sessionId: 'book',
          keys: [],
          mode: 'remove',
          quarantine: [{ sessionId: 'book', reason: 'stray', quarantinedAt: 1, row: rowAt(1) }],
        }),
    ],
    ['a deletion', (storage) => storage.book.erase([rowAt(2)], [{ id: ['erased', 'book', 2], at: 1 }])],
    ['a title', (storage) => storage.book.change({ put: [{ id: ['title', 'book', 0], at: 1, title: 'Moby' }] })],
  ])('cannot store %s', async (_, write) => {
    const { storage, epoch } = openPage()
    await storage.readSession('new')
    await storage.append([rowAt(1)], { durability: 'relaxed' })
    await purge()
    await expect(write(storage)).rejects.toMatchObject({ code: 'SCOPE_PURGED' })
    expect([epoch.isOver, await rowCount()]).toEqual([true, 0])
    await expect(storage.read('book')).resolves.toEqual([])
  })

  // Firefox keeps what follows a refused request once `commit()` was called (see `IssuedWrite`): there localStorage is what keeps it out.
  it.skipIf(isFirefox).each<[string, (storage: DexieStorage) => Promise<unknown>]>([
    ['a last moment', (storage) => storage.append([rowAt(2)], { durability: 'relaxed', isUrgent: true })],
    [
      'the mark that it left',
      (storage) => storage.putSession({ id: 'book', createdAt: 1, updatedAt: 1, left: undefined }),
    ],
    [
      'a sign of life',
      (storage) =>
        storage.putHeartbeat({ tabId: 'a tab', at: 1, sessions: ['book'], failures: 0, path: '/', left: true }),
    ],
  ])('cannot store %s either, which waits for no answer', async (_, write) => {
    const { storage } = openPage()
    await storage.append([rowAt(1)], { durability: 'relaxed' })
    await write(storage).catch(() => undefined)
    await purge()
    await expect(write(storage)).rejects.toMatchObject({ code: 'SCOPE_PURGED' })
    expect(await rowCount()).toBe(0)
  })

  it('cannot store figures', async () => {
    const { storage, epoch } = openPage()
    await storage.open()
    await purge()
    await expect(new RollupTable(name, { epoch }).add([emptyRollup('book', 9)], 0)).rejects.toMatchObject({
      code: 'WRITE_FAILED',
    })
    expect([epoch.isOver, await rowCount()]).toEqual([true, 0])
  })

  it('finds out when it opens the database again', async () => {
    const { storage } = openPage()
    await storage.append([rowAt(1)], { durability: 'relaxed' })
    storage.abandon()
    await purge()
    await expect(storage.read('book')).rejects.toMatchObject({ code: 'SCOPE_PURGED' })
  })
})

describe('A page that comes after a purge', () => {
  it('stores as ever, in the last moment too, and takes no mark for a session or a note', async () => {
    await openPage().storage.append([rowAt(1)], { durability: 'relaxed' })
    await purge()
    await purge()
    const { storage, epoch } = openPage()
    await storage.append([rowAt(1)], { durability: 'relaxed' })
    await storage.append([rowAt(2)], { durability: 'relaxed', isUrgent: true })
    await storage.putSession({ id: 'book', createdAt: 1, updatedAt: 1, left: undefined })
    expect([epoch.own, epoch.isOver]).toEqual([2, false])
    expect([await storage.read('book'), await storage.book.notes()]).toEqual([[rowAt(1), rowAt(2)], []])
    expect((await storage.listSessions()).map(({ id }) => id)).toEqual(['book'])
  })

  it('ends a purge of which only its beginning is known, once', async () => {
    await openPage().storage.append([rowAt(1)], { durability: 'relaxed' })
    const [one, other] = [openPage(1), openPage(1)]
    expect(await one.storage.read('book')).toEqual([])
    await one.storage.append([rowAt(1)], { durability: 'relaxed' })
    expect(await other.storage.read('book')).toEqual([rowAt(1)])
  })
})
