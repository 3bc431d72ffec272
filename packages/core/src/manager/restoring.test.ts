import { describe, expect, it } from 'vitest'
import { TestWorld, settle } from '@autosave-kit/testing'
import { AutoSaveManager } from './AutoSaveManager.ts'

interface Note {
  readonly title: string
  readonly body: string
  readonly tags?: readonly string[]
}

const empty: Note = { title: '', body: '' }
const saved: Note = { title: 'Loomings', body: 'Call me Ishmael.' }

async function worldWith(state: Note): Promise<TestWorld> {
  const world = new TestWorld()
  const page = world.page()
  await page.manager<Note>().immediateSave(state)
  page.leave()
  return world
}

describe('restore', () => {
  it('brings back what was saved, and says when and how it ended', async () => {
    const world = await worldWith(saved)
    const { state, revision, report } = await world.page().manager<Note>().restore()
    expect({ state, revision }).toEqual({ state: saved, revision: 1 })
    expect(report).toEqual({
      found: true,
      revision: 1,
      source: 'disk',
      savedAt: world.clock.now(),
      ending: 'left',
      damagedRowCount: 0,
      missingPaths: [],
      strays: [],
    })
  })

  it('of a session without saved work finds nothing and writes nothing', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    const { state, report } = await manager.restore({ baseline: empty, current: () => empty })
    expect({ state, found: report.found }).toEqual({ state: undefined, found: false })
    await world.clock.advance(60_000)
    expect(world.storage.appends).toHaveLength(0)
    expect(manager.getSnapshot().status).toBe('idle')
  })

  it('lets an empty form mounted over saved work write nothing', async () => {
    const world = await worldWith(saved)
    const page = world.page()
    const manager = page.manager<Note>()
    await world.clock.advance(0)
    world.storage.sessions.clear()
    const { state } = await manager.restore({ baseline: empty, current: () => empty })
    await world.clock.advance(60_000)
    expect(world.storage.sessions.size).toBe(0)
    page.leave()
    expect(state).toEqual(saved)
    expect(world.storage.appends).toHaveLength(1)
  })

  it('writes nothing before it has settled, not even in a page that is left', async () => {
    const world = await worldWith(saved)
    world.storage.fault = 'READ_FAILED'
    const page = world.page()
    const manager = page.manager<Note>()
    void manager.restore()
    void manager.scheduleSave({ title: 'typed', body: '' })
    await world.clock.advance(60_000)
    expect(page.beforeUnload()).toBe(true)
    page.announce('leaving')
    expect(world.storage.appends).toHaveLength(1)
    expect(manager.getSnapshot()).toMatchObject({ status: 'error', isUnsaved: true })
  })

  it('keeps what was typed meanwhile on top of what is read, key by key, and saves it', async () => {
    const world = await worldWith(saved)
    const typed: Note = { ...empty, title: 'The Carpet-Bag' }
    const { state } = await world
      .page()
      .manager<Note>()
      .restore({ baseline: empty, current: () => typed })
    const merged = { title: 'The Carpet-Bag', body: 'Call me Ishmael.' }
    expect(state).toEqual(merged)
    await world.clock.advance(2_000)
    expect((await world.page().manager().restore()).state).toEqual(merged)
  })

  it('takes what was scheduled meanwhile for the newest', async () => {
    const world = await worldWith(saved)
    const manager = world.page().manager<Note>()
    const restoring = manager.restore()
    void manager.scheduleSave({ title: 'typed', body: '' })
    expect((await restoring).state).toEqual({ title: 'typed', body: '' })
  })

  it('tries again until the store can be read, and then saves what was held', async () => {
    const world = await worldWith(saved)
    world.storage.fault = 'READ_FAILED'
    const manager = world.page().manager<Note>()
    const restoring = manager.restore()
    await settle()
    expect(manager.getSnapshot().error).toMatchObject({ code: 'READ_FAILED' })
    world.storage.fault = undefined
    await world.clock.advance(1_000)
    expect((await restoring).state).toEqual(saved)
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', error: undefined })
  })

  it('called again, when a component mounts again, answers with the newest state', async () => {
    const world = await worldWith(saved)
    const manager = world.page().manager<Note>()
    await manager.restore({ baseline: empty, current: () => empty })
    const newer = { ...saved, body: 'It was the whale.' }
    void manager.scheduleSave(newer)
    expect((await manager.restore({ baseline: empty, current: () => empty })).state).toBe(newer)
  })

  it('loses one damaged row’s records only, says so, and leaves the row where it is', async () => {
    const chapters = Array.from({ length: 1_000 }, (_, index) => ({ id: index, text: `Chapter ${index}. `.repeat(20) }))
    const world = new TestWorld()
    await world.page().manager().immediateSave({ title: 'Moby-Dick', chapters })
    const rows = [...world.storage.rows.entries()]
    const [key, row] = rows[1] ?? []
    expect(rows.length).toBeGreaterThan(3)
    if (key === undefined || row === undefined) return
    world.storage.rows.set(key, { ...row, payload: String(row.payload).replace('Chapter', 'Chapt3r') })
    const { state, report } = await world.page().manager<{ title: string; chapters: unknown[] }>().restore()
    expect(report.damagedRowCount).toBe(1)
    expect(state?.title).toBe('Moby-Dick')
    expect(state?.chapters.length).toBe(1_000 - report.missingPaths.length)
    expect(report.missingPaths.length).toBeLessThan(300)
    expect(world.storage.rows.has(key)).toBe(true)
  })
})

describe('How a session ended', () => {
  it('is crashed when its tab is gone without a word', async () => {
    const world = new TestWorld()
    const page = world.page()
    await page.manager<Note>().immediateSave(saved)
    page.crash()
    expect((await world.page().manager().restore()).report.ending).toBe('crashed')
  })

  it('is alive when its tab still is', async () => {
    const world = new TestWorld()
    await world.page().manager<Note>().immediateSave(saved)
    expect((await world.page().manager().restore()).report.ending).toBe('alive')
  })

  it('is left when its tab goes in order while it is asked for', async () => {
    const world = new TestWorld()
    const leaving = world.page()
    await leaving.manager<Note>().immediateSave(saved)
    const page = world.page()
    const { presence } = page.surroundings
    const isAlive = (tabId: string): Promise<boolean | undefined> => {
      leaving.leave()
      return presence.isAlive(tabId)
    }
    const manager = new AutoSaveManager<Note>('book', {}, { ...page.surroundings, presence: { ...presence, isAlive } })
    expect((await manager.restore()).report.ending).toBe('left')
  })

  it('is left when a page that changed nothing was left after it, so that a crash is told once', async () => {
    const world = new TestWorld()
    const page = world.page()
    await page.manager<Note>().immediateSave(saved)
    page.crash()
    const second = world.page()
    await second.manager<Note>().restore()
    second.leave()
    expect((await world.page().manager().restore()).report.ending).toBe('left')
  })

  it('is crashed when a tab came back from the cache, went on and crashed', async () => {
    const world = new TestWorld()
    const page = world.page()
    const manager = page.manager<Note>()
    await manager.immediateSave(saved)
    page.leave()
    page.surroundings.presence.hold()
    page.announce('returned')
    await manager.immediateSave({ ...saved, title: 'more' })
    page.crash()
    expect((await world.page().manager().restore()).report.ending).toBe('crashed')
  })
})
