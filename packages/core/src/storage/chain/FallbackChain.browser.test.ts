import { storageContract } from '@autosave-kit/testing'
import { Dexie } from 'dexie'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toSegmentRows } from '../../records/toSegmentRows.ts'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import { type Clock, systemClock } from '../../schedule/Clock.ts'
import { DexieStorage } from '../dexie/DexieStorage.ts'
import { WebStorage } from '../local-storage/WebStorage.ts'
import { MemoryStorage } from '../memory/MemoryStorage.ts'
import { FallbackChain } from './FallbackChain.ts'
import { WatchedStorage } from './WatchedStorage.ts'

let count = 0
let name = ''
const chains: FallbackChain[] = []

interface PageParts {
  readonly memory?: MemoryStorage
  readonly access?: () => Storage
  readonly clock?: Clock
}

/** Deadlines pass a hundred times as fast while nothing ever answers. From `calm` on what does answer has all the time that it needs. */
function hastyClock(): { readonly clock: Clock; readonly calm: () => void } {
  let [pace, passed, since] = [100, 0, systemClock.elapsed()]
  const elapsed = (): number => passed + (systemClock.elapsed() - since) * pace
  const clock: Clock = {
    ...systemClock,
    elapsed,
    setTimer: (run, delayMs) => systemClock.setTimer(run, delayMs / pace),
  }
  const calm = (): void => {
    ;[passed, since, pace] = [elapsed(), systemClock.elapsed(), 1]
  }
  return { clock, calm }
}

/** A page's storage in its own database and under its own keys. */
function openChain({ memory = new MemoryStorage(), access, clock = systemClock }: PageParts = {}): FallbackChain {
  const database = new DexieStorage(name)
  const chain = new FallbackChain({
    places: [
      { storage: new WatchedStorage(database, clock), durability: 'disk', isNewer: () => database.isNewer },
      {
        storage: new WebStorage({ prefix: name, ...(access === undefined ? {} : { access }) }),
        durability: 'fallback',
      },
      { storage: memory, durability: 'memory' },
    ],
    clock,
    random: () => 0.5,
    isAlive: () => Promise.resolve(false),
  })
  chains.push(chain)
  return chain
}

function rowsOf(revision: number, base = revision - 1): SegmentRow[] {
  const header = {
    sessionId: 'book',
    revision,
    base,
    writer: 'tab',
    savedAt: 0,
    reason: 'manual',
    schemaVersion: 1,
  } as const
  return toSegmentRows(header, { records: [], removedIds: [] })
}

const relaxed = { durability: 'relaxed' } as const
const placesIn = (chain: FallbackChain) => chain.read('book').then((rows) => rows.map(({ revision }) => revision))
const codesOf = ({ diagnosis }: FallbackChain) => diagnosis.problems.map(({ code }) => code)

/** Reads until the chain has given the database up, as a session that is being opened does. */
async function readUntilGivenUp(chain: FallbackChain): Promise<void> {
  await vi.waitFor(() => chain.readEach('book', () => undefined), { interval: 1 })
}

afterEach(async () => {
  vi.restoreAllMocks()
  for (const chain of chains.splice(0)) chain.close()
  await Dexie.delete(name)
  for (const key of Object.keys(localStorage)) if (key.startsWith(name)) localStorage.removeItem(key)
})

describe('A chain on the real stack', () => {
  it.each(storageContract.map(({ name: sentence, run }) => [sentence, run] as const))('%s', async (_sentence, run) => {
    name = `autosave-kit-chain-${(count += 1)}`
    const memory = new MemoryStorage()
    await expect(run({ connect: () => openChain({ memory }) })).resolves.toBeUndefined()
  })
})

describe('A chain', () => {
  it('never touches localStorage while the database is well, until the page is idle', async () => {
    name = `autosave-kit-chain-${(count += 1)}`
    const access = vi.fn<() => Storage>(() => globalThis.localStorage)
    const whenIdle = vi.fn<Clock['whenIdle']>(() => () => undefined)
    const chain = openChain({ access, clock: { ...systemClock, whenIdle } })
    await chain.readEach('book', () => undefined)
    await chain.append(rowsOf(1), relaxed)
    expect(await placesIn(chain)).toEqual([1])
    chain.close()
    expect([access.mock.calls.length, whenIdle.mock.calls.length]).toEqual([0, 1])
  })

  it('issues an urgent append in the calling task', async () => {
    name = `autosave-kit-chain-${(count += 1)}`
    const chain = openChain()
    await chain.readEach('book', () => undefined)
    const add = vi.spyOn(IDBObjectStore.prototype, 'add')
    const commit = vi.spyOn(IDBTransaction.prototype, 'commit')
    const appended = chain.append(rowsOf(1), { ...relaxed, isUrgent: true })
    expect([add.mock.calls.length, commit.mock.calls.length]).toEqual([1, 1])
    await appended
  })

  it('goes on in localStorage at once where there is no IndexedDB for this page', async () => {
    name = `autosave-kit-chain-${(count += 1)}`
    const chain = openChain()
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    })
    expect(await chain.readEach('book', () => undefined)).toBe('unreachable')
    expect(await chain.append(rowsOf(1), relaxed)).toBe('fallback')
    expect([chain.diagnosis.place, codesOf(chain)]).toEqual(['fallback', ['STORAGE_UNAVAILABLE']])
  })

  it('goes on in memory where both are refused', async () => {
    name = `autosave-kit-chain-${(count += 1)}`
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError')
    })
    const chain = openChain({
      access: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      },
    })
    await chain.readEach('book', () => undefined)
    expect(await chain.append(rowsOf(1), relaxed)).toBe('memory')
    expect(chain.diagnosis.place).toBe('memory')
  })

  it('goes on in localStorage after three opens that never answer, and comes back when one does', async () => {
    name = `autosave-kit-chain-${(count += 1)}`
    const { clock, calm } = hastyClock()
    const chain = openChain({ clock })
    // What no browser does on request, and Safari has done by itself: a request that is never answered.
    const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => new EventTarget() as IDBOpenDBRequest)
    await readUntilGivenUp(chain)
    expect(codesOf(chain)).toEqual(['STORAGE_TIMEOUT'])
    expect(await chain.append(rowsOf(1), relaxed)).toBe('fallback')
    open.mockRestore()
    calm()
    chain.reconsider()
    await vi.waitFor(() => expect(chain.diagnosis).toMatchObject({ place: 'disk', problems: [] }), { timeout: 30_000 })
    expect(await placesIn(chain)).toEqual([1])
    expect(Object.keys(localStorage).filter((key) => key.startsWith(`${name}:row:`))).toEqual([])
    expect(await new DexieStorage(name).read('book')).toHaveLength(1)
  })

  it('says that another tab is in the way of an upgrade, and brings the work in once it is gone', async () => {
    name = `autosave-kit-chain-${(count += 1)}`
    const older = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(name, 10)
      request.addEventListener('upgradeneeded', () => {
        request.result.createObjectStore('sessions', { keyPath: 'id' })
        request.result.createObjectStore('segments', { keyPath: ['sessionId', 'revision', 'part'] })
      })
      request.addEventListener('success', () => resolve(request.result))
    })
    const { clock, calm } = hastyClock()
    const chain = openChain({ clock })
    await readUntilGivenUp(chain)
    expect(codesOf(chain)).toEqual(['DATABASE_BLOCKED'])
    expect(await chain.append(rowsOf(1), relaxed)).toBe('fallback')
    older.close()
    calm()
    chain.reconsider()
    await vi.waitFor(() => expect(chain.diagnosis).toMatchObject({ place: 'disk', problems: [] }), { timeout: 30_000 })
    expect(await placesIn(chain)).toEqual([1])
  })

  it('reads a database of newer code, leaves it as it is, and unites what it has written beside it', async () => {
    name = `autosave-kit-chain-${(count += 1)}`
    const first = openChain()
    await first.readEach('book', () => undefined)
    await first.append(rowsOf(1), relaxed)
    first.close()
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, 400)
      request.addEventListener('success', () => {
        request.result.close()
        resolve()
      })
    })
    const chain = openChain()
    expect(await placesIn(chain)).toEqual([1])
    // Said before anything is typed.
    expect(chain.diagnosis).toMatchObject({ isReadOnly: true, problems: [{ code: 'DATABASE_NEWER' }] })
    expect(await chain.append(rowsOf(2), relaxed)).toBe('fallback')
    expect(await placesIn(chain)).toEqual([1, 2])
    expect(chain.diagnosis).toMatchObject({ isReadOnly: true, problems: [{ code: 'DATABASE_NEWER' }] })
    expect(await new DexieStorage(name).read('book')).toHaveLength(1)
  })

  it('has a session read again when the database is deleted under its feet, and goes on in a new one', async () => {
    name = `autosave-kit-chain-${(count += 1)}`
    const chain = openChain()
    await chain.readEach('book', () => undefined)
    await chain.append(rowsOf(1), relaxed)
    const lost = new Promise<void>((resolve) => chain.subscribeLoss(resolve))
    await new Promise((resolve) => indexedDB.deleteDatabase(name).addEventListener('success', resolve))
    await lost
    await expect(chain.append(rowsOf(2), relaxed)).rejects.toMatchObject({ code: 'STORAGE_LOST' })
    expect(await placesIn(chain)).toEqual([])
    expect(await chain.append(rowsOf(1), relaxed)).toBe('disk')
  })
})
