import { Dexie } from 'dexie'
import { afterEach, describe, expect, it } from 'vitest'
import { unreadableRow } from '../unreadableRow.ts'
import { DexieStorage } from './DexieStorage.ts'

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
