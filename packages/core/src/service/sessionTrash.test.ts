import { describe, expect, it, vi } from 'vitest'
import { settle, type TestPage, TestWorld } from '@autosave-kit/testing'
import type { AutoSaveOptions } from '../config/AutoSaveConfig.ts'
import { AutoSaveService } from './AutoSaveService.ts'

const book = (title: string, lines: readonly string[] = ['one', 'two']): object => ({ title, lines })
const DAY = 24 * 3_600_000

function serviceOn({ surroundings }: TestPage, options: AutoSaveOptions = {}): AutoSaveService {
  return new AutoSaveService({ crashWindowMs: 0, ...options }, () => surroundings)
}

/** A page that crashed with some versions of a session behind it. */
async function crashedWith(world: TestWorld, id: string, states: readonly object[]): Promise<void> {
  const page = world.page()
  const manager = page.manager({}, id)
  await manager.restore()
  for (const state of states) await manager.immediateSave(state)
  await world.clock.advance(0)
  page.crash()
}

describe('A discarded session', () => {
  it('is in no list but the trash, and opens as something new', async () => {
    const world = new TestWorld()
    await crashedWith(world, 'book', [book('a'), book('b')])
    const service = serviceOn(world.page())
    const discarded = await service.discard('book')
    expect(discarded).toMatchObject({ sessionId: 'book', revision: 2, discardedAt: world.clock.now() })
    expect(discarded?.expiresAt).toBe(world.clock.now() + 7 * DAY)
    expect(await service.listSessions()).toEqual([])
    expect(await service.findRecoverable()).toEqual([])
    expect(await service.listTrash()).toEqual([discarded])
    const opened = await service.getManager('book').restore()
    expect(opened).toMatchObject({ state: undefined, revision: 0, report: { found: false } })
    expect(service.getManager('book').getSnapshot()).toMatchObject({ status: 'idle', error: undefined })
    expect(await service.getManager('book').getHistory()).toEqual([])
  })

  it('takes one row in the log', async () => {
    const world = new TestWorld()
    await crashedWith(world, 'book', [
      book(
        'a',
        Array.from({ length: 5_000 }, (_, at) => `line ${at}`),
      ),
    ])
    const rows = world.storage.rows.size
    await serviceOn(world.page()).discard('book')
    expect(world.storage.rows.size).toBe(rows + 1)
  })

  it('comes back exactly as it was, as recoverable as it was, history included', async () => {
    const world = new TestWorld()
    await crashedWith(world, 'book', [book('a'), book('b')])
    const service = serviceOn(world.page())
    const before = await service.findRecoverable()
    const discarded = await service.discard('book')
    expect(await service.restoreDiscarded(discarded?.id ?? '')).toEqual({ id: 'book', state: undefined })
    const [after] = await service.findRecoverable()
    expect(after).toMatchObject({ id: 'book', ending: 'crashed', certain: true })
    expect(before).toHaveLength(1)
    expect(await service.listTrash()).toEqual([])
    const { state } = await service.recover('book')
    expect(state).toEqual(book('b'))
    const revisions = (await service.getManager('book').getHistory()).map(({ revision }) => revision)
    expect(revisions).toContain(1)
  })

  it('is in no list when it has come back elsewhere', async () => {
    const world = new TestWorld()
    await crashedWith(world, 'book', [book('old')])
    const service = serviceOn(world.page())
    const manager = service.getManager('book')
    await manager.restore()
    const discarded = await serviceOn(world.page()).discard('book')
    expect(await service.restoreDiscarded(discarded?.id ?? '')).toMatchObject({ id: 'book-2' })
    expect((await service.listSessions()).map(({ id }) => id)).toEqual(['book-2'])
  })

  it('writes over nothing that another page has begun there, where this one has not read it yet', async () => {
    const world = new TestWorld()
    await crashedWith(world, 'book', [book('old')])
    const other = serviceOn(world.page())
    const discarded = await other.discard('book')
    await other.getManager('book').restore()
    await other.getManager('book').immediateSave(book('new'))
    const service = serviceOn(world.page())
    service.getManager('book')
    expect(await service.restoreDiscarded(discarded?.id ?? '')).toMatchObject({ id: 'book-2' })
    expect((await serviceOn(world.page()).getManager('book').restore()).state).toEqual(book('new'))
  })

  it('that another page brings back is not written over by the page that discarded it', async () => {
    const world = new TestWorld()
    const service = serviceOn(world.page())
    const manager = service.getManager<object>('book')
    await manager.restore()
    await manager.immediateSave({ old: 1 })
    const discarded = await service.discard('book')
    world.channel.isDeaf = true
    await serviceOn(world.page()).restoreDiscarded(discarded?.id ?? '')
    await manager.immediateSave({ fresh: 1 }).catch(() => undefined)
    expect((await serviceOn(world.page()).getManager('book').restore()).state).toMatchObject({ old: 1 })
  })

  it('comes back beside what was begun there meanwhile, and changes nothing of it', async () => {
    const world = new TestWorld()
    await crashedWith(world, 'book', [book('old')])
    const service = serviceOn(world.page())
    const discarded = await service.discard('book')
    const manager = service.getManager('book')
    await manager.restore()
    await manager.immediateSave(book('new'))
    expect(await service.restoreDiscarded(discarded?.id ?? '')).toEqual({ id: 'book-2', state: undefined })
    expect((await service.getManager('book-2').restore()).state).toEqual(book('old'))
    expect((await manager.restore()).state).toEqual(book('new'))
    expect((await service.listSessions()).map(({ id }) => id).toSorted()).toEqual(['book', 'book-2'])
    await expect(service.restoreDiscarded(discarded?.id ?? '')).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
  })

  it('holds what was unsaved, and no save that was on its way brings anything back', async () => {
    const world = new TestWorld()
    const page = world.page()
    const service = serviceOn(page)
    const manager = service.getManager('book')
    await manager.restore()
    await manager.immediateSave(book('saved'))
    void manager.scheduleSave(book('typed'))
    const discarded = await manager.discard()
    await world.clock.advance(60_000)
    expect(manager.getSnapshot()).toMatchObject({ status: 'idle', isUnsaved: false, error: undefined })
    expect((await serviceOn(world.page()).getManager('book').restore()).state).toBeUndefined()
    const told: unknown[] = []
    manager.subscribeRemoteChange((state) => told.push(state))
    const restored = await service.restoreDiscarded(discarded?.id ?? '')
    expect(restored).toEqual({ id: 'book', state: book('typed') })
    expect(told).toEqual([book('typed')])
  })

  it('may be discarded again under the same id: each comes back as it was', async () => {
    const world = new TestWorld()
    const service = serviceOn(world.page())
    const manager = service.getManager('book')
    await manager.restore()
    await manager.immediateSave(book('first'))
    const first = await manager.discard()
    await manager.immediateSave(book('second'))
    const second = await manager.discard()
    expect(new Set((await service.listTrash()).map(({ id }) => id))).toEqual(new Set([first?.id, second?.id]))
    expect((await service.restoreDiscarded(second?.id ?? '')).state).toEqual(book('second'))
    expect(await service.restoreDiscarded(first?.id ?? '')).toMatchObject({ id: 'book-2' })
    expect((await service.getManager('book-2').restore()).state).toEqual(book('first'))
  })

  it('is nothing where nothing was saved', async () => {
    const service = serviceOn(new TestWorld().page())
    expect(await service.discard('nobody')).toBeUndefined()
    expect(await service.getManager('empty').discard()).toBeUndefined()
    expect(await service.listTrash()).toEqual([])
  })

  it('is not listed any more once its time is over, and a clock set back brings nothing nearer to it', async () => {
    const world = new TestWorld()
    await crashedWith(world, 'book', [book('a')])
    const service = serviceOn(world.page())
    await service.discard('book')
    await world.clock.advance(7 * DAY - 1)
    expect(await service.listTrash()).toHaveLength(1)
    await world.clock.advance(2)
    expect(await service.listTrash()).toEqual([])
  })
})

describe('A page whose session somebody else ends', () => {
  for (const [way, code] of [
    ['discard', 'SESSION_DISCARDED'],
    ['deleteSession', 'SESSION_DELETED'],
  ] as const) {
    it(`says so, holds its work, and stores nothing of it by itself (${code})`, async () => {
      const world = new TestWorld()
      const manager = world.page().manager({}, 'book')
      await manager.restore()
      await manager.immediateSave(book('mine'))
      await world.clock.advance(0)
      const other = serviceOn(world.page())
      await other[way]('book')
      await settle()
      const told: unknown[] = []
      manager.subscribeRemoteChange((state) => told.push(state))
      void manager.scheduleSave(book('mine, and more')).catch(() => undefined)
      await world.clock.advance(60_000)
      expect(manager.getSnapshot()).toMatchObject({ status: 'error', isUnsaved: true, error: { code } })
      expect(JSON.parse(manager.toJson() ?? '')).toEqual(book('mine, and more'))
      expect(told).toEqual([])
      expect((await other.getManager('book').restore()).state).toBeUndefined()
      await other.removeManager('book')
      await expect(manager.flush()).rejects.toMatchObject({ code })
    })

    it(`stores what it holds when it is asked to (${code})`, async () => {
      const world = new TestWorld()
      const manager = world.page().manager({}, 'book')
      await manager.restore()
      await manager.immediateSave(book('mine'))
      await serviceOn(world.page())[way]('book')
      await settle()
      await world.clock.advance(10_000)
      expect(manager.getSnapshot().error).toMatchObject({ code })
      await manager.immediateSave()
      await world.clock.advance(0)
      expect(manager.getSnapshot()).toMatchObject({ status: 'saved', error: undefined })
      const again = serviceOn(world.page())
      expect((await again.getManager('book').restore()).state).toEqual(book('mine'))
      expect((await again.listSessions()).map(({ id }) => id)).toEqual(['book'])
    })
  }

  it('learns of it when it saves, where no message came, and asks the person to stay while something is unsaved', async () => {
    const world = new TestWorld()
    const page = world.page()
    const manager = page.manager({}, 'book')
    await manager.restore()
    await manager.immediateSave(book('mine'))
    world.channel.end('tab-1')
    await serviceOn(world.page()).deleteSession('book')
    await expect(manager.immediateSave(book('late'))).rejects.toMatchObject({ code: 'SESSION_DELETED' })
    expect(page.beforeUnload()).toBe(true)
    page.leave()
    await world.clock.advance(60_000)
    expect([...world.storage.rows.values()].map(({ reason }) => reason)).toEqual(['delete'])
    expect(await serviceOn(world.page()).listSessions()).toEqual([])
  })

  it('goes on when it is undone', async () => {
    const world = new TestWorld()
    const manager = world.page().manager({}, 'book')
    await manager.restore()
    await manager.immediateSave(book('mine'))
    const other = serviceOn(world.page())
    const discarded = await other.discard('book')
    void manager.scheduleSave(book('mine, and more')).catch(() => undefined)
    await world.clock.advance(10_000)
    expect(manager.getSnapshot().error).toMatchObject({ code: 'SESSION_DISCARDED' })
    await other.restoreDiscarded(discarded?.id ?? '')
    await manager.flush().catch(() => undefined)
    await world.clock.advance(10_000)
    manager.subscribeRemoteChange(() => undefined)
    expect(manager.getSnapshot()).toMatchObject({ error: undefined })
    await manager.flush()
    expect((await other.getManager('book').restore()).state).toEqual(book('mine, and more'))
  })
})

describe('A deleted session', () => {
  it('is gone from everything but the commit that says so', async () => {
    const world = new TestWorld()
    await crashedWith(world, 'book', [book('a'), book('b')])
    await crashedWith(world, 'other', [book('c')])
    const service = serviceOn(world.page())
    await service.renameSession('book', 'The Whale')
    await service.discard('book')
    await service.deleteSession('book')
    expect(await world.storage.read('book')).toMatchObject([{ reason: 'delete', revision: 4 }])
    expect(JSON.stringify([...world.storage.rows.values()])).not.toContain('"title":"a"')
    expect(await service.listTrash()).toEqual([])
    expect((await service.listSessions()).map(({ id }) => id)).toEqual(['other'])
    expect((await service.findRecoverable()).map(({ id }) => id)).toEqual(['other'])
    await expect(service.exportSession('book')).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
  })

  it('that this page has open is begun anew by what is handed over next', async () => {
    const world = new TestWorld()
    const service = serviceOn(world.page())
    const manager = service.getManager('book')
    await manager.restore()
    await manager.immediateSave(book('a'))
    await service.deleteSession('book')
    expect(manager.getSnapshot()).toMatchObject({ status: 'idle', error: undefined })
    await manager.immediateSave(book('b'))
    expect((await serviceOn(world.page()).getManager('book').restore()).state).toEqual(book('b'))
    expect(await manager.getHistory()).toHaveLength(1)
  })
})

describe('A renamed session', () => {
  it('keeps its name whatever an open page saves, and has it in every list', async () => {
    const world = new TestWorld()
    const page = world.page()
    const manager = page.manager({}, 'book')
    await manager.restore()
    await manager.immediateSave(book('a'))
    await world.clock.advance(0)
    const service = serviceOn(world.page())
    await service.renameSession('book', 'The Whale')
    await world.clock.advance(60_000)
    await manager.immediateSave(book('b'))
    await world.clock.advance(60_000)
    page.crash()
    expect(await service.listSessions()).toMatchObject([{ id: 'book', title: 'The Whale' }])
    expect(await service.findRecoverable()).toMatchObject([{ id: 'book', title: 'The Whale' }])
    expect((await service.exportSession('book')).name).toBe('The Whale.autosave')
    expect(await service.discard('book')).toMatchObject({ title: 'The Whale' })
    await expect(service.renameSession('nobody', 'x')).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
  })
})

describe('A recovered session', () => {
  it('is recovered though somebody asks in the same moment whether it is open', async () => {
    const world = new TestWorld()
    await crashedWith(world, 'book', [book('a')])
    const page = world.page()
    const { presence } = page.surroundings
    const ask = vi.spyOn(presence, 'whileAlone').mockResolvedValueOnce(false)
    const service = serviceOn(page)
    expect((await service.recover('book')).state).toEqual(book('a'))
    expect(ask).toHaveBeenCalledTimes(2)
  })

  it('is this page’s: no other page can take it, and none offers it', async () => {
    const world = new TestWorld()
    await crashedWith(world, 'book', [book('a'), book('b')])
    const [first, second] = [serviceOn(world.page()), serviceOn(world.page())]
    const { manager, state, report } = await first.recover('book')
    expect({ state, ending: report.ending }).toEqual({ state: book('b'), ending: 'crashed' })
    expect(first.getManager('book')).toBe(manager)
    await expect(second.recover('book')).rejects.toMatchObject({ code: 'SESSION_IN_USE' })
    expect(await second.findRecoverable()).toEqual([])
    expect((await first.recover('book')).state).toEqual(book('b'))
  })

  it('is refused where there is nothing, and from the trash', async () => {
    const world = new TestWorld()
    await crashedWith(world, 'book', [book('a')])
    const service = serviceOn(world.page())
    await expect(service.recover('nobody')).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
    await service.discard('book')
    await expect(service.recover('book')).rejects.toMatchObject({ code: 'SESSION_DISCARDED' })
  })
})
