import type { TabPresence } from '../environment/TabPresence.ts'
import { systemClock } from '../schedule/Clock.ts'
import { FallbackChain } from '../storage/chain/FallbackChain.ts'
import { WatchedStorage } from '../storage/chain/WatchedStorage.ts'
import { DexieStorage } from '../storage/dexie/DexieStorage.ts'
import { WebStorage } from '../storage/local-storage/WebStorage.ts'
import { MemoryStorage } from '../storage/memory/MemoryStorage.ts'

interface PageStorage {
  readonly storage: FallbackChain
  /** What is not about sessions goes past the chain. */
  readonly database: DexieStorage
}

/** Everything that a page can store in, best first. Nothing of it is asked before a session is read. */
export function createStorage(presence: Pick<TabPresence, 'isAlive'>): PageStorage {
  const database = new DexieStorage()
  const storage = new FallbackChain({
    places: [
      { storage: new WatchedStorage(database, systemClock), durability: 'disk' },
      { storage: new WebStorage(), durability: 'fallback' },
      { storage: new MemoryStorage(), durability: 'memory' },
    ],
    clock: systemClock,
    random: Math.random,
    isAlive: (tabId) => presence.isAlive(tabId),
  })
  return { storage, database }
}
