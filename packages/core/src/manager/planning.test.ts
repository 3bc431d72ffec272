import { TestWorld, settle } from '@autosave-kit/testing'
import { describe, expect, it, vi } from 'vitest'
import type { AutoSaveOptions } from '../config/AutoSaveConfig.ts'
import type { Surroundings } from './SessionContext.ts'
import { AutoSaveManager } from './AutoSaveManager.ts'

const chapters = (count: number, note = ''): object[] =>
  Array.from({ length: count }, (_, index) => ({ id: index, text: `Chapter ${index} ${note}`.repeat(20) }))

/** A page on which every look at the clock finds that a millisecond has passed, and turns are given by hand. */
function slowPage(world: TestWorld, options: AutoSaveOptions = {}) {
  const page = world.page()
  const turns: (() => void)[] = []
  let elapsed = 0
  const clock: Surroundings['clock'] = {
    ...page.surroundings.clock,
    elapsed: () => (elapsed += 1),
    yieldTask: (run) => void turns.push(run),
  }
  const manager = new AutoSaveManager<unknown>('book', options, { ...page.surroundings, clock })
  const takeTurns = (count = Number.POSITIVE_INFINITY): number => {
    let taken = 0
    for (; taken < count; taken += 1) {
      const turn = turns.shift()
      if (turn === undefined) break
      turn()
    }
    return taken
  }
  return { page, manager, takeTurns, turns }
}

const stored = async (world: TestWorld): Promise<unknown> => (await world.page().manager().restore()).state

describe('A large first save', () => {
  it('gives the page its turns, and is one commit', async () => {
    const world = new TestWorld()
    const { manager, takeTurns } = slowPage(world)
    await manager.restore()
    const state = { chapters: chapters(400) }
    const saved = manager.immediateSave(state)
    expect(world.storage.appends).toHaveLength(0)
    expect(takeTurns()).toBeGreaterThan(20)
    expect((await saved).revision).toBe(1)
    expect(world.storage.appends).toHaveLength(1)
    expect(await stored(world)).toEqual(state)
  })

  it('is one slice for a small change, in the task that asks for it', async () => {
    const world = new TestWorld()
    const { manager, turns } = slowPage(world)
    await manager.restore()
    void manager.immediateSave({ title: 'Loomings' })
    expect(world.storage.appends).toHaveLength(1)
    expect(turns).toHaveLength(0)
  })

  it('is followed by what was handed over meanwhile, and answers to both', async () => {
    const world = new TestWorld()
    const { manager, takeTurns } = slowPage(world)
    await manager.restore()
    const first = manager.immediateSave({ chapters: chapters(100) })
    takeTurns(3)
    const second = manager.immediateSave({ chapters: chapters(100, 'edited') })
    while (takeTurns() > 0) await settle()
    expect(await first).toMatchObject({ revision: 1, superseded: false })
    expect(await second).toMatchObject({ revision: 2 })
    expect(await stored(world)).toEqual({ chapters: chapters(100, 'edited') })
  })

  it('is made at once, newest state and all, when the page is left in the middle of it', async () => {
    const world = new TestWorld()
    const { page, manager, takeTurns } = slowPage(world)
    await manager.restore()
    const first = manager.immediateSave({ chapters: chapters(100) })
    takeTurns(3)
    const state = { chapters: chapters(100, 'edited') }
    void manager.scheduleSave(state)
    page.announce('hidden')
    expect(world.storage.appends).toHaveLength(1)
    expect(world.storage.appends[0]?.options).toMatchObject({ isUrgent: true })
    while (takeTurns() > 0 || world.clock.timerCount > 2) await world.clock.advance(100)
    // Asked for on the medium itself: a strict commit follows the last moment's.
    expect(await first).toMatchObject({ revision: 2 })
    expect(await stored(world)).toEqual(state)
  })

  it('reads a state that is changed in place in one go: no half of another moment', async () => {
    const world = new TestWorld()
    const { manager, turns, takeTurns } = slowPage(world, { compare: 'deep' })
    await manager.restore()
    const state = { chapters: chapters(100) as { text: string }[] }
    const saved = manager.immediateSave(state)
    const before = structuredClone(state)
    for (const chapter of state.chapters) chapter.text = 'too late'
    takeTurns()
    expect(turns).toHaveLength(0)
    await saved
    expect(await stored(world)).toEqual(before)
    await manager.immediateSave(state).catch(() => undefined)
    expect(await stored(world)).toEqual(state)
  })
})

describe('Rules that change', () => {
  it('take out what was stored before, at the next save', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<unknown>({ secrets: 'store' })
    const long = 'whale '.repeat(1_000)
    const state = { user: { name: 'Ishmael', password: 'Pequod', long }, list: [{ note: 'mine', long }] }
    await manager.immediateSave(state)
    manager.updateConfig({ secrets: 'exclude', exclude: ['list.*.note'] })
    await manager.immediateSave({ ...state, title: 'changed' })
    expect(await stored(world)).toEqual({ user: { name: 'Ishmael', long }, list: [{ long }], title: 'changed' })
  })

  it('also when they change between two visits', async () => {
    const world = new TestWorld()
    const long = 'whale '.repeat(1_000)
    const first = world.page()
    await first.manager<unknown>().immediateSave({ list: [{ note: 'mine', long }] })
    await world.clock.advance(0)
    const options = { exclude: ['list.*.note'] }
    for (const title of ['one', 'two']) {
      const manager = world.page().manager<{ list: object[]; title?: string }>(options)
      const { state } = await manager.restore()
      await manager.immediateSave({ list: state?.list ?? [], title })
      await world.clock.advance(0)
      expect(await stored(world)).toEqual({ list: [{ long }], title })
    }
  })

  it('select keeps the part that is worth it', async () => {
    const world = new TestWorld()
    const options = { select: ({ draft }: { draft: string; hover: number }) => ({ draft }) }
    const manager = world.page().manager<{ draft: string; hover: number }>(options)
    await manager.immediateSave({ draft: 'a', hover: 1 })
    const { revision } = await manager.immediateSave({ draft: 'b', hover: 2 })
    expect(await stored(world)).toEqual({ draft: 'b' })
    void manager.scheduleSave({ draft: 'b', hover: 3 })
    await world.clock.advance(2_000)
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', revision })
  })
})

describe('Files and Blobs', () => {
  const cover = new File(['a white whale'], 'cover.txt', { type: 'text/plain' })

  it('are read, then saved with the rest, and come back', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<unknown>({ attachments: 'store' })
    await manager.immediateSave({ title: 'Moby-Dick', cover })
    const back = (await stored(world)) as { title: string; cover: File }
    expect([back.title, back.cover.name, await back.cover.text()]).toEqual(['Moby-Dick', 'cover.txt', 'a white whale'])
  })

  it('that cannot be read are named, and cost nothing else', async () => {
    const world = new TestWorld()
    const moved = new File(['gone'], 'gone.txt')
    vi.spyOn(moved, 'arrayBuffer').mockRejectedValue(new DOMException('gone', 'NotReadableError'))
    const manager = world.page().manager<unknown>({ attachments: 'store' })
    await manager.immediateSave({ title: 'Moby-Dick', moved, cover })
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', leftOutPaths: ['moved'] })
    expect(Object.keys((await stored(world)) as object)).toEqual(['title', 'cover'])
  })

  it('ask the person to stay when the page is left before they could be read, and are saved if it is not', async () => {
    const world = new TestWorld()
    const page = world.page()
    const manager = page.manager<unknown>({ attachments: 'store' })
    await manager.restore()
    void manager.scheduleSave({ title: 'Moby-Dick', cover })
    expect(page.beforeUnload()).toBe(true)
    await settle()
    expect(manager.getSnapshot().isUnsaved).toBe(true)
    expect(await stored(world)).toEqual({ title: 'Moby-Dick' })
    await manager.flush()
    expect(Object.keys((await stored(world)) as object)).toEqual(['title', 'cover'])
    expect(page.beforeUnload()).toBe(false)
  })
})
