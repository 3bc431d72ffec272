import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AutoSaveOptions } from '../config/AutoSaveConfig.ts'
import type { AutoSaveEvent } from '../manager/AutoSaveEvent.ts'
import { AutoSaveService } from './AutoSaveService.ts'
import { TestWorld, settle } from '@autosave-kit/testing'

function serviceIn(world: TestWorld, options: AutoSaveOptions = {}): AutoSaveService {
  return new AutoSaveService(options, () => world.page().surroundings)
}

afterEach(() => vi.unstubAllGlobals())

describe('The events of a service', () => {
  it('tell of each commit of every session: which, why, and where it is', async () => {
    const service = serviceIn(new TestWorld())
    const saved: AutoSaveEvent[] = []
    service.on('saved', (event) => saved.push(event))
    await service.getManager('book').immediateSave({ body: 'a' })
    await service.getManager('letter').immediateSave({ body: 'b' })
    await settle()
    const event = { type: 'saved', revision: 1, reason: 'manual', durability: 'disk', byteLength: 17 }
    expect(saved).toEqual([
      { ...event, sessionId: 'book' },
      { ...event, sessionId: 'letter' },
    ])
  })

  it('tell of a failure with its code and when it is tried again', async () => {
    const world = new TestWorld()
    const service = serviceIn(world)
    const onError = vi.fn<(event: AutoSaveEvent) => void>()
    service.on('error', onError)
    const manager = service.getManager('book')
    await manager.restore()
    world.storage.fault = 'QUOTA_EXCEEDED'
    manager.immediateSave({ body: 'a' }).catch(() => undefined)
    await settle()
    const { error, retryAt } = manager.getSnapshot()
    const event = { type: 'error', sessionId: 'book', code: 'QUOTA_EXCEEDED', retryAt, error }
    expect(onError).toHaveBeenCalledExactlyOnceWith(event)
    expect(retryAt).toBeGreaterThan(world.clock.now())
  })

  it('tell of a conflict', async () => {
    const world = new TestWorld()
    const service = serviceIn(world)
    const onConflict = vi.fn<(event: AutoSaveEvent) => void>()
    service.on('conflict', onConflict)
    const manager = service.getManager('book')
    await manager.restore()
    const other = world.page().manager()
    await other.immediateSave({ body: 'theirs' })
    manager.immediateSave({ body: 'mine' }).catch(() => undefined)
    await settle()
    expect(onConflict).toHaveBeenCalledExactlyOnceWith({ type: 'conflict', sessionId: 'book' })
  })

  it('tell of a save that took longer than the target, and of no other', async () => {
    const world = new TestWorld()
    const service = serviceIn(world, { performanceTarget: 25 })
    const slow: AutoSaveEvent[] = []
    service.on('slow', (event) => slow.push(event))
    const manager = service.getManager('book')
    await manager.restore()
    for (const [body, ms] of [
      ['quick', 25],
      ['slow', 26],
    ] as const) {
      world.storage.isHolding = true
      void manager.immediateSave({ body })
      await world.clock.advance(ms)
      world.storage.endWrites()
      await settle()
    }
    const times = { saveTime: 26, mainThreadTime: 0, target: 25 }
    expect(slow).toEqual([{ type: 'slow', sessionId: 'book', revision: 2, ...times }])
    expect(manager.getMetrics().slowSaves).toBe(1)
  })

  it('reach the page as DOM events, an error without what caused it', async () => {
    const world = new TestWorld()
    const page = new EventTarget()
    vi.stubGlobal('window', page)
    const told: unknown[] = []
    for (const type of ['saved', 'error']) {
      page.addEventListener(`autosave:${type}`, (event) => told.push([type, Reflect.get(event, 'detail')]))
    }
    const service = serviceIn(world)
    await service.getManager('book').immediateSave({ body: 'a secret' })
    world.storage.fault = 'WRITE_FAILED'
    service
      .getManager('book')
      .immediateSave({ body: 'another secret' })
      .catch(() => undefined)
    await settle()
    const saved = { sessionId: 'book', revision: 1, reason: 'manual', durability: 'disk', byteLength: 24 }
    const { retryAt } = service.getManager('book').getSnapshot()
    expect(told).toEqual([
      ['saved', saved],
      ['error', { sessionId: 'book', code: 'WRITE_FAILED', retryAt }],
    ])
  })

  it('reach everybody else when a listener throws, and the save goes on', async () => {
    const report = vi.fn<(cause: unknown) => void>()
    vi.stubGlobal('reportError', report)
    const service = serviceIn(new TestWorld())
    const mistake = new Error('a mistake of the app')
    const other = vi.fn<() => void>()
    service.on('saved', () => {
      throw mistake
    })
    service.on('saved', other)
    await service.getManager('book').immediateSave({ body: 'a' })
    await settle()
    expect(report).toHaveBeenCalledExactlyOnceWith(mistake)
    expect(other).toHaveBeenCalledOnce()
  })

  it('come when the save is behind them: a listener may save again', async () => {
    const service = serviceIn(new TestWorld())
    const manager = service.getManager('book')
    const end = service.on('saved', ({ revision }) => void (revision < 3 && manager.immediateSave({ revision })))
    await manager.immediateSave({ revision: 0 })
    await settle()
    expect(manager.getSnapshot()).toMatchObject({ revision: 3, status: 'saved' })
    end()
  })

  it('end with their listener’s end, and with the service', async () => {
    const service = serviceIn(new TestWorld())
    const [ended, disposed] = [vi.fn<() => void>(), vi.fn<() => void>()]
    service.on('saved', ended)()
    service.on('saved', disposed)
    await service.getManager('book').immediateSave({ body: 'a' })
    await settle()
    expect(ended).not.toHaveBeenCalled()
    expect(disposed).toHaveBeenCalledOnce()
    await service.dispose()
    await service.getManager('book').immediateSave({ body: 'b' })
    await settle()
    expect(disposed).toHaveBeenCalledOnce()
  })
})

describe('The metrics of all sessions', () => {
  it('are there by session, of those that have a manager now', async () => {
    const service = serviceIn(new TestWorld())
    await service.getManager('book').immediateSave({ body: 'a' })
    service.getManager('__proto__')
    const metrics = service.getAllMetrics()
    expect(Object.keys(metrics)).toEqual(['book', '__proto__'])
    expect(metrics['book']).toMatchObject({ sessionId: 'book', totalSaves: 1 })
    expect(await service.getMetricsHistory('book')).toEqual([])
  })
})
