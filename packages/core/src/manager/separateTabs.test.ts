import { type TestPage, TestWorld, settle } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'
import type { AutoSaveManager } from './AutoSaveManager.ts'

interface Note {
  readonly body: string
}

const on = (page: TestPage): AutoSaveManager<Note> => page.manager<Note>({ tabs: 'separate' })

/** A tab that has saved `body`. */
async function tabWith(world: TestWorld, body: string) {
  const page = world.page()
  const manager = on(page)
  await manager.restore()
  await manager.immediateSave({ body })
  return { page, manager, id: manager.sessionId }
}

describe('Tabs that each have a session of their own', () => {
  it('write side by side and see nothing of each other; the first has the id that was asked for', async () => {
    const world = new TestWorld()
    const [first, second] = [await tabWith(world, 'one'), await tabWith(world, 'two')]
    expect(first.id).toBe('book')
    expect(second.id).toMatch(/^book~/)
    expect(second.manager.getSnapshot()).toMatchObject({ sessionId: second.id, access: 'writer', revision: 1 })
    expect((await first.manager.restore()).state).toEqual({ body: 'one' })
    expect((await second.manager.restore()).state).toEqual({ body: 'two' })
    await world.clock.advance(0)
    expect(world.storage.sessions.get(second.id)).toMatchObject({ separateOf: 'book' })
  })

  it('find their own again when they are reloaded, also after a crash', async () => {
    const world = new TestWorld()
    const [first, second] = [await tabWith(world, 'one'), await tabWith(world, 'two')]
    first.page.leave()
    second.page.crash()
    const [again, back] = [on(world.page(second.page.memory)), on(world.page(first.page.memory))]
    expect((await again.restore()).state).toEqual({ body: 'two' })
    expect((await back.restore()).state).toEqual({ body: 'one' })
    expect([again.sessionId, back.sessionId]).toEqual([second.id, 'book'])
  })

  it('get a new one when they are duplicated, which begins as the first shows it', async () => {
    const world = new TestWorld()
    const first = await tabWith(world, 'one')
    const page = world.page(new Map(first.page.memory))
    const twin = on(page)
    expect((await twin.restore()).state).toEqual({ body: 'one' })
    expect(twin.sessionId).toMatch(/^book~/)
    await twin.immediateSave({ body: 'twin' })
    expect((await first.manager.restore()).state).toEqual({ body: 'one' })
    page.leave()
    expect((await on(world.page(page.memory)).restore()).state).toEqual({ body: 'twin' })
  })

  it('go on with what was left behind when they are new, newest first, and begin one when all are open', async () => {
    const world = new TestWorld()
    const tabs = [await tabWith(world, 'one')]
    for (const body of ['two', 'three']) {
      await world.clock.advance(60_000)
      tabs.push(await tabWith(world, body))
    }
    await world.clock.advance(0)
    for (const { page } of tabs) page.leave()
    const states: unknown[] = []
    for (let count = 0; count < 4; count += 1) states.push((await on(world.page()).restore()).state)
    expect(states).toEqual([{ body: 'three' }, { body: 'two' }, { body: 'one' }, undefined])
  })

  it('only read, when a new tab has gone on with theirs while they were in the back/forward cache', async () => {
    const world = new TestWorld()
    const first = await tabWith(world, 'one')
    await world.clock.advance(0)
    first.page.leave()
    const next = on(world.page())
    await next.restore()
    expect(next.sessionId).toBe('book')
    first.page.announce('returned')
    await settle()
    expect(first.manager.getSnapshot().access).toBe('reader')
  })
})
