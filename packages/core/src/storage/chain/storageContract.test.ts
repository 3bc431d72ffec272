import { ManualClock, storageContract } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'
import type { SegmentStorage } from '../SegmentStorage.ts'
import { MemoryStorage } from '../memory/MemoryStorage.ts'
import { storageFailure } from '../storageError.ts'
import { FallbackChain } from './FallbackChain.ts'

/** A store whose every call rejects. */
function brokenStorage(): SegmentStorage {
  const fail = (): Promise<never> => Promise.reject(storageFailure('STORAGE_UNAVAILABLE', new ReferenceError('none')))
  const storage = new MemoryStorage()
  for (const method of ['open', 'read', 'readEach', 'append', 'retire', 'readSession', 'putSession'] as const)
    Object.assign(storage, { [method]: fail })
  const book = { erase: fail, notes: fail, change: fail }
  return Object.assign(storage, { listQuarantine: fail, listSessions: fail, book })
}

const chains = {
  'a chain whose best store works': () => new MemoryStorage(),
  'a chain whose best store is not there': brokenStorage,
}

describe.each(Object.entries(chains))('%s', (_name, best) => {
  it.each(storageContract.map(({ name: sentence, run }) => [sentence, run] as const))('%s', async (_sentence, run) => {
    const [database, fallback, memory] = [best(), new MemoryStorage(), new MemoryStorage()]
    const connect = (): FallbackChain =>
      new FallbackChain({
        places: [
          { storage: database, durability: 'disk' },
          { storage: fallback, durability: 'fallback' },
          { storage: memory, durability: 'memory' },
        ],
        clock: new ManualClock(),
        random: () => 0.5,
        isAlive: () => Promise.resolve(false),
      })
    await expect(run({ connect })).resolves.toBeUndefined()
  })
})
