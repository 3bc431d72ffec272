import { TestWorld } from '@autosave-kit/testing'
import { describe, expect, it, vi } from 'vitest'
import type { SegmentStorage } from '../storage/SegmentStorage.ts'
import { AutoSaveManager } from './AutoSaveManager.ts'

/** A session that is compacted after a few commits, on a storage that does something else than it should. */
async function compact(bad: (storage: SegmentStorage) => Partial<SegmentStorage>): Promise<AutoSaveManager> {
  const world = new TestWorld()
  const { surroundings } = world.page()
  const compactFrom = { manyCommits: 2, someCommits: 2, floorBytes: 0 }
  const storage = { ...surroundings.storage, ...bad(surroundings.storage) }
  const manager = new AutoSaveManager('book', {}, { ...surroundings, compactFrom, storage })
  for (const text of ['a', 'ab', 'abc', 'abcd']) await manager.immediateSave({ text })
  await world.clock.advance(60_000)
  return manager
}

describe('A compaction that fails', () => {
  it('for a reason nobody foresaw tells the developer, and nobody else', async () => {
    const told = vi.spyOn(console, 'info').mockReturnValue(undefined)
    const manager = await compact(() => ({ retire: () => Promise.reject(new TypeError('Call me Ishmael is no row')) }))
    expect(told.mock.calls.flat().join()).toMatch(/"book".*TypeError[^]*Compactor/)
    // What a message quotes may be the app's own.
    expect(told.mock.calls.flat().join()).not.toMatch(/Ishmael/)
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', error: undefined })
    expect(await manager.immediateSave({ text: 'abcde' })).toMatchObject({ durability: 'disk' })
  })

  it('since somebody else wrote to the session meanwhile is nothing to tell of', async () => {
    const told = vi.spyOn(console, 'info').mockReturnValue(undefined)
    const stranger = { sessionId: 'book', revision: 99, base: 4, writer: 'other', savedAt: 0, part: 0, partCount: 1 }
    const row = { ...stranger, reason: 'debounce' as const, schemaVersion: 1, payload: '', checksum: 0 }
    let isMet = false
    await compact((storage) => ({
      read: async (sessionId, range) => {
        const isLookingBehind = range?.through === undefined && (range?.from ?? 0) > 1
        isMet ||= isLookingBehind
        return isLookingBehind ? [row] : await storage.read(sessionId, range)
      },
    }))
    expect([isMet, told.mock.calls]).toEqual([true, []])
  })
})
