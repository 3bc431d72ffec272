import type { PageMoment } from '../environment/PageLifecycle.ts'
import { systemClock } from '../schedule/Clock.ts'
import { FallbackChain } from '../storage/chain/FallbackChain.ts'
import { WatchedStorage } from '../storage/chain/WatchedStorage.ts'
import { DexieStorage } from '../storage/dexie/DexieStorage.ts'
import { LastWordsStorage } from '../storage/last-words/LastWordsStorage.ts'
import { WebLastWords } from '../storage/last-words/WebLastWords.ts'
import { WebStorage } from '../storage/local-storage/WebStorage.ts'
import { LifeboatStorage } from '../storage/lifeboat/LifeboatStorage.ts'
import { MemoryStorage } from '../storage/memory/MemoryStorage.ts'
import { storageFailure } from '../storage/storageError.ts'
import type { PageParts } from './PageParts.ts'
import type { PageSetup } from './PageSetup.ts'
import { withLifeboat } from './withLifeboat.ts'

interface PageStorage {
  readonly storage: FallbackChain
  /** What is not about sessions goes past the chain. */
  readonly database: DexieStorage
}

/** Moments when a better place may be back, or somebody looks at the badge. */
const HOPEFUL: ReadonlySet<PageMoment> = new Set<PageMoment>(['returned', 'shown', 'online'])

/** Everything that a page can store in, best first. Nothing of it is asked before a session is read. */
export function createStorage(parts: PageParts, setup: PageSetup): PageStorage {
  const { name, epoch, presence, lifecycle } = parts
  // In the task that writes: what was deleted is not to be there again.
  const access = (): Storage => {
    epoch.check()
    return globalThis.localStorage
  }
  const database = new DexieStorage(name, {
    onDataLoss: (message) => storage.noteLoss(message),
    onStepAside: () => lifecycle.announce('outdated'),
    epoch,
  })
  const copied = withLifeboat(new WatchedStorage(database, systemClock), parts, setup)
  const isAlive = async (tabId: string): Promise<boolean | undefined> =>
    tabId !== presence.tabId && (await presence.isAlive(tabId))
  const best = new LastWordsStorage(copied, {
    words: new WebLastWords(name, access),
    clock: systemClock,
    isAlive,
    onAside: (sessionId, rowCount) => storage.noteAside(sessionId, rowCount),
  })
  const storage = new FallbackChain({
    places: [
      { storage: best, durability: 'disk', isNewer: () => database.isNewer },
      { storage: new WebStorage({ prefix: name, access }), durability: 'fallback' },
      { storage: new MemoryStorage(), durability: 'memory' },
    ],
    clock: systemClock,
    random: Math.random,
    isAlive,
    ...(copied instanceof LifeboatStorage ? { secondCopy: copied } : {}),
  })
  epoch.subscribe(() => storage.close(storageFailure('SCOPE_PURGED')))
  lifecycle.subscribe((moment) => HOPEFUL.has(moment) && !epoch.isOver && storage.reconsider())
  return { storage, database }
}
