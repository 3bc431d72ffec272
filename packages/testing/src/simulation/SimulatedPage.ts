import {
  type Clock,
  type FallbackChain,
  type LeftMark,
  type LifeboatMedium,
  type PageLifecycle,
  type PageMoment,
  type SegmentRow,
  type SegmentStorage,
  type Surroundings,
} from '@autosave-kit/core'
import { DiskConnection } from './DiskConnection.ts'
import type { DiskCall, OperationKind } from './Faults.ts'
import { LifeboatConnection } from './LifeboatConnection.ts'
import type { LifeboatCopies } from './LifeboatCopies.ts'
import type { DiskWorld } from './OperationQueue.ts'
import { type ChainWorld, chainOf } from './chainOf.ts'
import { pageClock } from './pageClock.ts'
import { PageTimers } from './PageTimers.ts'
import { storageOf } from './storageOf.ts'
import type { LockRegistry } from './LockRegistry.ts'
import type { MessageBus } from './MessageBus.ts'
import type { ChainWitness } from './WitnessedChain.ts'

/** What of a page the oracle watches. */
export interface PageWatcher {
  onCall(page: SimulatedPage, kind: DiskCall, rows: readonly SegmentRow[]): void
  onEffect(page: SimulatedPage, kind: OperationKind): void
  onAnswer(page: SimulatedPage, kind: OperationKind, failure: string | undefined): void
  onRefusal(page: SimulatedPage): void
  /** The page comes back from the back/forward cache. */
  onReturn(page: SimulatedPage): void
}

export interface BrowserWorld extends DiskWorld {
  readonly bus: MessageBus
  readonly locks: LockRegistry
  readonly leftMarks: Map<string, LeftMark>
  readonly compactFrom: Surroundings['compactFrom']
  readonly watcher: PageWatcher
  readonly copies: LifeboatCopies
  readonly hasLifeboat: boolean
  readonly lifeboat: ((lifeboat: LifeboatMedium) => LifeboatMedium) | undefined
  /** In worlds whose pages can go on in a smaller place. */
  readonly chain?: (ChainWorld & { witnessOf(page: SimulatedPage): ChainWitness }) | undefined
}

const HOPEFUL: ReadonlySet<PageMoment> = new Set<PageMoment>(['returned', 'shown', 'online'])

/** One page load in the simulated browser: everything around the engine that a page has, and every way a page can go. */
export class SimulatedPage implements PageLifecycle {
  readonly tabId: string
  readonly surroundings: Surroundings
  readonly connection: DiskConnection
  readonly lifeboat: LifeboatConnection
  isGone = false
  isFrozen = false
  isOffline = false
  /** In the back/forward cache, until the page has been told. */
  isCached = false
  /** Calls of the disk so far. */
  callCount = 0
  /** Crash at the disk call of this number: between two of the engine's steps, wherever it stands. */
  crashAtCall: number | undefined
  readonly #world: BrowserWorld
  readonly #listeners = new Set<(moment: PageMoment) => void>()
  readonly #watchers = new Set<() => boolean>()
  readonly #timers: PageTimers
  #deferred: (() => void)[] = []
  #chain: FallbackChain | undefined

  constructor(world: BrowserWorld, tabId: string) {
    this.#world = world
    this.tabId = tabId
    this.#timers = new PageTimers(world.time, this)
    const { watcher } = world
    this.connection = new DiskConnection(world, {
      tabId,
      task: this.task,
      onCall: (kind, rows) => {
        this.countCall()
        if (!this.isGone) watcher.onCall(this, kind, rows)
      },
      onEffect: (kind) => watcher.onEffect(this, kind),
      onAnswer: (kind, failure) => watcher.onAnswer(this, kind, failure),
    })
    this.lifeboat = new LifeboatConnection(world, this)
    this.surroundings = this.#makeSurroundings()
  }

  /** Runs `run` now, once the page is thawed, or never once it is gone. */
  readonly task = (run: () => void): void => {
    if (this.isGone) return
    if (this.isFrozen) this.#deferred.push(run)
    else run()
  }

  get timerCount(): number {
    return this.#timers.count
  }

  readonly setTimer = (run: () => void, delayMs: number, name: string): (() => void) =>
    this.#timers.set(run, delayMs, name)

  /** Whether something of the page's own is still to come: a timer, an answer of the disk or of the lock manager. */
  get isExpecting(): boolean {
    const { operations } = this.connection
    return !this.#timers.isEmpty || operations.pendingCount > 0 || this.#world.locks.isAsking(this.tabId)
  }

  get isAtRest(): boolean {
    return this.isGone ? !this.connection.operations.isBusy : !this.isExpecting && this.#deferred.length === 0
  }

  get listenerCount(): number {
    return this.#listeners.size + this.#watchers.size + this.#world.bus.listenerCount(this.tabId)
  }

  get lockCount(): number {
    return this.#world.locks.holdCount(this.tabId)
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

  readonly hide = (): void => this.#announce('hidden')

  /** What the browser tells of at any time. Nobody hears it on a page that is gone or asleep. */
  tell(moment: 'shown' | 'blurred' | 'online' | 'offline' | 'error'): void {
    this.isOffline = moment === 'offline' || (this.isOffline && moment !== 'online')
    if (!this.isGone && !this.isFrozen) this.#announce(moment)
  }

  freeze(): void {
    this.#announce('hidden')
    this.isFrozen = true
  }

  thaw(): void {
    const isAwaking = this.isFrozen && !this.isCached
    this.isFrozen = false
    const deferred = this.#deferred
    this.#deferred = []
    // Each is a task of its own, with its promises' work behind it.
    for (const run of deferred) this.#world.time.schedule(0, `${this.tabId}: catches up`, () => this.task(run))
    if (isAwaking) this.tell('shown')
  }

  /** @returns whether the person is asked to stay. */
  beforeUnload(): boolean {
    return Array.from(this.#watchers, (watcher) => watcher()).includes(true)
  }

  /** `pagehide`, and the last that is heard of the page unless it comes back. */
  depart(): void {
    this.#announce('leaving')
    this.#world.locks.release(this.tabId)
    this.surroundings.channel?.release()
    this.#announce('hidden')
  }

  leave(): void {
    this.depart()
    this.end(this.#world.chain?.isCutOff === true ? 0 : Number.POSITIVE_INFINITY)
  }

  enterCache(): void {
    this.depart()
    this.isCached = true
    this.isFrozen = true
    if (this.#world.random.chance(0.5)) this.connection.operations.muteAppends()
  }

  returnFromCache(): void {
    // One that was thrown out of the cache does not return.
    if (!this.isGone) this.#world.locks.hold(this.tabId)
    if (!this.isGone) this.surroundings.channel?.hold()
    this.#world.watcher.onReturn(this)
    // `pageshow` comes before what has waited, or after it.
    if (this.#world.random.chance(0.5)) this.thaw()
    else this.isFrozen = false
    this.#world.time.schedule(0, `${this.tabId}: pageshow`, () =>
      this.task(() => {
        this.isCached = false
        this.#announce('returned')
        this.thaw()
      }),
    )
  }

  /** Gone without a word; some of what was issued lands all the same. */
  crash(): void {
    this.end(this.#world.random.below(4))
  }

  end(landingCount: number): void {
    if (this.isGone) return
    this.isGone = true
    this.#deferred = []
    this.#timers.clear()
    this.#world.locks.end(this.tabId)
    this.connection.operations.abandon(landingCount)
    this.lifeboat.end()
  }

  #announce(moment: PageMoment): void {
    if (HOPEFUL.has(moment)) this.#chain?.reconsider()
    for (const listener of this.#listeners) listener(moment)
  }

  #makeSurroundings(): Surroundings {
    const { time, random, locks, bus, leftMarks, compactFrom } = this.#world
    const clock = pageClock({ time, random, timer: this.setTimer })
    return {
      storage: this.#makeStorage(clock),
      clock,
      lifecycle: this,
      presence: locks.presence(this.tabId, this.task),
      channel: bus.channel(this.tabId, this.task),
      leftMarks: {
        put: (sessionId, mark) => random.chance(0.9) && leftMarks.set(sessionId, mark),
        get: (sessionId) => leftMarks.get(sessionId),
      },
      random: random.next,
      ...(compactFrom === undefined ? {} : { compactFrom }),
      dispose: () => undefined,
    }
  }

  #makeStorage(clock: Clock): SegmentStorage {
    const { chain } = this.#world
    if (chain === undefined) return storageOf(this.#world, this, clock)
    this.#chain = chainOf(this, { ...this.#world, ...chain }, chain.witnessOf(this))
    return this.#chain
  }

  countCall(): void {
    this.callCount += 1
    if (this.callCount === this.crashAtCall) this.crash()
  }
}
