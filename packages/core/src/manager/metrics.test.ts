import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it, vi } from 'vitest'
import type { AutoSaveOptions } from '../config/AutoSaveConfig.ts'
import { Heartbeat } from '../tabs/Heartbeat.ts'
import { AutoSaveManager } from './AutoSaveManager.ts'
import { TestWorld, settle } from '@autosave-kit/testing'

interface Book {
  readonly title: string
  readonly chunks: readonly { readonly text: string }[]
}

const chunks = Array.from({ length: 40 }, (_, index) => ({ text: `${index} ${'word '.repeat(60)}` }))
const book = (title: string): Book => ({ title, chunks })

async function openIn(world: TestWorld, options: AutoSaveOptions = {}): Promise<AutoSaveManager<Book>> {
  const manager = world.page().manager<Book>(options)
  await manager.restore()
  return manager
}

describe('The metrics of a session', () => {
  it('are all zeros before the first save', async () => {
    const manager = await openIn(new TestWorld())
    expect(manager.getMetrics()).toMatchObject({ sessionId: 'book', totalSaves: 0, failedSaves: 0, lastSaveTime: 0 })
    expect(manager.getPerformanceInfo()).toMatchObject({ isWithinTarget: true, successRate: 1, trend: 1, target: 50 })
  })

  it('count the states that were stored without a save of their own', async () => {
    const world = new TestWorld()
    const manager = await openIn(world, { debounceMs: 1_000, maxWaitMs: 60_000 })
    for (let key = 0; key < 10; key += 1) {
      void manager.scheduleSave(book('x'.repeat(key)))
      await world.clock.advance(100)
    }
    await world.clock.advance(1_000)
    // The same again is no change, and no save.
    void manager.scheduleSave({ ...book('x'.repeat(9)) })
    await world.clock.advance(1_000)
    const { totalSaves, savesAvoided } = manager.getMetrics()
    expect(totalSaves).toBe(world.storage.appends.length)
    expect(totalSaves + savesAvoided).toBe(11)
  })

  it('say how long a save took until it was stored, and how many bytes and rows it wrote', async () => {
    const world = new TestWorld()
    const manager = await openIn(world)
    world.storage.isHolding = true
    const saved = manager.immediateSave(book('Loomings'))
    await world.clock.advance(30)
    world.storage.endWrites()
    await saved
    const rows = world.storage.appends.flatMap((append) => append.rows)
    expect(manager.getMetrics()).toMatchObject({
      lastSaveTime: 30,
      averageSaveTime: 30,
      saveTime: { p50: 30, p99: 30 },
      mainThreadTime: { longest: 0 },
      bytesWritten: rows.reduce((sum, { payload }) => sum + payload.length, 0),
      rowsWritten: rows.length,
      slowSaves: 0,
    })
    expect(manager.getPerformanceInfo().savesByReason).toEqual({ manual: 1 })
  })

  it('say whether 95 of 100 of the newest saves kept the target', async () => {
    const world = new TestWorld()
    const manager = await openIn(world, { performanceTarget: 25 })
    const save = async (edit: number, ms: number): Promise<void> => {
      world.storage.isHolding = true
      const saved = manager.immediateSave(book(String(edit)))
      await world.clock.advance(ms)
      world.storage.endWrites()
      await saved
    }
    for (let edit = 1; edit <= 39; edit += 1) await save(edit, 25)
    await save(40, 26)
    expect(manager.getPerformanceInfo().isWithinTarget).toBe(true)
    await save(41, 26)
    await save(42, 26)
    expect(manager.getPerformanceInfo().isWithinTarget).toBe(false)
    expect(manager.getMetrics()).toMatchObject({ slowSaves: 3, saveTime: { p50: 25, p95: 26 } })
    manager.updateConfig({ performanceTarget: 26 })
    expect(manager.getPerformanceInfo().isWithinTarget).toBe(true)
  })

  it('say which share of whole-state saves was not written, after a reload too', async () => {
    const world = new TestWorld()
    const manager = await openIn(world)
    await manager.immediateSave(book('0'))
    expect(manager.getMetrics().payloadReduction).toBeLessThan(0.01)
    for (let edit = 1; edit <= 9; edit += 1) await manager.immediateSave(book(String(edit)))
    // Ten whole states, of which one was written, and nine times next to nothing.
    expect(manager.getMetrics().payloadReduction).toBeCloseTo(0.9, 1)
    await manager.dispose()
    const again = await openIn(world)
    await again.immediateSave({ ...book('10'), chunks: (await again.restore()).state?.chunks ?? [] })
    expect(again.getMetrics().payloadReduction).toBeGreaterThan(0.9)
  })

  it('count attempts that failed, and every retry', async () => {
    const world = new TestWorld()
    const manager = await openIn(world)
    world.storage.fault = 'QUOTA_EXCEEDED'
    manager.immediateSave(book('a')).catch(() => undefined)
    await settle()
    expect(manager.getMetrics()).toMatchObject({ failedSaves: 1, totalSaves: 0 })
    world.storage.fault = undefined
    await world.clock.advance(5_000)
    expect(manager.getMetrics()).toMatchObject({ failedSaves: 1, totalSaves: 1 })
    expect(manager.getPerformanceInfo().successRate).toBe(0.5)
  })

  it('count signs of life that could not be stored', async () => {
    const world = new TestWorld()
    const { surroundings } = world.page()
    const fail = (): Promise<never> => Promise.reject(new Error('no room'))
    const store = { putHeartbeat: fail, listHeartbeats: fail, removeHeartbeats: fail }
    const heartbeat = new Heartbeat({ tabId: 'tab', store, clock: world.clock, path: () => '/' })
    const manager = new AutoSaveManager<Book>('book', {}, { ...surroundings, heartbeat })
    await manager.restore()
    const before = manager.getMetrics()
    await world.clock.advance(35_000)
    expect([before.heartbeatFailures, manager.getMetrics().heartbeatFailures]).toEqual([0, 2])
    await manager.dispose()
  })

  it('are the same object until something has changed', async () => {
    const manager = await openIn(new TestWorld())
    await manager.immediateSave(book('a'))
    const before = manager.getMetrics()
    void manager.scheduleSave(book('b'))
    expect(manager.getMetrics()).toBe(before)
    await manager.flush()
    expect(manager.getMetrics()).not.toBe(before)
  })

  it('stand still while monitoring is off, and go on when it is on again', async () => {
    const manager = await openIn(new TestWorld())
    await manager.immediateSave(book('a'))
    manager.updateConfig({ enablePerformanceMonitoring: false })
    await manager.immediateSave(book('b'))
    expect(manager.getMetrics().totalSaves).toBe(1)
    expect(manager.getPerformanceInfo().isMonitoring).toBe(false)
    manager.updateConfig({ enablePerformanceMonitoring: true })
    await manager.immediateSave(book('c'))
    expect(manager.getMetrics().totalSaves).toBe(2)
  })

  it('leave a page’s last moment out of the times: nobody waits for its end', async () => {
    const world = new TestWorld()
    const page = world.page()
    const manager = page.manager<Book>()
    await manager.restore()
    void manager.scheduleSave(book('last'))
    await settle()
    page.leave()
    await settle()
    expect(manager.getMetrics()).toMatchObject({ totalSaves: 1, saveTime: { longest: 0 } })
    expect(manager.getPerformanceInfo().savesByReason).toEqual({ leave: 1 })
  })

  it('come with an entry in the performance timeline that names no value of the state', async () => {
    const world = new TestWorld()
    const marks = { measure: vi.fn<() => void>(), mark: vi.fn<() => void>() }
    const manager = new AutoSaveManager<Book>('book', {}, { ...world.page().surroundings, marks })
    await manager.immediateSave(book('a secret title'))
    world.storage.fault = 'WRITE_FAILED'
    manager.immediateSave(book('another secret')).catch(() => undefined)
    await settle()
    const detail = { sessionId: 'book', reason: 'manual', rowsWritten: 1 }
    const stretch = { start: 0, end: 0 }
    expect(marks.measure).toHaveBeenCalledExactlyOnceWith('autosave:save', stretch, expect.objectContaining(detail))
    const failure = { sessionId: 'book', code: 'WRITE_FAILED' }
    expect(marks.mark).toHaveBeenCalledExactlyOnceWith('autosave:failed', failure)
    expect(JSON.stringify([marks.measure.mock.calls, marks.mark.mock.calls])).not.toContain('secret')
  })

  it('keep no state alive', async () => {
    setFlagsFromString('--expose-gc')
    const collect: unknown = runInNewContext('gc')
    const manager = await openIn(new TestWorld())
    const stored = async (title: string): Promise<WeakRef<object>> => {
      const state = { title, chunks: [{ text: title }] }
      await manager.immediateSave(state)
      return new WeakRef(state)
    }
    const first = await stored('first')
    await stored('second')
    manager.getMetrics()
    // What a promise holds, or was looked at, is let go a task later.
    const isGone = (): boolean => {
      if (typeof collect === 'function') collect()
      return first.deref() === undefined
    }
    await expect.poll(isGone).toBe(true)
  })
})
