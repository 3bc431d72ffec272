import { TestWorld, settle } from '@autosave-kit/testing'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Heartbeat } from '../tabs/Heartbeat.ts'
import { AutoSaveService } from './AutoSaveService.ts'

afterEach(() => vi.unstubAllGlobals())

function serviceWithFailingSigns() {
  const world = new TestWorld()
  const { surroundings } = world.page()
  const { clock, presence } = surroundings
  const signs = { isFailing: true }
  const store = {
    putHeartbeat: () => (signs.isFailing ? Promise.reject(new Error('disk')) : Promise.resolve()),
    listHeartbeats: () => Promise.resolve([]),
    removeHeartbeats: () => Promise.resolve(),
  }
  const heartbeat = new Heartbeat({ tabId: presence.tabId, store, clock, path: () => '/' })
  const service = new AutoSaveService({ heartbeatIntervalMs: 5_000, crashWindowMs: 0 }, () => ({
    ...surroundings,
    heartbeat,
  }))
  return { world, service, signs }
}

describe('Three signs of life in a row that cannot be stored', () => {
  it('are told to the service and to the page, and what is unsaved is saved at once', async () => {
    const page = new EventTarget()
    vi.stubGlobal('window', page)
    const { world, service, signs } = serviceWithFailingSigns()
    const told: unknown[] = []
    page.addEventListener('autosave:heartbeat-failed', (event) => told.push(Reflect.get(event, 'detail')))
    service.on('heartbeat-failed', (event) => told.push(event))
    const manager = service.getManager('book', { debounceMs: 60_000, maxWaitMs: 60_000 })
    await manager.restore()
    void manager.scheduleSave({ body: 'typed' })
    await world.clock.advance(10_000)
    expect([told, manager.getMetrics().heartbeatFailures]).toEqual([[], 2])
    await world.clock.advance(1_500)
    await settle()
    expect(told).toEqual([
      { type: 'heartbeat-failed', sessionId: 'book', failureCount: 3 },
      { sessionId: 'book', failureCount: 3 },
    ])
    expect(manager.getSnapshot()).toMatchObject({ isUnsaved: false, revision: 1 })
    expect(world.storage.appends.at(-1)?.options.durability).toBe('strict')
    signs.isFailing = false
    await world.clock.advance(5_000)
    signs.isFailing = true
    await world.clock.advance(15_000)
    expect([told.length, manager.getMetrics().heartbeatFailures]).toEqual([4, 6])
  })

  it('store nothing of a session that somebody has paused', async () => {
    const { world, service } = serviceWithFailingSigns()
    const manager = service.getManager('book')
    await manager.restore()
    manager.pause()
    void manager.scheduleSave({ body: 'typed' })
    await world.clock.advance(30_000)
    expect(world.storage.appends).toEqual([])
  })
})
