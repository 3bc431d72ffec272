import { describe, expect, it, vi } from 'vitest'
import { type TestPage, TestWorld } from '@autosave-kit/testing'
import type { AutoSaveOptions } from '../config/AutoSaveConfig.ts'
import { AutoSaveService } from './AutoSaveService.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A service whose rounds come when the test says so. */
class TidiedService extends AutoSaveService {
  override tidy(): Promise<void> {
    return super.tidy()
  }
}

function serviceOn({ surroundings }: TestPage, options: AutoSaveOptions = {}): TidiedService {
  return new TidiedService({ crashWindowMs: 0, ...options }, () => surroundings)
}

/** A page that saved a session; the test says how it ended. */
async function pageWith(world: TestWorld, id: string): Promise<TestPage> {
  const page = world.page()
  const manager = page.manager({}, id)
  await manager.restore()
  await manager.immediateSave({ text: id })
  await world.clock.advance(0)
  return page
}

async function left(world: TestWorld, id = 'form'): Promise<void> {
  const page = await pageWith(world, id)
  page.leave()
  page.crash()
}

async function listed(service: AutoSaveService): Promise<string[]> {
  return (await service.listSessions()).map(({ id }) => id)
}

async function trashed(service: AutoSaveService): Promise<string[]> {
  return (await service.listTrash()).map(({ sessionId }) => sessionId)
}

/** Rows that hold something: the one that says that a session was deleted does not. */
function workIn(world: TestWorld): number {
  return [...world.storage.rows.values()].filter(({ reason }) => reason !== 'delete').length
}

/** Two rounds, an hour apart: what is found in the first goes in the second. */
async function tidyTwice(world: TestWorld, service: TidiedService): Promise<void> {
  await service.tidy()
  world.clock.jump(HOUR)
  await service.tidy()
}

describe('A session that nobody uses any more', () => {
  it('goes into the trash when it is older than maxSessionAge, and can be brought back', async () => {
    const world = new TestWorld()
    await left(world)
    const service = serviceOn(world.page())
    world.clock.jump(DAY - HOUR)
    await tidyTwice(world, service)
    expect(await listed(service)).toEqual(['form'])
    await tidyTwice(world, service)
    expect([await listed(service), await trashed(service)]).toEqual([[], ['form']])
    const [entry] = await service.listTrash()
    await service.restoreDiscarded(entry?.id ?? '')
    expect((await service.getManager('form').restore()).state).toEqual({ text: 'form' })
  })

  it.each<[string, (world: TestWorld, service: TidiedService) => Promise<unknown>]>([
    ['another page has it open', (world) => world.page().manager({}, 'form').restore()],
    ['this page has it open', (_, service) => service.getManager('form').restore()],
    ['a person has named it', (_, service) => service.renameSession('form', 'My application')],
    ['nothing is to go by itself', async (_, service) => service.updateGlobalConfig({ maxSessionAge: Infinity })],
  ])('stays while %s', async (_, act) => {
    const world = new TestWorld()
    await left(world)
    const service = serviceOn(world.page())
    await act(world, service)
    world.clock.jump(10 * DAY)
    await tidyTwice(world, service)
    expect([await listed(service), await trashed(service)]).toEqual([['form'], []])
  })

  it('stays when it is a copy of another, or a side of a conflict', async () => {
    const world = new TestWorld()
    await left(world)
    const service = serviceOn(world.page())
    const copy = await service.forkSession('form')
    world.clock.jump(10 * DAY)
    await tidyTwice(world, service)
    expect([await listed(service), await trashed(service)]).toEqual([[copy], ['form']])
  })

  it('begins to age anew when something is saved in it', async () => {
    const world = new TestWorld()
    await left(world)
    const service = serviceOn(world.page())
    world.clock.jump(2 * DAY)
    await service.tidy()
    await left(world)
    await tidyTwice(world, service)
    expect(await listed(service)).toEqual(['form'])
    world.clock.jump(DAY)
    await tidyTwice(world, service)
    expect(await trashed(service)).toEqual(['form'])
  })

  it('does not go at once when the clock jumps ahead, nor when it is set back', async () => {
    const world = new TestWorld()
    await left(world)
    const service = serviceOn(world.page())
    world.clock.jump(365 * DAY)
    await service.tidy()
    await service.tidy()
    expect(await listed(service)).toEqual(['form'])
    world.clock.jump(-365 * DAY)
    await tidyTwice(world, service)
    world.clock.jump(-DAY)
    await tidyTwice(world, service)
    expect([await listed(service), await trashed(service)]).toEqual([['form'], []])
  })
})

describe('Work that can be recovered', () => {
  it('is offered for its full age from when it was found, however old it is', async () => {
    const world = new TestWorld()
    ;(await pageWith(world, 'book')).crash()
    const service = serviceOn(world.page())
    world.clock.jump(30 * DAY)
    await service.tidy()
    world.clock.jump(DAY - 1)
    await service.tidy()
    expect((await service.findRecoverable()).map(({ id }) => id)).toEqual(['book'])
    world.clock.jump(1)
    await service.tidy()
    expect([await service.findRecoverable(), await trashed(service)]).toEqual([[], ['book']])
  })

  it('never goes where nobody can know whether its page lives', async () => {
    const world = new TestWorld()
    await pageWith(world, 'book')
    const { surroundings } = world.page()
    const { presence } = surroundings
    const isAlive = (): Promise<undefined> => Promise.resolve(undefined)
    const unknowing = { ...presence, isAlive, whileAlone: () => Promise.resolve(false) }
    const service = new TidiedService({}, () => ({ ...surroundings, presence: unknowing }))
    world.clock.jump(30 * DAY)
    await tidyTwice(world, service)
    world.clock.jump(30 * DAY)
    await tidyTwice(world, service)
    expect([await listed(service), await trashed(service)]).toEqual([['book'], []])
  })
})

describe('What is in the trash', () => {
  it('goes for good when its time is over, rows and all', async () => {
    const world = new TestWorld()
    await left(world)
    const service = serviceOn(world.page())
    const entry = await service.discard('form')
    world.clock.jump(7 * DAY - 1)
    await tidyTwice(world, service)
    expect(workIn(world)).toBeGreaterThan(0)
    world.clock.jump(HOUR)
    await tidyTwice(world, service)
    expect(workIn(world)).toBe(0)
    await expect(service.restoreDiscarded(entry?.id ?? '')).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
  })

  it('goes without what was begun under its id since', async () => {
    const world = new TestWorld()
    await left(world)
    const service = serviceOn(world.page())
    const entry = await service.discard('form')
    await service.getManager('form').immediateSave({ text: 'new' })
    await service.removeManager('form')
    world.clock.jump(8 * DAY)
    await service.renameSession('form', 'kept')
    await tidyTwice(world, service)
    expect((await service.getManager('form').restore()).state).toEqual({ text: 'new' })
    await expect(service.restoreDiscarded(entry?.id ?? '')).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
  })
})

it('A page tidies up by itself, a minute after it was opened and then every hour', async () => {
  const world = new TestWorld()
  await left(world)
  world.clock.jump(2 * DAY)
  const service = serviceOn(world.page())
  await service.listSessions()
  await vi.waitFor(async () => {
    await world.clock.advance(10 * 60_000)
    expect(await trashed(service)).toEqual(['form'])
  })
  await service.dispose()
  expect(world.clock.timerCount).toBe(0)
})
