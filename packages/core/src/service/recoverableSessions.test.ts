import { describe, expect, it } from 'vitest'
import { type TestPage, TestWorld } from '@autosave-kit/testing'
import { AutoSaveService } from './AutoSaveService.ts'

const titled = (body: string): object => ({ title: 'Moby-Dick', body })

function serviceOn({ surroundings }: TestPage): AutoSaveService {
  return new AutoSaveService({ crashWindowMs: 0 }, () => surroundings)
}

async function idsIn(world: TestWorld): Promise<string[]> {
  return (await serviceOn(world.page()).findRecoverable()).map(({ id }) => id)
}

/** A page that saves one session, each text a commit. */
async function pageWith(world: TestWorld, id: string, bodies: readonly string[]): Promise<TestPage> {
  const page = world.page()
  const manager = page.manager({}, id)
  await manager.restore()
  for (const body of bodies) await manager.immediateSave(titled(body))
  // The session is put into the list in a task behind its first commit.
  await world.clock.advance(0)
  return page
}

describe('What can be recovered', () => {
  it('is the work of a page that crashed, with what was saved since it was last left', async () => {
    const world = new TestWorld()
    const first = await pageWith(world, 'book', ['a', 'b'])
    first.leave()
    await world.clock.advance(60_000)
    const changedAt = world.clock.now()
    const second = await pageWith(world, 'book', ['c', 'd', 'e'])
    second.crash()
    const [session, ...others] = await serviceOn(world.page()).findRecoverable()
    expect(others).toEqual([])
    expect(session).toMatchObject({ id: 'book', ending: 'crashed', certain: true, revision: 5, baseRevision: 2 })
    expect(session).toMatchObject({ lastAliveAt: changedAt, changed: { commitCount: 3, since: changedAt } })
    const rows = await world.storage.read('book')
    const byteLength = rows.reduce((sum, { payload }) => sum + payload.length, 0)
    expect(session?.byteLength).toBe(byteLength)
    expect(session?.changed.byteLength).toBeLessThan(byteLength)
  })

  it('is nothing of a page that left in order, that lives, or in which nothing was saved', async () => {
    const world = new TestWorld()
    const left = await pageWith(world, 'left', ['a'])
    left.leave()
    await pageWith(world, 'alive', ['a'])
    const untouched = await pageWith(world, 'untouched', [])
    untouched.crash()
    const reopened = await pageWith(world, 'left', [])
    reopened.crash()
    expect(await idsIn(world)).toEqual([])
  })

  it('is nothing of a page that went in order and could say so only in localStorage', async () => {
    const world = new TestWorld()
    const page = await pageWith(world, 'book', ['a'])
    page.crash()
    expect(await idsIn(world)).toEqual(['book'])
    world.leftMarks.set('book', { tabId: page.surroundings.presence.tabId, revision: 1 })
    expect(await idsIn(world)).toEqual([])
  })

  it('is nothing of a page that goes in order while it is looked for', async () => {
    const world = new TestWorld()
    const leaving = await pageWith(world, 'book', ['a'])
    const { surroundings } = world.page()
    const isAlive = (tabId: string): Promise<boolean | undefined> => {
      if (tabId !== surroundings.presence.tabId) leaving.leave()
      return surroundings.presence.isAlive(tabId)
    }
    const presence = { ...surroundings.presence, isAlive }
    const service = new AutoSaveService({}, () => ({ ...surroundings, presence }))
    expect(await service.findRecoverable()).toEqual([])
  })

  it('is nothing of a page that lives and has closed the session', async () => {
    const world = new TestWorld()
    const page = world.page()
    const service = serviceOn(page)
    await service.getManager('book').immediateSave(titled('a'))
    await world.clock.advance(0)
    await service.removeManager('book')
    expect(await idsIn(world)).toEqual([])
  })

  it('is what was saved by a page that had come back after it was left', async () => {
    const world = new TestWorld()
    const page = world.page()
    const manager = page.manager({}, 'book')
    await manager.immediateSave(titled('a'))
    page.leave()
    page.surroundings.presence.hold()
    page.announce('returned')
    await manager.immediateSave(titled('b'))
    page.crash()
    expect(await idsIn(world)).toEqual(['book'])
  })

  it('is not what a page has open again, here or in another tab', async () => {
    const world = new TestWorld()
    for (const id of ['here', 'there', 'nowhere']) {
      const page = await pageWith(world, id, ['a'])
      page.crash()
    }
    await world.page().manager({}, 'there').restore()
    const service = serviceOn(world.page())
    await service.getManager('here').restore()
    expect((await service.findRecoverable()).map(({ id }) => id)).toEqual(['nowhere'])
  })

  it('comes newest first, and without what was imported or forked and never touched', async () => {
    const world = new TestWorld()
    for (const id of ['first', 'second', 'third']) {
      await world.clock.advance(1_000)
      const page = await pageWith(world, id, ['a'])
      page.crash()
    }
    const last = world.page()
    await serviceOn(last).forkSession('first', { id: 'copy' })
    last.crash()
    expect(await idsIn(world)).toEqual(['third', 'second', 'first'])
  })

  it('is said to be unsure where nobody can say whether the tab lives', async () => {
    const world = new TestWorld()
    const page = await pageWith(world, 'book', ['a'])
    page.crash()
    const { surroundings } = world.page()
    const presence = { ...surroundings.presence, isAlive: () => Promise.resolve(undefined) }
    const service = new AutoSaveService({}, () => ({ ...surroundings, presence }))
    expect(await service.findRecoverable()).toMatchObject([{ id: 'book', ending: 'unsure', certain: false }])
  })

  it('is found without anything being written', async () => {
    const world = new TestWorld()
    const page = await pageWith(world, 'book', ['a'])
    page.crash()
    const before = [await world.storage.read('book'), await world.storage.listSessions()]
    await idsIn(world)
    expect([await world.storage.read('book'), await world.storage.listSessions()]).toEqual(before)
  })
})
