import { TestWorld } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'

interface Note {
  readonly body: string
}

function open(options: Parameters<ReturnType<TestWorld['page']>['manager']>[0] = {}) {
  const world = new TestWorld()
  const page = world.page()
  const manager = page.manager<Note>(options)
  const strictCount = (): number => world.storage.puts.filter(({ options: put }) => put?.durability === 'strict').length
  return { world, page, manager, strictCount }
}

describe('What a power cut can take', () => {
  it('is bounded: the medium is asked for what was saved every 45 seconds, as long as there is something', async () => {
    const { world, manager, strictCount } = open()
    await manager.restore()
    void manager.scheduleSave({ body: 'a' })
    await world.clock.advance(46_000)
    expect(strictCount()).toBe(0)
    await world.clock.advance(2_000)
    expect(strictCount()).toBe(1)
    await world.clock.advance(600_000)
    expect(strictCount()).toBe(1)
    for (let letter = 0; letter < 120; letter += 1) {
      void manager.scheduleSave({ body: 'x'.repeat(letter) })
      await world.clock.advance(1_000)
    }
    await world.clock.advance(1_000)
    expect([strictCount(), manager.getSnapshot().revision]).toEqual([3, world.storage.appends.length])
  })

  it('is nothing once the page is hidden, and asking writes no revision', async () => {
    const { world, page, manager, strictCount } = open()
    await manager.restore()
    void manager.scheduleSave({ body: 'a' })
    await world.clock.advance(3_000)
    void manager.scheduleSave({ body: 'ab' })
    page.announce('hidden')
    expect([strictCount(), world.storage.appends.length]).toEqual([1, 2])
    await world.clock.advance(1_000)
    page.announce('hidden')
    await world.clock.advance(120_000)
    page.announce('hidden')
    expect([strictCount(), world.storage.appends.length]).toEqual([2, 2])
  })

  it('is not asked for by a page that has saved nothing', async () => {
    const { world, manager } = open()
    void manager.scheduleSave({ body: 'a' })
    await world.clock.advance(3_000)
    const reader = world.page()
    const other = reader.manager<Note>()
    await other.restore()
    world.storage.puts.length = 0
    reader.announce('hidden')
    await other.dispose()
    expect(world.storage.puts).toEqual([])
  })

  it('makes a Save now with nothing new quick: the medium has it', async () => {
    const { world, page, manager } = open()
    void manager.scheduleSave({ body: 'a' })
    await world.clock.advance(3_000)
    page.announce('hidden')
    await world.clock.advance(0)
    expect(await manager.immediateSave()).toMatchObject({ revision: 1 })
    expect(world.storage.appends).toHaveLength(1)
  })

  it('is tried again later when the medium would not have it', async () => {
    const { world, page, manager, strictCount } = open()
    void manager.scheduleSave({ body: 'a' })
    await world.clock.advance(3_000)
    let failureCount = 0
    page.surroundings.storage.putSession = () => Promise.reject(new Error(`no room ${(failureCount += 1)}`))
    await world.clock.advance(200_000)
    expect([failureCount, strictCount(), manager.getSnapshot().status]).toEqual([4, 0, 'saved'])
  })

  it('is not asked for where nobody wants it, and follows what a save is configured to be', async () => {
    const { world, page, manager, strictCount } = open({ durability: { strictIntervalMs: 0, manual: 'relaxed' } })
    await manager.immediateSave({ body: 'a' })
    await world.clock.advance(120_000)
    page.announce('hidden')
    manager.updateConfig({ durability: { autosave: 'strict' } })
    void manager.scheduleSave({ body: 'ab' })
    await world.clock.advance(3_000)
    expect(strictCount()).toBe(0)
    expect(world.storage.appends.map(({ options }) => options.durability)).toEqual(['relaxed', 'strict'])
  })
})
