import { TestDisk, type TestPage, TestWorld, settle } from '@autosave-kit/testing'
import { describe, expect, it, vi } from 'vitest'
import type { SegmentRow } from '../records/SegmentRow.ts'
import { FallbackChain } from '../storage/chain/FallbackChain.ts'
import { type AbandonableStorage, WatchedStorage } from '../storage/chain/WatchedStorage.ts'
import { MemoryStorage } from '../storage/memory/MemoryStorage.ts'
import type { SegmentStorage } from '../storage/SegmentStorage.ts'
import { storageFailure } from '../storage/storageError.ts'
import { AutoSaveManager } from './AutoSaveManager.ts'
import type { Surroundings } from './SessionContext.ts'

type DatabaseState = 'works' | 'hangs' | 'is missing' | 'is newer' | 'is blocked' | 'is full'

interface ChainPage {
  readonly page: TestPage
  readonly chain: FallbackChain
  readonly surroundings: Surroundings
  manager<TState>(): AutoSaveManager<TState>
}

/** A world whose pages store in a chain: a database that fails as a test says, a smaller store, memory. */
class ChainWorld {
  readonly world = new TestWorld()
  readonly clock = this.world.clock
  readonly database = new TestDisk()
  /** What stands for localStorage: it outlives pages. */
  readonly fallback = new MemoryStorage()
  state: DatabaseState = 'works'
  isFallbackFull = false
  fallbackCalls = 0

  page(): ChainPage {
    const page = this.world.page()
    const { clock, presence } = page.surroundings
    const chain = new FallbackChain({
      places: [
        { storage: new WatchedStorage(this.#database(), clock), durability: 'disk' },
        { storage: this.#fallback(), durability: 'fallback' },
        { storage: new MemoryStorage(), durability: 'memory' },
      ],
      clock,
      random: () => 0,
      isAlive: async (tabId) => tabId !== presence.tabId && (await presence.isAlive(tabId)),
    })
    const surroundings = { ...page.surroundings, storage: chain }
    const manager = <TState>(): AutoSaveManager<TState> => new AutoSaveManager<TState>('book', {}, surroundings)
    return { page, chain, surroundings, manager }
  }

  #database(): AbandonableStorage {
    const { database } = this
    const when = <TArgs extends unknown[], TResult>(call: (...args: TArgs) => Promise<TResult>, isWrite = false) => {
      return (...args: TArgs): Promise<TResult> => {
        if (this.state === 'hangs' || this.state === 'is blocked') return new Promise(() => undefined)
        if (this.state === 'is missing')
          return Promise.reject(storageFailure('STORAGE_UNAVAILABLE', new ReferenceError('indexedDB')))
        if (this.state === 'is newer' && isWrite) return Promise.reject(storageFailure('DATABASE_NEWER'))
        if (this.state === 'is full' && isWrite) return Promise.reject(storageFailure('QUOTA_EXCEEDED'))
        return call(...args)
      }
    }
    const isBlocked = (): boolean => this.state === 'is blocked'
    return {
      open: when(() => database.open()),
      read: when((...args: Parameters<SegmentStorage['read']>) => database.read(...args)),
      readEach: when((...args: Parameters<SegmentStorage['readEach']>) => database.readEach(...args)),
      append: when((...args: Parameters<SegmentStorage['append']>) => database.append(...args), true),
      retire: when((...args: Parameters<SegmentStorage['retire']>) => database.retire(...args), true),
      listQuarantine: when((id: string) => database.listQuarantine(id)),
      readSession: when((id: string) => database.readSession(id)),
      putSession: when((...args: Parameters<SegmentStorage['putSession']>) => database.putSession(...args), true),
      listSessions: when(() => database.listSessions()),
      book: database.book,
      hurry: () => database.hurry(),
      subscribeLoss: (listener) => database.subscribeLoss(listener),
      close: () => undefined,
      abandon: () => database.loseConnection(),
      get isBlocked() {
        return isBlocked()
      },
    }
  }

  #fallback(): SegmentStorage {
    const count = (): void => void (this.fallbackCalls += 1)
    const isFull = (): boolean => this.isFallbackFull
    return new Proxy(this.fallback, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        return (...args: unknown[]): unknown => {
          if (name !== 'subscribeLoss') count()
          if (name === 'append' && isFull()) return Promise.reject(storageFailure('QUOTA_EXCEEDED'))
          return Reflect.apply(value, target, args)
        }
      },
    })
  }
}

interface Note {
  readonly body: string
}

const codes = (problems: readonly { readonly code: string }[]): string[] => problems.map(({ code }) => code)

describe('A manager whose database fails', () => {
  it('never asks the smaller store while all is well', async () => {
    const world = new ChainWorld()
    const manager = world.page().manager<Note>()
    await manager.restore()
    await manager.immediateSave({ body: 'a' })
    expect(await manager.immediateSave({ body: 'b' })).toMatchObject({ durability: 'disk' })
    expect([world.fallbackCalls, codes(manager.getSnapshot().storage.problems)]).toEqual([0, []])
  })

  it('is not hung by an open that hangs: after three tries it works on a smaller store', async () => {
    const world = new ChainWorld()
    world.state = 'hangs'
    const manager = world.page().manager<Note>()
    const restored = vi.fn<(outcome: { readonly report: unknown }) => void>()
    void manager.restore().then(restored)
    await world.clock.advance(15_000)
    // Looked at instead of awaited: an open that hangs would hang this test too.
    expect(restored.mock.lastCall?.[0].report).toMatchObject({ found: false, source: 'unreachable' })
    expect(await manager.immediateSave({ body: 'a' })).toMatchObject({ durability: 'fallback' })
    const { status, durability, storage } = manager.getSnapshot()
    expect([status, durability, storage.place, codes(storage.problems)]).toEqual([
      'saved',
      'fallback',
      'fallback',
      ['STORAGE_TIMEOUT'],
    ])
  })

  it('says which tab is in the way when an upgrade is blocked', async () => {
    const world = new ChainWorld()
    world.state = 'is blocked'
    const manager = world.page().manager<Note>()
    const restored = manager.restore()
    await world.clock.advance(15_000)
    await restored
    expect(codes(manager.getSnapshot().storage.problems)).toEqual(['DATABASE_BLOCKED'])
  })

  it('does not wait where there is no database at all', async () => {
    const world = new ChainWorld()
    world.state = 'is missing'
    const manager = world.page().manager<Note>()
    await manager.restore()
    expect(await manager.immediateSave({ body: 'a' })).toMatchObject({ durability: 'fallback' })
    expect(manager.getSnapshot().error).toBeUndefined()
  })

  it('goes on in memory when the smaller store is full too, and asks the person to stay', async () => {
    const world = new ChainWorld()
    world.state = 'is missing'
    world.isFallbackFull = true
    const here = world.page()
    const session = here.manager<Note>()
    await session.restore()
    void session.scheduleSave({ body: 'a' })
    await world.clock.advance(60_000)
    expect(session.getSnapshot()).toMatchObject({ status: 'saved', durability: 'memory' })
    expect(here.page.beforeUnload()).toBe(true)
  })

  it('says so once what was in memory is in the smaller store, though the database stays away', async () => {
    const world = new ChainWorld()
    world.state = 'is missing'
    world.isFallbackFull = true
    const here = world.page()
    const session = here.manager<Note>()
    await session.restore()
    await session.immediateSave({ body: 'a' })
    expect(session.getSnapshot().durability).toBe('memory')
    world.isFallbackFull = false
    await world.clock.advance(120_000)
    expect(session.getSnapshot()).toMatchObject({ status: 'saved', durability: 'fallback' })
    expect(here.page.beforeUnload()).toBe(false)
  })

  it('stores the whole work once more in a last moment while it is on its way to the smaller store', async () => {
    const world = new ChainWorld()
    const here = world.page()
    const session = here.manager<Note>()
    await session.immediateSave({ body: 'a' })
    world.state = 'hangs'
    const sent: SegmentRow[] = []
    vi.spyOn(world.fallback, 'append').mockImplementation((rows) => {
      sent.push(...rows)
      return new Promise(() => undefined)
    })
    void session.scheduleSave({ body: 'b' })
    while (sent.length === 0) await world.clock.advance(100)
    void session.scheduleSave({ body: 'c' })
    here.page.leave()
    expect(sent.map(({ revision, base, isWhole }) => [revision, base, isWhole])).toEqual([
      [3, 1, true],
      [4, 1, true],
    ])
  })

  it('does not call on the disk what has come from memory to the smaller store, beside a database that can only be read', async () => {
    const world = new ChainWorld()
    const here = world.page()
    const session = here.manager<Note>()
    await session.immediateSave({ body: 'a' })
    world.state = 'is newer'
    world.isFallbackFull = true
    await session.immediateSave({ body: 'b' })
    expect(session.getSnapshot().durability).toBe('memory')
    world.isFallbackFull = false
    await world.clock.advance(120_000)
    expect(session.getSnapshot()).toMatchObject({ status: 'saved', durability: 'fallback' })
    await session.immediateSave({ body: 'c' })
    here.page.crash()
    expect((await world.page().manager<Note>().restore()).state).toEqual({ body: 'c' })
  })

  it('stores the whole work in the smaller store when the database goes while it is open', async () => {
    const world = new ChainWorld()
    const session = world.page().manager<Note & { readonly long: string }>()
    await session.immediateSave({ body: 'a', long: 'x'.repeat(5_000) })
    world.state = 'hangs'
    void session.scheduleSave({ body: 'b', long: 'x'.repeat(5_000) })
    await world.clock.advance(120_000)
    expect(session.getSnapshot()).toMatchObject({ status: 'saved', durability: 'fallback', isUnsaved: false })
    // Another page finds it, while the database still hangs.
    const next = world.page().manager<Note>()
    const restored = next.restore()
    await world.clock.advance(60_000)
    expect(await restored).toMatchObject({ state: { body: 'b' }, report: { damagedRowCount: 0, missingPaths: [] } })
  })

  it('brings what the smaller store holds back into the database, and lets go of it there: the fallback that never drains back', async () => {
    const world = new ChainWorld()
    const session = world.page().manager<Note>()
    await session.immediateSave({ body: 'a' })
    world.state = 'hangs'
    void session.scheduleSave({ body: 'b' })
    await world.clock.advance(120_000)
    world.state = 'works'
    await world.clock.advance(120_000)
    expect(await world.fallback.read('book')).toEqual([])
    expect(session.getSnapshot()).toMatchObject({ status: 'saved', durability: 'disk', storage: { problems: [] } })
    expect(await session.immediateSave({ body: 'c' })).toMatchObject({ durability: 'disk' })
    expect((await world.page().manager<Note>().restore()).state).toEqual({ body: 'c' })
    const bodies = (await session.getHistory()).map(({ revision }) => revision)
    expect(bodies).toHaveLength(3)
  })

  it('finds what a page left in the smaller store when it died there, and shows it', async () => {
    const world = new ChainWorld()
    const here = world.page()
    const session = here.manager<Note>()
    await session.immediateSave({ body: 'a' })
    world.state = 'hangs'
    void session.scheduleSave({ body: 'b' })
    await world.clock.advance(120_000)
    here.page.crash()
    world.state = 'works'
    const restored = await world.page().manager<Note>().restore()
    expect(restored).toMatchObject({ state: { body: 'b' }, report: { source: 'disk' } })
    expect(await world.fallback.read('book')).toEqual([])
  })

  it('looks for it in idle time where nothing says that there is something', async () => {
    const world = new ChainWorld()
    world.state = 'is missing'
    const here = world.page()
    await here.manager<Note>().immediateSave({ body: 'typed without a database' })
    here.page.crash()
    world.state = 'works'
    const next = world.page().manager<Note>()
    expect((await next.restore()).report.found).toBe(false)
    await world.clock.advance(10_000)
    expect(next.getSnapshot()).toMatchObject({ status: 'saved', conflict: undefined })
    expect((await next.restore()).state).toEqual({ body: 'typed without a database' })
    expect(await world.fallback.read('book')).toEqual([])
  })

  it('reads a database of newer code, writes the changes beside it, and leaves it as it is', async () => {
    const world = new ChainWorld()
    await world.page().manager<Note>().immediateSave({ body: 'a' })
    const rowCount = world.database.rows.size
    world.state = 'is newer'
    const session = world.page().manager<Note>()
    expect((await session.restore()).state).toEqual({ body: 'a' })
    expect(await session.immediateSave({ body: 'b' })).toMatchObject({ durability: 'fallback' })
    expect(await session.immediateSave({ body: 'c' })).toMatchObject({ durability: 'fallback' })
    const { storage } = session.getSnapshot()
    expect([storage.isReadOnly, codes(storage.problems)]).toEqual([true, ['DATABASE_NEWER']])
    expect(world.database.rows.size).toBe(rowCount)
    // The newer code's own page can write there, and takes it over.
    world.state = 'works'
    world.world.alive.clear()
    expect((await world.page().manager<Note>().restore()).state).toEqual({ body: 'c' })
  })

  it('helps itself with the smaller store while the disk is full, and goes back when it is not', async () => {
    const world = new ChainWorld()
    const session = world.page().manager<Note>()
    await session.immediateSave({ body: 'a' })
    world.state = 'is full'
    expect(await session.immediateSave({ body: 'b' })).toMatchObject({ durability: 'fallback' })
    expect(codes(session.getSnapshot().storage.problems)).toEqual(['QUOTA_EXCEEDED'])
    world.state = 'works'
    await world.clock.advance(120_000)
    expect(session.getSnapshot()).toMatchObject({ durability: 'disk', storage: { problems: [] } })
    expect(await world.fallback.read('book')).toEqual([])
    expect((await world.page().manager<Note>().restore()).state).toEqual({ body: 'b' })
  })

  it('holds the work and says so when neither has room: memory would help nobody', async () => {
    const world = new ChainWorld()
    const session = world.page().manager<Note>()
    await session.immediateSave({ body: 'a' })
    world.state = 'is full'
    world.isFallbackFull = true
    await expect(session.immediateSave({ body: 'b' })).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' })
    expect(session.getSnapshot()).toMatchObject({ status: 'error', isUnsaved: true })
    world.state = 'works'
    await world.clock.advance(120_000)
    expect(session.getSnapshot()).toMatchObject({ status: 'saved', durability: 'disk', isUnsaved: false })
  })

  it('makes a conflict of it when another tab went on in the database meanwhile', async () => {
    const world = new ChainWorld()
    const here = world.page().manager<Note>()
    await here.immediateSave({ body: 'a' })
    world.state = 'hangs'
    void here.scheduleSave({ body: 'mine' })
    await world.clock.advance(120_000)
    world.state = 'works'
    // The other tab's database works; this one has not looked again yet.
    const other = world.page().manager<Note>()
    await other.restore()
    await other.immediateSave({ body: 'theirs' })
    await world.clock.advance(120_000)
    expect(here.getSnapshot().status).toBe('conflict')
    expect(codes(here.getSnapshot().storage.problems)).toEqual(['WORK_SET_ASIDE'])
    expect(world.database.quarantine.length).toBeGreaterThan(0)
    await here.resolveConflict('mine')
    await settle()
    expect((await world.page().manager<Note>().restore()).state).toEqual({ body: 'mine' })
  })
})
