import { describe, expect, it, vi } from 'vitest'
import { TestWorld, settle } from '@autosave-kit/testing'
import { defaultMonitoring } from '../config/MonitoringConfig.ts'
import { CommitStopwatch } from './CommitStopwatch.ts'
import { type MetricsRollup, hourOf } from './MetricsRollup.ts'
import { RollupBook } from './RollupBook.ts'
import type { RollupStore } from './RollupStore.ts'
import { SessionMetrics } from './SessionMetrics.ts'

class TestStore implements RollupStore {
  readonly adds: { readonly rollups: readonly MetricsRollup[]; readonly keepFrom: number }[] = []
  isFailing = false

  async add(rollups: readonly MetricsRollup[], keepFrom: number): Promise<void> {
    if (this.isFailing) throw new Error('no room for figures')
    this.adds.push({ rollups, keepFrom })
  }

  async read(): Promise<MetricsRollup[]> {
    return this.adds.flatMap(({ rollups }) => rollups)
  }
}

function bookIn(world: TestWorld) {
  const store = new TestStore()
  const onFailure = vi.fn<(cause: Error) => void>()
  return { store, onFailure, book: new RollupBook(world.clock, store, onFailure) }
}

describe('The hourly figures', () => {
  it('are written a minute after the first save, when the page is idle, never in a save', async () => {
    const world = new TestWorld()
    const { store, book } = bookIn(world)
    const metrics = new SessionMetrics({ sessionId: 'book' }, () => defaultMonitoring, {
      clock: world.clock,
      rollups: book,
    })
    const commit = { records: [], removedIds: [], tree: { nextId: 1 }, rows: [] }
    for (let save = 0; save < 2; save += 1) {
      metrics.stored({ ...commit, stopwatch: new CommitStopwatch(world.clock) }, 1)
    }
    await world.clock.advance(60_000)
    // The test's clock is idle only when its patience ends.
    expect(store.adds).toHaveLength(0)
    await world.clock.advance(30_000)
    expect(store.adds).toHaveLength(1)
    const [rollup] = store.adds[0]?.rollups ?? []
    expect(rollup).toMatchObject({ sessionId: 'book', saves: 2, savesAvoided: 0, failedSaves: 0 })
    expect(rollup?.saveTimes).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    expect(store.adds[0]?.keepFrom).toBe(hourOf(world.clock.now()) - 720)
    await world.clock.advance(200_000)
    expect(store.adds).toHaveLength(1)
  })

  it('are one rollup for each session and hour', async () => {
    const world = new TestWorld()
    const { store, book } = bookIn(world)
    await world.clock.advance(3_600_000 - (world.clock.now() % 3_600_000) - 10_000)
    book.add('book', { saves: 1, longestSaveTime: 4 })
    book.add('book', { saves: 1, longestSaveTime: 3, bytesWritten: 5 })
    book.add('letter', { failedSaves: 1 })
    await world.clock.advance(10_000)
    book.add('book', { saves: 1 })
    await book.read('book')
    const told = store.adds
      .flatMap(({ rollups }) => rollups)
      .map(({ sessionId, hour, saves }) => [sessionId, hour, saves])
    const hour = hourOf(world.clock.now())
    expect(told).toEqual([
      ['book', hour - 1, 2],
      ['letter', hour - 1, 0],
      ['book', hour, 1],
    ])
    expect(store.adds[0]?.rollups[0]).toMatchObject({ longestSaveTime: 4, bytesWritten: 5 })
  })

  it('are written at once when the page’s last manager goes, and leave no timer behind', async () => {
    const world = new TestWorld()
    const { store, book } = bookIn(world)
    book.add('book', { saves: 1 })
    book.dispose()
    await settle()
    expect([store.adds.length, world.clock.timerCount]).toEqual([1, 0])
  })

  it('are no reason to fail: whoever develops the app is told', async () => {
    const world = new TestWorld()
    const { store, onFailure, book } = bookIn(world)
    store.isFailing = true
    book.add('book', { saves: 1 })
    await world.clock.advance(90_000)
    expect(onFailure).toHaveBeenCalledExactlyOnceWith(new Error('no room for figures'))
  })
})
