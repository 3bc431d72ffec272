import { afterEach, describe, expect, it, vi } from 'vitest'
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

describe('The event of work that can be recovered', () => {
  const told: string[] = []
  const services: AutoSaveService[] = []

  /** A page that has been open for a while, with somebody who listens. */
  async function listenerIn(world: TestWorld, opened: readonly string[] = []): Promise<AutoSaveService> {
    const service = serviceOn(world.page())
    services.push(service)
    service.on('recoverable', ({ sessionId }) => told.push(sessionId))
    for (const id of opened) await service.getManager(id).restore()
    await service.listSessions()
    for (let second = 0; second < 10; second += 1) await world.clock.advance(1_000)
    return service
  }

  afterEach(async () => {
    await Promise.all(services.splice(0).map((service) => service.dispose()))
    told.length = 0
    vi.unstubAllGlobals()
  })

  it('comes some moments after a page was opened, once for each session', async () => {
    const world = new TestWorld()
    for (const id of ['book', 'letter']) (await pageWith(world, id, ['a'])).crash()
    ;(await pageWith(world, 'left', ['a'])).leave()
    const service = await listenerIn(world)
    await vi.waitFor(() => expect(told.toSorted()).toEqual(['book', 'letter']))
    for (let minute = 0; minute < 10; minute += 1) await world.clock.advance(60_000)
    await service.findRecoverable()
    expect(told).toHaveLength(2)
  })

  it('is not told of what the page has open itself', async () => {
    const world = new TestWorld()
    for (const id of ['book', 'letter']) (await pageWith(world, id, ['a'])).crash()
    await listenerIn(world, ['book'])
    await vi.waitFor(() => expect(told).toEqual(['letter']))
  })

  it('reaches the page as a DOM event too', async () => {
    const page = new EventTarget()
    vi.stubGlobal('window', page)
    const details: unknown[] = []
    page.addEventListener('autosave:recoverable', (event) => details.push(Reflect.get(event, 'detail')))
    const world = new TestWorld()
    ;(await pageWith(world, 'book', ['a'])).crash()
    await listenerIn(world)
    await vi.waitFor(() => expect(details).toEqual([{ sessionId: 'book' }]))
  })

  it('is told to nobody after the service was disposed, and leaves no timer behind', async () => {
    const world = new TestWorld()
    ;(await pageWith(world, 'book', ['a'])).crash()
    const service = serviceOn(world.page())
    service.on('recoverable', ({ sessionId }) => told.push(sessionId))
    await service.listSessions()
    await service.dispose()
    await world.clock.advance(60_000)
    expect([told, world.clock.timerCount]).toEqual([[], 0])
  })
})
