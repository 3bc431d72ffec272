import { Dexie } from 'dexie'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { unreadableRow } from '../unreadableRow.ts'
import { AutoSaveDatabase, NATIVE_VERSION } from './AutoSaveDatabase.ts'
import { DexieStorage } from './DexieStorage.ts'
import { NativeConnection } from './NativeConnection.ts'

const NAME = 'autosave-kit-upgrade'

const row = {
  ...unreadableRow('book', { revision: 1, part: 0 }),
  partCount: 1,
  payload: '0\tl\t\t"Ishmael"',
  checksum: 1,
}
const session = { id: 'book', createdAt: 1, updatedAt: 2, left: undefined }
const entry = { sessionId: 'book', reason: 'stray', quarantinedAt: 3, row } as const

afterEach(() => Dexie.delete(NAME))

/** The database as the first version of the kit made it. */
async function openVersion1(): Promise<Dexie> {
  const database = new Dexie(NAME)
  database.version(1).stores({ sessions: 'id', segments: '[sessionId+revision+part]' })
  await database.table('sessions').put(session)
  await database.table('segments').add(row)
  return database
}

/** The versions of what there is under the name: none, or one. */
async function storedVersions(): Promise<(number | undefined)[]> {
  const databases = await indexedDB.databases()
  return databases.filter(({ name }) => name === NAME).map(({ version }) => version)
}

describe('the database', () => {
  it('is made by Dexie, and opened without it from then on', async () => {
    const byDexie = vi.spyOn(AutoSaveDatabase.prototype, 'open')
    const storage = new DexieStorage(NAME)
    await storage.open()
    expect(byDexie).toHaveBeenCalledOnce()
    expect(await storedVersions()).toEqual([NATIVE_VERSION])
    await storage.append([row], { durability: 'relaxed' })
    await storage.putSession(session)
    storage.close()
    expect(await storage.read('book')).toEqual([row])
    expect(byDexie).toHaveBeenCalledOnce()
    expect(await storage.listSessions()).toEqual([session])
    storage.close()
  })

  it('is not made by looking for it', async () => {
    const onLost = vi.fn<() => void>()
    expect(await NativeConnection.open({ name: NAME, version: NATIVE_VERSION }, onLost)).toBeUndefined()
    expect(await NativeConnection.open({ name: NAME, version: undefined }, onLost)).toBeUndefined()
    expect(await storedVersions()).toEqual([])
    expect(onLost).not.toHaveBeenCalled()
  })

  it('is read, and not written, when a newer version of the kit has made it', async () => {
    const newer = new Dexie(NAME)
    newer
      .version(4)
      .stores({ sessions: 'id', segments: '[sessionId+revision+part]', quarantine: '++id, sessionId', more: '' })
    await newer.table('segments').add(row)
    newer.close()
    const storage = new DexieStorage(NAME)
    expect(await storage.read('book')).toEqual([row])
    const next = { ...row, revision: 2 }
    const writes = [
      storage.append([next], { durability: 'relaxed' }),
      storage.append([next], { durability: 'relaxed', isUrgent: true }),
      storage.putSession({ id: 'book', createdAt: 1, updatedAt: 1, left: undefined }),
      storage.retire({ sessionId: 'book', keys: [row], mode: 'remove', quarantine: [] }),
    ]
    for (const write of writes) await expect(write).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
    expect(await storage.read('book')).toEqual([row])
    storage.close()
    expect(await storedVersions()).toEqual([40])
  })

  it('steps aside for a newer version, stores what it is given in that moment first, and is read from then on', async () => {
    const next = { ...row, revision: 2 }
    const storage = new DexieStorage(NAME, {
      onStepAside: () => void storage.append([next], { durability: 'relaxed', isUrgent: true }).catch(() => 'given up'),
    })
    const onLoss = vi.fn<() => void>()
    storage.subscribeLoss(onLoss)
    await storage.append([row], { durability: 'relaxed' })
    expect(storage.isNewer).toBe(false)

    const newer = new Dexie(NAME)
    newer
      .version(4)
      .stores({ sessions: 'id', segments: '[sessionId+revision+part]', quarantine: '++id, sessionId', more: '' })
    const blocked = vi.fn<() => void>()
    newer.on('blocked', blocked)
    expect(await newer.table('segments').toArray()).toEqual([row, next])
    newer.close()

    expect(blocked).not.toHaveBeenCalled()
    expect(onLoss).toHaveBeenCalledOnce()
    expect(await storage.read('book')).toEqual([row, next])
    expect(storage.isNewer).toBe(true)
    const late = storage.append([{ ...row, revision: 3 }], { durability: 'relaxed' })
    await expect(late).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
    storage.close()
  })

  it('is made by one of two tabs that open at the same moment, and used by both', async () => {
    const tabs = [new DexieStorage(NAME), new DexieStorage(NAME)]
    await Promise.all(tabs.map((tab) => tab.open()))
    await tabs[0]?.append([row], { durability: 'relaxed' })
    expect(await tabs[1]?.read('book')).toEqual([row])
    for (const tab of tabs) tab.close()
  })
})

describe('a database of version 1', () => {
  it('keeps all there is in it when it is opened, and takes quarantine', async () => {
    const old = await openVersion1()
    old.close()
    const storage = new DexieStorage(NAME)
    expect(await storage.read('book')).toEqual([row])
    expect(await storage.listSessions()).toEqual([session])
    expect(await storage.listQuarantine('book')).toEqual([])
    const keys = [{ revision: 1, part: 0 }]
    await storage.retire({ sessionId: 'book', keys, mode: 'empty', quarantine: [entry] })
    expect(await storage.listQuarantine('book')).toEqual([entry])
    storage.close()
  })

  it('is upgraded while a tab of the first version still has it open', async () => {
    const old = await openVersion1()
    const storage = new DexieStorage(NAME)
    expect(await storage.read('book')).toEqual([row])
    await storage.append([{ ...row, revision: 2 }], { durability: 'relaxed' })
    expect(await storage.read('book')).toHaveLength(2)
    storage.close()
    old.close()
  })
})
