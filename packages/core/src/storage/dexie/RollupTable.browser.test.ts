import { afterEach, describe, expect, it } from 'vitest'
import { type MetricsRollup, emptyRollup } from '../../metrics/MetricsRollup.ts'
import { DexieStorage } from './DexieStorage.ts'
import { RollupTable } from './RollupTable.ts'

let name = ''

async function tables(count: number): Promise<readonly RollupTable[]> {
  name = `autosave-kit-rollups-${crypto.randomUUID()}`
  const storage = new DexieStorage(name)
  await storage.open()
  storage.close()
  return Array.from({ length: count }, () => new RollupTable(name))
}

function rollup(hour: number, figures: Partial<MetricsRollup> = {}): MetricsRollup {
  return { ...emptyRollup('book', hour), ...figures }
}

afterEach(() => void indexedDB.deleteDatabase(name))

describe('The table of hourly figures', () => {
  it('holds one row a session and hour, whoever adds to it', async () => {
    const [one, other] = await tables(2)
    const slow = rollup(7, { saves: 1, bytesWritten: 10, longestSaveTime: 60, saveTimes: [0, 0, 0, 0, 0, 0, 1] })
    const quick = rollup(7, { saves: 2, bytesWritten: 5, longestSaveTime: 1, saveTimes: [2, 0, 0, 0, 0, 0, 0] })
    await Promise.all([one?.add([slow], 0), other?.add([quick, rollup(8, { saves: 1 })], 0)])
    const sum = { saves: 3, bytesWritten: 15, longestSaveTime: 60 }
    expect(await one?.read('book')).toMatchObject([
      { hour: 7, ...sum, saveTimes: [2, 0, 0, 0, 0, 0, 1] },
      { hour: 8, saves: 1 },
    ])
    expect(await one?.read('another')).toEqual([])
  })

  it('lets the hours go that are too old', async () => {
    const [table] = await tables(1)
    await table?.add([rollup(1), rollup(2), rollup(3)], 0)
    await table?.add([rollup(4)], 3)
    expect((await table?.read('book'))?.map(({ hour }) => hour)).toEqual([3, 4])
  })

  it('makes no database where there is none', async () => {
    name = `autosave-kit-rollups-${crypto.randomUUID()}`
    const table = new RollupTable(name)
    await table.add([rollup(1)], 0)
    expect(await table.read('book')).toEqual([])
    expect((await indexedDB.databases()).filter((database) => database.name === name)).toEqual([])
  })

  it('leaves a database of newer code alone', async () => {
    const [table] = await tables(1)
    const newer = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name, 99)
      request.onsuccess = () => resolve(request.result)
    })
    await table?.add([rollup(1)], 0)
    const count = await new Promise((resolve) => {
      const request = newer.transaction('metrics').objectStore('metrics').count()
      request.onsuccess = () => resolve(request.result)
    })
    newer.close()
    expect(count).toBe(0)
    expect(await table?.read('book')).toEqual([])
  })

  it('stands in no upgrade’s way', async () => {
    const [table] = await tables(1)
    await table?.add([rollup(1)], 0)
    const upgraded = await new Promise<string>((resolve) => {
      const request = indexedDB.open(name, 99)
      request.onblocked = () => resolve('blocked')
      request.onsuccess = () => {
        request.result.close()
        resolve('done')
      }
    })
    expect(upgraded).toBe('done')
  })
})
