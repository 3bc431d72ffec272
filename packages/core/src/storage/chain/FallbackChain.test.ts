import { ManualClock, TestDisk, settle } from '@autosave-kit/testing'
import { describe, expect, it, vi } from 'vitest'
import { segmentPlace } from '../../records/segmentPlace.ts'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import { toSegmentRows } from '../../records/toSegmentRows.ts'
import { MemoryStorage } from '../memory/MemoryStorage.ts'
import { storageFailure } from '../storageError.ts'
import { FallbackChain } from './FallbackChain.ts'

function rowsOf(revision: number, writer = 'tab', baseWriter = writer): SegmentRow[] {
  const base = revision > 1 ? { revision: revision - 1, writer: baseWriter } : undefined
  const at = { ...segmentPlace(base, { sessionId: 'book', revision, writer }), savedAt: 0 }
  return toSegmentRows({ ...at, reason: 'manual', schemaVersion: 1 }, { records: [], removedIds: [] })
}

/** A store that can be taken away as a whole, for good or for a while. */
function breakable() {
  const storage = new MemoryStorage()
  const state = { isBroken: false }
  const methods = ['open', 'read', 'readEach', 'append', 'retire', 'readSession', 'putSession', 'listStored'] as const
  for (const method of methods) {
    const call = storage[method].bind(storage) as (...args: readonly unknown[]) => Promise<unknown>
    const broken = storageFailure('STORAGE_UNAVAILABLE', new ReferenceError('gone'))
    Object.assign(storage, {
      [method]: (...args: readonly unknown[]) => (state.isBroken ? Promise.reject(broken) : call(...args)),
    })
  }
  return { storage, state }
}

/** A full disk had revision 1 written to the smaller store; there is room again, and it is on its way to the database. */
async function chainWithRowsUnderWay() {
  const [database, smaller] = [new TestDisk(), new MemoryStorage()]
  const places = [
    { storage: database, durability: 'disk' },
    { storage: smaller, durability: 'fallback' },
  ] as const
  const isAlive = (): Promise<boolean> => Promise.resolve(false)
  const chain = new FallbackChain({ places, clock: new ManualClock(), random: () => 0.5, isAlive })
  await chain.readEach('book', () => undefined)
  database.fault = 'QUOTA_EXCEEDED'
  await chain.append(rowsOf(1), { durability: 'relaxed' })
  database.fault = undefined
  database.isHolding = true
  const reading = chain.read('book')
  await settle()
  const append = vi.spyOn(smaller, 'append')
  const appendCount = (): number => append.mock.calls.length + database.appends.length
  return { chain, database, reading, appendCount }
}

const revisionsIn = (rows: readonly SegmentRow[]): number[] => rows.map(({ revision }) => revision)

describe('A chain whose rows are on their way to a better place', () => {
  it('issues a last moment in the calling task all the same', async () => {
    const { chain, database, reading, appendCount } = await chainWithRowsUnderWay()
    const before = appendCount()
    const appended = chain.append(rowsOf(2), { durability: 'relaxed', isUrgent: true })
    expect(appendCount()).toBe(before + 1)
    database.endWrites()
    await Promise.all([appended, reading])
    expect(revisionsIn(await chain.read('book'))).toEqual([1, 2])
  })

  it('issues a save that has waited for them as soon as the page is left', async () => {
    const { chain, database, reading, appendCount } = await chainWithRowsUnderWay()
    const before = appendCount()
    const appended = chain.append(rowsOf(2), { durability: 'relaxed' })
    await settle()
    expect(appendCount()).toBe(before)
    chain.hurry()
    expect(appendCount()).toBe(before + 1)
    database.endWrites()
    await Promise.all([appended, reading])
    expect(revisionsIn(await chain.read('book'))).toEqual([1, 2])
  })

  it('lets any other save wait for them, and has its session read again before it writes behind them', async () => {
    const { chain, database, reading, appendCount } = await chainWithRowsUnderWay()
    const before = appendCount()
    const appended = chain.append(rowsOf(2), { durability: 'relaxed' })
    await settle()
    expect(appendCount()).toBe(before)
    database.endWrites()
    await expect(appended).rejects.toMatchObject({ code: 'STORAGE_LOST' })
    expect(revisionsIn(await reading)).toEqual([1])
    expect(await chain.append(rowsOf(2), { durability: 'relaxed' })).toBe('disk')
  })
})

describe('A chain whose smaller store holds a commit that came too late', () => {
  it('puts that aside, and brings back what was made later on top of what the database holds', async () => {
    const [database, smaller] = [new MemoryStorage(), new MemoryStorage()]
    for (const revision of [1, 2, 3]) await database.append(rowsOf(revision, 'other tab'))
    // Made when the other tab had not written 2 and 3 yet; then they were read, and 4 was made on top of them.
    await smaller.append(rowsOf(2))
    await smaller.append(rowsOf(4, 'tab', 'other tab'))
    const places = [
      { storage: database, durability: 'disk' },
      { storage: smaller, durability: 'fallback' },
    ] as const
    const isAlive = (): Promise<boolean> => Promise.resolve(false)
    const chain = new FallbackChain({ places, clock: new ManualClock(), random: () => 0.5, isAlive })
    await chain.recall('book')
    expect(revisionsIn(await database.read('book'))).toEqual([1, 2, 3, 4])
    expect((await database.listQuarantine('book')).map(({ row }) => row.revision)).toEqual([2])
  })

  it('brings back what was made on the database’s revision of the same number', async () => {
    const [database, smaller] = [new MemoryStorage(), new MemoryStorage()]
    await database.append(rowsOf(1, 'first tab'))
    await smaller.append(rowsOf(1))
    await smaller.append(rowsOf(2, 'second tab', 'first tab'))
    const places = [
      { storage: database, durability: 'disk' },
      { storage: smaller, durability: 'fallback' },
    ] as const
    const isAlive = (): Promise<boolean> => Promise.resolve(false)
    const chain = new FallbackChain({ places, clock: new ManualClock(), random: () => 0.5, isAlive })
    await chain.recall('book')
    expect(revisionsIn(await database.read('book'))).toEqual([1, 2])
    expect((await database.listQuarantine('book')).map(({ row }) => row.writer)).toEqual(['tab'])
  })

  it('brings back the whole work when the database has lost everything', async () => {
    const [database, smaller] = [new MemoryStorage(), new MemoryStorage()]
    const whole = rowsOf(6).map((row) => ({ ...row, isWhole: true as const }))
    await smaller.append(whole)
    await smaller.append(rowsOf(7))
    const places = [
      { storage: database, durability: 'disk' },
      { storage: smaller, durability: 'fallback' },
    ] as const
    const isAlive = (): Promise<boolean> => Promise.resolve(false)
    const chain = new FallbackChain({ places, clock: new ManualClock(), random: () => 0.5, isAlive })
    await chain.recall('book')
    expect(revisionsIn(await database.read('book'))).toEqual([6, 7])
    expect(await database.listQuarantine('book')).toEqual([])
  })

  it('puts aside what was made on a revision of the smaller store that the database holds too, and is another’s there', async () => {
    const [database, smaller] = [new MemoryStorage(), new MemoryStorage()]
    for (const revision of [1, 2]) await database.append(rowsOf(revision, 'first tab'))
    // The database could not be read: the session began anew, and somebody has put revision 2 of it aside since.
    await smaller.append(rowsOf(3, 'tab', 'lost tab'))
    await smaller.append(rowsOf(4))
    const places = [
      { storage: database, durability: 'disk' },
      { storage: smaller, durability: 'fallback' },
    ] as const
    const isAlive = (): Promise<boolean> => Promise.resolve(false)
    const chain = new FallbackChain({ places, clock: new ManualClock(), random: () => 0.5, isAlive })
    await chain.recall('book')
    expect(revisionsIn(await database.read('book'))).toEqual([1, 2])
    expect((await database.listQuarantine('book')).map(({ row }) => row.revision)).toEqual([3, 4])
  })
})

describe('A chain that keeps a session in a smaller store', () => {
  it('tidies nothing up there: what is needed of the database would be left out', async () => {
    const [database, smaller] = [new TestDisk(), new MemoryStorage()]
    await database.append(rowsOf(1), { durability: 'relaxed' })
    const places = [
      { storage: database, durability: 'disk' },
      { storage: smaller, durability: 'fallback' },
    ] as const
    const isAlive = (): Promise<boolean> => Promise.resolve(false)
    const chain = new FallbackChain({ places, clock: new ManualClock(), random: () => 0.5, isAlive })
    await chain.read('book')
    database.fault = 'QUOTA_EXCEEDED'
    await chain.append(rowsOf(2), { durability: 'relaxed' })
    const compaction = rowsOf(3).map((row) => ({ ...row, reason: 'compaction' as const }))
    await expect(chain.append(compaction, { durability: 'strict' })).rejects.toMatchObject({ retryable: true })
    expect(revisionsIn(await smaller.read('book'))).toEqual([2])
  })
})

describe('A chain beside a page that lives and has its own work in the smaller store', () => {
  it('leaves that to it, and goes on in the database', async () => {
    const [database, smaller] = [new MemoryStorage(), new MemoryStorage()]
    await database.append(rowsOf(1, 'other tab'))
    for (const revision of [1, 2, 3]) await smaller.append(rowsOf(revision, 'living tab'))
    const places = [
      { storage: database, durability: 'disk' },
      { storage: smaller, durability: 'fallback' },
    ] as const
    // Taken for gone at first: it came back from the browser's cache.
    let askedCount = 0
    const isAlive = (): Promise<boolean> => Promise.resolve((askedCount += 1) > 1)
    const chain = new FallbackChain({ places, clock: new ManualClock(), random: () => 0.5, isAlive })
    await chain.recall('book')
    await chain.read('book')
    expect(await chain.append(rowsOf(2), { durability: 'relaxed' })).toBe('disk')
    expect(revisionsIn(await smaller.read('book'))).toEqual([1, 2, 3])
  })
})

describe('Two pages that bring the same rows back at once', () => {
  async function twoPages() {
    const [database, smaller] = [new MemoryStorage(), new MemoryStorage()]
    for (const revision of [1, 2, 3]) await smaller.append(rowsOf(revision))
    const places = [
      { storage: database, durability: 'disk' },
      { storage: smaller, durability: 'fallback' },
    ] as const
    const isAlive = (): Promise<boolean> => Promise.resolve(false)
    const open = (): FallbackChain =>
      new FallbackChain({ places, clock: new ManualClock(), random: () => 0.5, isAlive })
    return { chains: [open(), open()], database, smaller }
  }

  it('both find all of them, and put none of them aside as somebody else’s', async () => {
    const { chains, database, smaller } = await twoPages()
    await Promise.all(chains.map((chain) => chain.recall('book')))
    const found = await Promise.all(chains.map((chain) => chain.read('book')))
    expect(found.map(revisionsIn)).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ])
    expect(await database.listQuarantine('book')).toEqual([])
    expect(await smaller.read('book')).toEqual([])
    expect(chains.map(({ diagnosis }) => [diagnosis.place, diagnosis.problems])).toEqual([
      ['disk', []],
      ['disk', []],
    ])
  })
})

describe('A save that waits for rows on their way to a better place', () => {
  // Simulated world of several places, seed 654197.
  it('is refused when these are put aside, however often the session was read since: it was made on them', async () => {
    const [database, smaller] = [new TestDisk(), new MemoryStorage()]
    const places = [
      { storage: database, durability: 'disk' },
      { storage: smaller, durability: 'fallback' },
    ] as const
    const isAlive = (): Promise<boolean> => Promise.resolve(false)
    const chain = new FallbackChain({ places, clock: new ManualClock(), random: () => 0.5, isAlive })
    await chain.read('book')
    database.fault = 'QUOTA_EXCEEDED'
    expect(await chain.append(rowsOf(1), { durability: 'relaxed' })).toBe('fallback')
    database.fault = undefined
    await database.append(rowsOf(1, 'other tab'), { durability: 'relaxed' })
    const readings = [chain.read('book'), chain.read('book')]
    const appended = chain.append(rowsOf(2), { durability: 'relaxed' })
    await expect(appended).rejects.toMatchObject({ code: 'STORAGE_LOST' })
    await Promise.all(readings)
    expect((await chain.read('book')).map(({ writer }) => writer)).toEqual(['other tab'])
  })
})

describe('A chain whose middle place cannot be read', () => {
  /** A page that goes on in memory, on top of what it had found in the smaller store, with the database back again. */
  async function pageBeyondGap(inDatabase: readonly SegmentRow[], inSmaller: readonly SegmentRow[]) {
    const [database, smaller, clock] = [breakable(), breakable(), new ManualClock()]
    for (const row of inDatabase) await database.storage.append([row])
    for (const row of inSmaller) await smaller.storage.append([row])
    const places = [
      { storage: database.storage, durability: 'disk' },
      { storage: smaller.storage, durability: 'fallback' },
      { storage: new MemoryStorage(), durability: 'memory' },
    ] as const
    const chain = new FallbackChain({ places, clock, random: () => 0, isAlive: () => Promise.resolve(false) })
    database.state.isBroken = true
    await chain.readEach('book', () => undefined)
    smaller.state.isBroken = true
    const revision = inSmaller.length + 1
    const whole = rowsOf(revision).map((row) => ({ ...row, isWhole: true as const }))
    expect(await chain.append(whole, { durability: 'relaxed' })).toBe('memory')
    database.state.isBroken = false
    await clock.advance(120_000)
    expect(revisionsIn(await chain.read('book'))).toEqual([revision])
    expect([chain.diagnosis.place, await database.storage.listQuarantine('book')]).toEqual(['memory', []])
    smaller.state.isBroken = false
    await clock.advance(120_000)
    return { chain, database: database.storage }
  }

  it('leaves what was made on work in there where it is, until it can be', async () => {
    const { chain, database } = await pageBeyondGap([], rowsOf(1))
    expect(revisionsIn(await database.read('book'))).toEqual([1, 2])
    expect(chain.diagnosis).toMatchObject({ place: 'disk', problems: [] })
  })

  it('does not take what somebody else has put in the same position for what it was made on', async () => {
    const others = [1, 2].flatMap((revision) => rowsOf(revision).map((row) => ({ ...row, writer: 'other' })))
    const { chain, database } = await pageBeyondGap(
      others,
      [1, 2].flatMap((revision) => rowsOf(revision)),
    )
    expect((await chain.read('book')).map(({ writer }) => writer)).toEqual(['other', 'other'])
    expect((await database.listQuarantine('book')).map(({ row }) => row.revision)).toEqual([1, 2, 3])
  })
})

describe('A chain whose database is back before its smaller store', () => {
  // Simulated world, seed 654880.
  it('finds out by itself when that one is back too, and tells of no trouble any more', async () => {
    const [database, smaller, clock] = [breakable(), breakable(), new ManualClock()]
    const places = [
      { storage: database.storage, durability: 'disk' },
      { storage: smaller.storage, durability: 'fallback' },
      { storage: new MemoryStorage(), durability: 'memory' },
    ] as const
    const chain = new FallbackChain({ places, clock, random: () => 0, isAlive: () => Promise.resolve(false) })
    const read = (): Promise<unknown> => chain.readEach('book', () => undefined)
    await read()
    await clock.advance(120_000)
    smaller.state.isBroken = true
    database.state.isBroken = true
    await read()
    expect(await chain.append(rowsOf(1), { durability: 'relaxed' })).toBe('memory')
    database.state.isBroken = false
    await clock.advance(300_000)
    expect(chain.diagnosis).toMatchObject({ place: 'disk', problems: [{ place: 'fallback' }] })
    smaller.state.isBroken = false
    await clock.advance(120_000)
    expect(chain.diagnosis.problems).toEqual([])
    database.state.isBroken = true
    await read()
    expect(await chain.append(rowsOf(2), { durability: 'relaxed' })).toBe('fallback')
  })
})

describe('A chain whose database can be read, and not be written to', () => {
  it('goes on in the smaller store with what was in memory, and finds it there', async () => {
    const [database, smaller, clock] = [new TestDisk(), breakable(), new ManualClock()]
    await database.append(rowsOf(1), { durability: 'relaxed' })
    const places = [
      { storage: database, durability: 'disk' },
      { storage: smaller.storage, durability: 'fallback' },
      { storage: new MemoryStorage(), durability: 'memory' },
    ] as const
    const chain = new FallbackChain({ places, clock, random: () => 0, isAlive: () => Promise.resolve(false) })
    await chain.read('book')
    database.fault = 'DATABASE_NEWER'
    expect(await chain.append(rowsOf(2), { durability: 'relaxed' })).toBe('fallback')
    smaller.state.isBroken = true
    await expect(chain.append(rowsOf(3), { durability: 'relaxed' })).resolves.toBe('memory')
    smaller.state.isBroken = false
    await clock.advance(120_000)
    const found: number[] = []
    expect(await chain.readEach('book', ({ revision }) => void found.push(revision))).toBe('fallback')
    expect([found, revisionsIn(await smaller.storage.read('book'))]).toEqual([
      [1, 2, 3],
      [2, 3],
    ])
    expect(await chain.append(rowsOf(4), { durability: 'relaxed' })).toBe('fallback')
  })
})

describe('A chain whose database is found to be of newer code', () => {
  it('reads first what others have put into the smaller store since, so that a last moment goes behind it', async () => {
    const [database, smaller] = [new MemoryStorage(), new MemoryStorage()]
    await database.append(rowsOf(1, 'other tab'))
    await smaller.append(rowsOf(2, 'other tab'))
    const places = [
      { storage: database, durability: 'disk', isNewer: () => true },
      { storage: smaller, durability: 'fallback' },
    ] as const
    const isAlive = (): Promise<boolean> => Promise.resolve(true)
    const chain = new FallbackChain({ places, clock: new ManualClock(), random: () => 0.5, isAlive })
    const found: number[] = []
    expect(await chain.readEach('book', ({ revision }) => void found.push(revision))).toBe('fallback')
    expect(found).toEqual([1, 2])
    const last = rowsOf(3, 'tab', 'other tab')
    expect(await chain.append(last, { durability: 'relaxed', isUrgent: true })).toBe('fallback')
    expect(revisionsIn(await database.read('book'))).toEqual([1])
  })
})

describe('A chain that reaches its smaller store only', () => {
  async function readBesideLateCommit(inSmaller: readonly SegmentRow[]): Promise<number[]> {
    const [database, smaller] = [breakable(), new MemoryStorage()]
    database.state.isBroken = true
    for (const row of inSmaller) await smaller.append([row])
    const places = [
      { storage: database.storage, durability: 'disk' },
      { storage: smaller, durability: 'fallback' },
    ] as const
    const isAlive = (): Promise<boolean> => Promise.resolve(true)
    const chain = new FallbackChain({ places, clock: new ManualClock(), random: () => 0.5, isAlive })
    const rows: SegmentRow[] = []
    await chain.readEach('book', (row) => void rows.push(row))
    return revisionsIn(rows)
  }

  it('does not take what was made on the database for what follows from a late first commit', async () => {
    const late = readBesideLateCommit([...rowsOf(1), ...rowsOf(12), ...rowsOf(13)])
    await expect(late).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' })
  })

  it('hands out all that goes on from the first commit', async () => {
    expect(await readBesideLateCommit([...rowsOf(1), ...rowsOf(2), ...rowsOf(3)])).toEqual([1, 2, 3])
  })
})
