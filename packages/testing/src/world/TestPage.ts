import {
  AutoSaveManager,
  type AutoSaveOptions,
  type LeftMark,
  type PageLifecycle,
  type PageMoment,
  type SegmentStorage,
  type Surroundings,
  type TabPresence,
  WebWriterLock,
} from '@autosave-kit/core'
import type { LockLines } from './LockLines.ts'
import type { ManualClock } from './ManualClock.ts'
import type { TestChannel } from './TestChannel.ts'
import type { TestDisk } from './TestDisk.ts'

/** What pages share: the browser and what outlives them. */
interface WorldOfPages {
  readonly clock: ManualClock
  readonly storage: TestDisk
  readonly alive: Set<string>
  /** Tabs that have a session open, as `session/tab`. */
  readonly open: Set<string>
  readonly locks: LockLines
  readonly hasLocks: boolean
  readonly leftMarks: Map<string, LeftMark>
  readonly channel: TestChannel
}

/** One page load: its own tab, lifecycle and managers, on the world's disk and clock. @public */
export class TestPage implements PageLifecycle {
  readonly surroundings: Surroundings
  readonly #listeners = new Set<(moment: PageMoment) => void>()
  readonly #watchers = new Set<() => boolean>()
  isOffline = false
  /** What the tab remembers of its session storage. A reloaded page is given that of the one before, a duplicated one a copy. */
  readonly memory: Map<string, string>
  /** While set, the page is never told that a lock of its was stolen: as if it were asleep. */
  isDeaf = false
  /** As IndexedDB has it: what is read is read behind what this page has issued, however long that takes. */
  readonly #issued = new Set<Promise<unknown>>()
  readonly #end: () => void
  #isGone = false

  constructor(world: WorldOfPages, tabId: string, memory = new Map<string, string>()) {
    this.memory = memory
    this.#end = () => {
      world.channel.end(tabId)
      world.locks.end(tabId)
    }
    this.surroundings = {
      storage: this.#whileHere(world.storage),
      clock: {
        now: () => world.clock.now(),
        elapsed: () => world.clock.elapsed(),
        yieldTask: (run) => world.clock.yieldTask(() => this.#isGone || run()),
        whenIdle: (run, timeoutMs) => world.clock.whenIdle(() => this.#isGone || run(), timeoutMs),
        setTimer: (run, delayMs) => world.clock.setTimer(() => this.#isGone || run(), delayMs),
      },
      lifecycle: this,
      presence: this.#presence(world, tabId),
      channel: world.channel.of(tabId),
      tabMemory: { put: (key, value) => memory.set(key, value), get: (key) => memory.get(key) },
      leftMarks: {
        put: (sessionId, mark) => world.leftMarks.set(sessionId, mark),
        get: (sessionId) => world.leftMarks.get(sessionId),
      },
      random: () => 1,
      dispose: () => undefined,
    }
  }

  /** Early commits are off unless asked for (`crashWindowMs`), so that a test sees the one commit it is about. */
  manager<TState>(options: AutoSaveOptions = {}, sessionId = 'book'): AutoSaveManager<TState> {
    return new AutoSaveManager<TState>(sessionId, { crashWindowMs: 0, ...options }, this.surroundings)
  }

  subscribe(listener: (moment: PageMoment) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  watchUnload(onUnload: () => boolean): () => void {
    this.#watchers.add(onUnload)
    return () => this.#watchers.delete(onUnload)
  }

  dispose(): void {}

  get listenerCount(): number {
    return this.#listeners.size + this.#watchers.size
  }

  announce(moment: PageMoment): void {
    // What was under way when the page went into the cache has ended, whether anybody was told or not.
    if (moment === 'returned') this.#issued.clear()
    for (const listener of this.#listeners) listener(moment)
  }

  /** @returns whether the person was asked to stay. */
  beforeUnload(): boolean {
    return Array.from(this.#watchers, (watcher) => watcher()).includes(true)
  }

  /** The network goes or comes back, and the page is told. */
  setOffline(isOffline: boolean): void {
    this.isOffline = isOffline
    this.announce(isOffline ? 'offline' : 'online')
  }

  /** The page goes as pages go, perhaps into the back/forward cache. */
  leave(): void {
    this.beforeUnload()
    this.announce('leaving')
    this.announce('hidden')
    this.surroundings.presence.release()
  }

  /** The page is gone without a word. */
  crash(): void {
    this.surroundings.presence.release()
    this.#end()
    this.#isGone = true
  }

  #presence(world: WorldOfPages, tabId: string): TabPresence {
    const deliver = (run: () => void): void => void Promise.resolve().then(() => this.#isGone || run())
    const deliverTheft = (run: () => void): void => deliver(() => this.isDeaf || run())
    const locks = world.locks.of({ tabId, deliver, deliverTheft })
    world.alive.add(tabId)
    return {
      tabId,
      isAlive: (other) => Promise.resolve(world.alive.has(other)),
      openSession(sessionId) {
        world.open.add(`${sessionId}/${tabId}`)
        return { held: Promise.resolve(), close: () => world.open.delete(`${sessionId}/${tabId}`) }
      },
      async whileAlone(sessionId, run) {
        const isOpen = (other: string): boolean => other !== tabId && world.open.has(`${sessionId}/${other}`)
        if (Array.from(world.alive).some(isOpen)) return false
        await run()
        return true
      },
      writerLock: (sessionId, onChange) =>
        world.hasLocks ? new WebWriterLock(locks, `writer:${sessionId}`, onChange) : undefined,
      release: () => world.alive.delete(tabId),
      hold: () => world.alive.add(tabId),
    }
  }

  /** What was issued reaches the disk; its answer reaches nobody once the page is gone. */
  #whileHere(storage: TestDisk): SegmentStorage {
    const answer = <TResult>(promise: Promise<TResult>): Promise<TResult> =>
      new Promise((resolve, reject) => {
        promise.then(
          (value) => this.#isGone || resolve(value),
          (error: unknown) => this.#isGone || reject(error),
        )
      })
    const issued = this.#issued
    const issue = <TResult>(write: Promise<TResult>): Promise<TResult> => {
      const end = (): boolean => issued.delete(write)
      issued.add(write)
      write.then(end, end)
      return answer(write)
    }
    const behind = <TResult>(read: () => Promise<TResult>): Promise<TResult> =>
      answer(issued.size === 0 ? read() : Promise.allSettled(issued).then(read))
    return {
      open: () => answer(storage.open()),
      read: (sessionId, range) => behind(() => storage.read(sessionId, range)),
      readEach: (sessionId, take) => behind(() => storage.readEach(sessionId, (row) => this.#isGone || take(row))),
      append: (rows, options) => issue(storage.append(rows, options)),
      book: {
        erase: (rows, notes) => answer(storage.book.erase(rows, notes)),
        notes: () => answer(storage.book.notes()),
        change: (change) => answer(storage.book.change(change)),
      },
      hurry: () => storage.hurry(),
      retire: (retirement) => answer(storage.retire(retirement)),
      listQuarantine: (sessionId) => answer(storage.listQuarantine(sessionId)),
      readSession: (sessionId) => answer(storage.readSession(sessionId)),
      putSession: (row, options) => answer(storage.putSession(row, options)),
      listSessions: () => answer(storage.listSessions()),
      subscribeLoss: (listener) => storage.subscribeLoss(() => this.#isGone || listener()),
      close: () => undefined,
    }
  }
}
