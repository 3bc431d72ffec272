import { type AbandonableStorage, type Clock, FallbackChain, MemoryStorage, WatchedStorage } from '@autosave-kit/core'
import type { LockRegistry } from './LockRegistry.ts'
import type { SeededRandom } from './SeededRandom.ts'
import type { SimulatedTime } from './SimulatedTime.ts'
import { type AskingPage, type SmallDisk, smallDiskOf } from './SmallDisk.ts'

interface ChainWorld {
  readonly time: SimulatedTime
  readonly random: SeededRandom
  readonly locks: LockRegistry
  readonly smallDisk: SmallDisk
}

interface ChainPage extends AskingPage {
  readonly tabId: string
  readonly connection: AbandonableStorage
}

type NamedTimer = (run: () => void, delayMs: number, name: string) => () => void

/** What a browser's page stores in: the database, and, when it fails, a smaller store and memory. */
export function chainOf(world: ChainWorld, page: ChainPage, timer: NamedTimer): FallbackChain {
  const { smallDisk, random, locks } = world
  const clock = chainClock(world, (run, delayMs) => timer(run, delayMs, 'storage'))
  return new FallbackChain({
    places: [
      { storage: new WatchedStorage(page.connection, clock), durability: 'disk' },
      { storage: smallDiskOf(smallDisk, page), durability: 'fallback' },
      { storage: new MemoryStorage(), durability: 'memory' },
    ],
    clock,
    random: random.next,
    isAlive: async (tabId) => tabId !== page.tabId && locks.isAlive(tabId),
  })
}

/** Timers of the storage's own: they belong to the page, and outlive a manager. */
function chainClock({ time, random }: ChainWorld, setTimer: Clock['setTimer']): Clock {
  return {
    now: () => time.now,
    elapsed: () => time.elapsed,
    setTimer,
    yieldTask: (run) => void setTimer(run, 0),
    whenIdle: (run, timeoutMs) => setTimer(run, random.next() * timeoutMs),
  }
}
