import {
  type AbandonableStorage,
  type Clock,
  type FallbackChain,
  type LifeboatMedium,
  LifeboatStorage,
  MemoryStorage,
  type SegmentStorage,
  WebStorage,
} from '@autosave-kit/core'
import type { Faults } from './Faults.ts'
import type { LocalStore } from './LocalStore.ts'
import type { LockRegistry } from './LockRegistry.ts'
import type { SeededRandom } from './SeededRandom.ts'
import type { SimulatedTime } from './SimulatedTime.ts'
import { type ChainWitness, WitnessedChain } from './WitnessedChain.ts'

/** What a world has in which a page can go on in a smaller place. */
export interface ChainWorld {
  readonly local: LocalStore
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
  { local, watched: watch, ...world }: ChainWorld & Surrounding,
  witness: ChainWitness,
): FallbackChain {
  const { random, locks, faults, hasLifeboat, lifeboat: between = (lifeboat) => lifeboat } = world
  const clock = chainClock(world, (run, delayMs) => page.setTimer(run, delayMs, 'storage'))
  const watched = watch(page.connection, clock)
  const secondCopy = hasLifeboat ? new LifeboatStorage(watched, between(page.lifeboat), clock) : undefined
  const options = {
    places: [
      { storage: secondCopy ?? watched, durability: 'disk', isNewer: () => faults.outage === 'newer' },
      { storage: new WebStorage({ access: () => local.accessFrom(page) }), durability: 'fallback' },
      { storage: new MemoryStorage(), durability: 'memory' },
    ],
    clock,
    random: random.next,
    isAlive: async (tabId: string) => tabId !== page.tabId && locks.isAlive(tabId),
    ...(secondCopy === undefined ? {} : { secondCopy }),
  } as const
  return new WitnessedChain(options, witness)
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
