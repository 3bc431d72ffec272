import {
  type AbandonableStorage,
  type Clock,
  type FallbackChain,
  LastWordsStorage,
  type LifeboatMedium,
  LifeboatStorage,
  MemoryStorage,
  type SegmentStorage,
  WebLastWords,
  WebStorage,
} from '@autosave-kit/core'
import type { Faults } from './Faults.ts'
import { KIT_PREFIX, type LocalStore } from './LocalStore.ts'
import type { LockRegistry } from './LockRegistry.ts'
import type { SeededRandom } from './SeededRandom.ts'
import type { SimulatedTime } from './SimulatedTime.ts'
import { type ChainWitness, WitnessedChain } from './WitnessedChain.ts'

/** What a world has in which a page can go on in a smaller place. */
export interface ChainWorld {
  readonly local: LocalStore
  /** Pages put their last moments into localStorage too. */
  readonly hasLastWords: boolean
  /** Of what a page issues in its last moment, or has under way then, nothing reaches the database: as in WebKit. */
  readonly isCutOff: boolean
  /** The database, with its watchdog. */
  readonly watched: (database: AbandonableStorage, clock: Clock) => SegmentStorage
}

interface Surrounding {
  readonly time: SimulatedTime
  readonly random: SeededRandom
  readonly locks: LockRegistry
  readonly faults: Faults
  readonly hasLifeboat: boolean
  readonly lifeboat: ((lifeboat: LifeboatMedium) => LifeboatMedium) | undefined
}

interface ChainPage {
  readonly tabId: string
  readonly isGone: boolean
  readonly connection: AbandonableStorage
  readonly lifeboat: LifeboatMedium
  countCall(): void
  setTimer(run: () => void, delayMs: number, name: string): () => void
}

/** What a browser's page stores in: the database with its second copy, localStorage when it fails, and memory. */
export function chainOf(
  page: ChainPage,
  { local, hasLastWords, watched: watch, ...world }: ChainWorld & Surrounding,
  witness: ChainWitness,
): FallbackChain {
  const { random, locks, faults, hasLifeboat, lifeboat: between = (lifeboat) => lifeboat } = world
  const clock = chainClock(world, (run, delayMs) => page.setTimer(run, delayMs, 'storage'))
  const watched = watch(page.connection, clock)
  const secondCopy = hasLifeboat ? new LifeboatStorage(watched, between(page.lifeboat), clock) : undefined
  const copied = secondCopy ?? watched
  const isAlive = async (tabId: string): Promise<boolean> => tabId !== page.tabId && locks.isAlive(tabId)
  const onAside = (sessionId: string, rowCount: number): void => chain.noteAside(sessionId, rowCount)
  const words = new WebLastWords(KIT_PREFIX, () => local.accessFrom(page))
  const best = hasLastWords ? new LastWordsStorage(copied, { words, clock, isAlive, onAside }) : copied
  const options = {
    places: [
      { storage: best, durability: 'disk', isNewer: () => faults.outage === 'newer' },
      { storage: new WebStorage({ access: () => local.accessFrom(page) }), durability: 'fallback' },
      { storage: new MemoryStorage(), durability: 'memory' },
    ],
    clock,
    random: random.next,
    isAlive,
    ...(secondCopy === undefined ? {} : { secondCopy }),
  } as const
  const chain = new WitnessedChain(options, witness)
  return chain
}

/** Timers of the storage's own: they belong to the page, and outlive a manager. */
function chainClock({ time, random }: Pick<Surrounding, 'time' | 'random'>, setTimer: Clock['setTimer']): Clock {
  return {
    now: () => time.now,
    elapsed: () => time.elapsed,
    setTimer,
    yieldTask: (run) => void setTimer(run, 0),
    whenIdle: (run, timeoutMs) => setTimer(run, random.next() * timeoutMs),
  }
}
