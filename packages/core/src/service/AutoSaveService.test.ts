import { describe, expect, it } from 'vitest'
import { TestWorld, settle } from '@autosave-kit/testing'
import { AutoSaveService } from './AutoSaveService.ts'

interface Note {
  readonly body: string
}

function serviceIn(world: TestWorld): { service: AutoSaveService; endCount: () => number } {
  let ends = 0
  const { surroundings } = world.page()
  const service = new AutoSaveService({}, () => ({ ...surroundings, dispose: () => (ends += 1) }))
  return { service, endCount: () => ends }
}

describe('AutoSaveService', () => {
  it('is made without touching the browser: this test has none', () => {
    expect(() => new AutoSaveService({ debounceMs: 100 })).not.toThrow()
  })

  it('gives one manager per session, a new one after it was removed', async () => {
    const { service } = serviceIn(new TestWorld())
    const manager = service.getManager('book')
    expect(service.getManager('book')).toBe(manager)
    expect(service.getManager('letter')).not.toBe(manager)
    await service.removeManager('book')
    expect(service.getManager('book')).not.toBe(manager)
  })

  it('stores what a manager holds before it removes it, and keeps the saved work', async () => {
    const { service } = serviceIn(new TestWorld())
    void service.getManager<Note>('book').scheduleSave({ body: 'last word' })
    await service.removeManager('book')
    expect((await service.getManager<Note>('book').restore()).state).toEqual({ body: 'last word' })
  })

  it('lets a new manager read only after the one before it has stored what it held', async () => {
    const world = new TestWorld()
    const { service } = serviceIn(world)
    const manager = service.getManager<Note>('book')
    await manager.immediateSave({ body: 'first' })
    world.storage.isHolding = true
    void manager.scheduleSave({ body: 'last word' })
    const removal = service.removeManager('book')
    const restoring = service.getManager<Note>('book').restore()
    await settle()
    world.storage.endWrites()
    await removal
    expect((await restoring).state).toEqual({ body: 'last word' })
  })

  it('lists the sessions that were saved', async () => {
    const world = new TestWorld()
    const { service } = serviceIn(world)
    await service.getManager<Note>('book').immediateSave({ body: 'a' })
    await service.getManager<Note>('letter').immediateSave({ body: 'b' })
    await world.clock.advance(0)
    const at = world.clock.now()
    expect(await service.listSessions()).toEqual([
      { id: 'book', createdAt: at, updatedAt: at },
      { id: 'letter', createdAt: at, updatedAt: at },
    ])
  })

  it('changes the options of managers that are there and of those to come', async () => {
    const world = new TestWorld()
    const { service } = serviceIn(world)
    const first = service.getManager<Note>('book')
    void first.scheduleSave({ body: 'a' })
    service.updateGlobalConfig({ debounceMs: 100 })
    void service.getManager<Note>('letter').scheduleSave({ body: 'b' })
    await world.clock.advance(100)
    expect(world.storage.appends).toHaveLength(2)
  })

  it('changes nothing when one of the new options is bad', async () => {
    const world = new TestWorld()
    const { service } = serviceIn(world)
    const manager = service.getManager<Note>('book')
    service.updateGlobalConfig({ crashWindowMs: 0 })
    expect(() => service.updateGlobalConfig({ debounceMs: 20, maxWaitMs: 10 })).toThrow(/maxWaitMs is 10/)
    void manager.scheduleSave({ body: 'a' })
    await world.clock.advance(1_999)
    expect(world.storage.appends).toHaveLength(0)
  })

  it('gives a session options of its own, and lays later ones over those it has', async () => {
    const world = new TestWorld()
    const { service } = serviceIn(world)
    service.updateGlobalConfig({ debounceMs: 500, retention: { maxVersions: 7 } })
    service.updateGlobalConfig({ retention: { mergeWindowMs: 0 } })
    const book = service.getManager<{ title: string; draft: string }>('book', { exclude: ['draft'] })
    const other = service.getManager<{ draft: string }>('other')
    await book.immediateSave({ title: 'a', draft: 'b' })
    await other.immediateSave({ draft: 'b' })
    service.getManager<{ title: string; draft: string }>('book', { exclude: ['title'] })
    await book.immediateSave({ title: 'a', draft: 'c' })
    await service.dispose()
    expect((await world.page().manager({}, 'other').restore()).state).toEqual({ draft: 'b' })
    expect((await world.page().manager({}, 'book').restore()).state).toEqual({ draft: 'c' })
    expect(() => service.getManager('third', { exclude: ['a..b'] })).toThrow(/exclude/)
  })

  it('disposes every manager and then what they share, also when one cannot store what it holds', async () => {
    const world = new TestWorld()
    const { service, endCount } = serviceIn(world)
    const manager = service.getManager<Note>('book')
    await manager.restore()
    world.storage.fault = 'WRITE_FAILED'
    void manager.scheduleSave({ body: 'a' })
    await expect(service.dispose()).rejects.toMatchObject({ code: 'WRITE_FAILED' })
    expect([endCount(), world.clock.timerCount]).toEqual([1, 0])
  })

  it('says how the storage is doing, also where the browser says nothing of the room there is', async () => {
    const { service } = serviceIn(new TestWorld())
    const { diagnosis } = await service.getStorageInfo()
    expect(diagnosis).toEqual({ place: 'disk', isReadOnly: false, problems: [], lifeboat: 'off' })
  })
})
