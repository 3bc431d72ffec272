import { Dexie } from 'dexie'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import { type Clock, systemClock } from '../../schedule/Clock.ts'
import { AutoSaveDatabase } from '../dexie/AutoSaveDatabase.ts'
import { DexieStorage } from '../dexie/DexieStorage.ts'
import { createInlineWorker } from './createInlineWorker.ts'
import { LifeboatStorage } from './LifeboatStorage.ts'
import { OpfsLifeboat } from './OpfsLifeboat.ts'

let name: string
const opened: LifeboatStorage[] = []

beforeEach(() => {
  name = `lifeboat-${crypto.randomUUID()}`
})

afterEach(async () => {
  for (const storage of opened.splice(0)) storage.close()
  await Dexie.delete(name)
})

/** The copy may take as long to answer as a busy machine takes to start a worker: a minute where a page would wait for a second. */
const patientClock: Clock = {
  ...systemClock,
  setTimer: (run, delayMs) => systemClock.setTimer(run, delayMs < 1_000 ? delayMs : delayMs * 60),
}

function openTab({ createWorker = createInlineWorker, clock = patientClock } = {}): LifeboatStorage {
  const medium = new OpfsLifeboat(name, createWorker, systemClock)
  const storage = new LifeboatStorage(new DexieStorage(name), medium, clock)
  opened.push(storage)
  return storage
}

function rowAt(revision: number, fields: Partial<SegmentRow> = {}): SegmentRow {
  const row = { sessionId: 'book', revision, part: 0, partCount: 1, base: revision - 1, writer: 'a tab', savedAt: 1 }
  return { ...row, reason: 'debounce', schemaVersion: 1, payload: `“${revision}”`, checksum: 100 + revision, ...fields }
}

const relaxed = { durability: 'relaxed' } as const

async function readAll(storage: LifeboatStorage, sessionId = 'book') {
  const rows: SegmentRow[] = []
  const source = await storage.readEach(sessionId, (row) => rows.push(row))
  return { source, rows: rows.toSorted((a, b) => a.revision - b.revision) }
}

/** A page that has saved these, and has them copied. */
async function saved(...rows: readonly SegmentRow[]): Promise<LifeboatStorage> {
  const storage = openTab({ clock: systemClock })
  for (const sessionId of new Set(rows.map((row) => row.sessionId))) {
    await readAll(storage, sessionId)
    await storage.putSession({ id: sessionId, createdAt: 1, updatedAt: 2, left: undefined })
  }
  for (const row of rows) await storage.append([row], relaxed)
  const medium = new OpfsLifeboat(name, createInlineWorker, systemClock)
  for (const { sessionId, revision } of rows) {
    await expect.poll(() => medium.position(sessionId), { timeout: 20_000 }).toBeGreaterThanOrEqual(revision)
  }
  return storage
}

async function loseDatabase(): Promise<void> {
  for (const storage of opened.splice(0)) storage.close()
  await Dexie.delete(name)
}

describe('A database with a second copy', () => {
  it('has back what it had lost as a whole, stored again, and says so', async () => {
    await saved(rowAt(1), rowAt(2), rowAt(1, { sessionId: 'letter' }))
    await loseDatabase()
    const storage = openTab()
    expect(await readAll(storage)).toEqual({ source: 'lifeboat', rows: [rowAt(1), rowAt(2)] })
    expect(storage.lifeboat.loss).toMatchObject({ code: 'DATABASE_LOST' })
    expect(await storage.readSession('book')).toMatchObject({ id: 'book', createdAt: 1 })
    expect(await new DexieStorage(name).read('book')).toEqual([rowAt(1), rowAt(2)])
    await storage.append([rowAt(3)], relaxed)
    // Nobody has opened the letter: it is brought back all the same, when the page has nothing better to do.
    await expect.poll(() => new DexieStorage(name).read('letter')).toHaveLength(1)
  })

  it('lists the sessions of a database that was lost', async () => {
    await saved(rowAt(1), rowAt(1, { sessionId: 'letter' }))
    await loseDatabase()
    expect((await openTab().listSessions()).map(({ id }) => id).toSorted()).toEqual(['book', 'letter'])
  })

  it('has back its newest rows, when those are all that it lost', async () => {
    await saved(rowAt(1), rowAt(2), rowAt(3))
    for (const storage of opened.splice(0)) storage.close()
    const database = new AutoSaveDatabase(name)
    await database.segments.bulkDelete([
      ['book', 2, 0],
      ['book', 3, 0],
    ])
    database.close()
    expect(await readAll(openTab())).toEqual({ source: 'lifeboat', rows: [rowAt(1), rowAt(2), rowAt(3)] })
  })

  it('has back what was lost while the page was open, and takes nothing before', async () => {
    const storage = await saved(rowAt(1), rowAt(2))
    const lost = new Promise<void>((resolve) => storage.subscribeLoss(resolve))
    await Dexie.delete(name)
    await lost
    await expect(storage.append([rowAt(3)], relaxed)).rejects.toMatchObject({ code: 'STORAGE_LOST' })
    expect(await readAll(storage)).toEqual({ source: 'lifeboat', rows: [rowAt(1), rowAt(2)] })
    await storage.append([rowAt(3)], relaxed)
  })

  it('has back what two tabs saved at once', async () => {
    const first = await saved(rowAt(1))
    const second = openTab({ clock: systemClock })
    await readAll(second)
    await first.append([rowAt(2)], relaxed)
    await second.append([rowAt(3, { writer: 'another' })], relaxed)
    const medium = new OpfsLifeboat(name, createInlineWorker, systemClock)
    await expect.poll(async () => (await medium.read('book')).rows, { timeout: 20_000 }).toHaveLength(3)
    await loseDatabase()
    const rows = [rowAt(1), rowAt(2), rowAt(3, { writer: 'another' })]
    const tabs = [openTab(), openTab()]
    for (const { rows: found } of await Promise.all(tabs.map((tab) => readAll(tab)))) expect(found).toEqual(rows)
  })

  it('never brings older work over newer: a log that began again is another one', async () => {
    await saved(rowAt(1), rowAt(2), rowAt(3))
    await loseDatabase()
    const without = new DexieStorage(name)
    const begunAgain = rowAt(1, { writer: 'another', checksum: 7 })
    await without.append([begunAgain], relaxed)
    without.close()
    expect(await readAll(openTab())).toEqual({ source: 'disk', rows: [begunAgain] })
  })

  it('goes on without one, and says why, where no worker is to be had', async () => {
    const createWorker = (): Worker => {
      throw new DOMException('refused by the CSP', 'SecurityError')
    }
    const storage = openTab({ createWorker, clock: systemClock })
    expect((await readAll(storage)).source).toBe('disk')
    await storage.append([rowAt(1)], relaxed)
    await expect
      .poll(() => storage.lifeboat.lifeboat, { timeout: 20_000 })
      .toMatchObject({ code: 'LIFEBOAT_UNAVAILABLE', message: expect.stringContaining('refused by the CSP') })
    await storage.append([rowAt(2)], relaxed)
    expect(await storage.read('book')).toHaveLength(2)
  })
})
