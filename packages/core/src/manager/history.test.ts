import { TestWorld } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'
import type { AutoSaveManager } from './AutoSaveManager.ts'

interface Note {
  readonly title: string
  readonly lines: readonly { readonly text: string }[]
}

const line = (text: string): { readonly text: string } => ({ text: text.repeat(60) })

async function typed(manager: AutoSaveManager<Note>, world: TestWorld, titles: readonly string[]): Promise<void> {
  const { state = { title: '', lines: Array.from({ length: 50 }, () => line('whale ')) } } = await manager.restore()
  for (const title of titles) {
    void manager.scheduleSave({ ...state, title })
    await world.clock.advance(5_000)
  }
}

describe('The history of a session', () => {
  it('shows a minute of typing as one version, and what was asked for on its own', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    await typed(manager, world, ['C', 'Ca', 'Cal', 'Call', 'Call me'])
    await manager.immediateSave(undefined, { label: 'first words' })
    await typed(manager, world, ['Call me I', 'Call me Ish'])
    const history = await manager.getHistory()
    expect(history.map(({ label, isCheckpoint }) => [label, isCheckpoint])).toEqual([
      [undefined, false],
      ['first words', true],
    ])
    expect(manager.getSnapshot().revision).toBe(8)
  })

  it('brings a version back as a new one, which can be undone in turn, at the cost of what differs', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    await typed(manager, world, ['Loomings'])
    const { revision } = await manager.immediateSave(undefined, { label: 'Loomings' })
    await typed(manager, world, ['The Carpet-Bag'])
    const { revision: later } = await manager.immediateSave()
    world.storage.appends.length = 0
    expect((await manager.restoreRevision(revision)).title).toBe('Loomings')
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false })
    expect(String(world.storage.appends[0]?.rows[0]?.payload).length).toBeLessThan(200)
    expect((await world.page().manager<Note>().restore()).state?.title).toBe('Loomings')
    expect((await manager.restoreRevision(later)).title).toBe('The Carpet-Bag')
    expect((await manager.getHistory()).map(({ reason }) => reason)).toContain('restore')
  })

  it('holds the text as a page opened it, though that page goes on typing at once', async () => {
    const world = new TestWorld()
    const page = world.page()
    await typed(page.manager<Note>(), world, ['Loo', 'Loomings'])
    page.crash()
    const reloaded = world.page().manager<Note>()
    await typed(reloaded, world, ['L', ''])
    const history = await reloaded.getHistory()
    expect(history).toHaveLength(2)
    expect((await reloaded.restoreRevision(history[1]?.revision ?? 0)).title).toBe('Loomings')
  })

  it('saves what is unsaved before it brings anything back', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    await typed(manager, world, ['Loomings'])
    const { revision } = await manager.immediateSave(undefined, { label: 'Loomings' })
    await world.clock.advance(120_000)
    void manager.scheduleSave({ title: 'unsaved', lines: [] })
    await manager.restoreRevision(revision)
    const [, unsaved] = await manager.getHistory()
    expect((await manager.restoreRevision(unsaved?.revision ?? 0)).title).toBe('unsaved')
  })

  it('brings a version back together with what another tab has saved meanwhile, for the app to go on from', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    const { revision } = await manager.immediateSave({ title: 'Loomings', lines: [line('whale ')] })
    await manager.immediateSave({ title: 'The Carpet-Bag', lines: [line('whale ')] })
    const [other, shown] = [world.page().manager<Note>(), new Array<Note>()]
    await other.restore()
    manager.subscribeRemoteChange((state) => shown.push(state))
    world.channel.isDeaf = true
    await other.immediateSave({ title: 'The Carpet-Bag', lines: [line('sea ')] })
    const back = await manager.restoreRevision(revision)
    expect(back).toEqual({ title: 'Loomings', lines: [line('sea ')] })
    expect(shown).toEqual([back])
    await manager.immediateSave({ ...back, title: 'Loomings, edited' })
    expect((await world.page().manager<Note>().restore()).state).toEqual({ ...back, title: 'Loomings, edited' })
  })

  it('says so when it does not hold a version, and changes nothing', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    await typed(manager, world, ['Loomings'])
    await expect(manager.restoreRevision(77)).rejects.toMatchObject({ code: 'REVISION_NOT_FOUND' })
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', revision: 1 })
  })
})

describe('A log that grows', () => {
  it('is compacted in idle time, never in a save: a thousand edits are a handful of rows', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    const lines = Array.from({ length: 200 }, (_, index) => line(`line ${index} `))
    await manager.immediateSave({ title: '', lines })
    let state: Note = { title: '', lines }
    for (let edit = 0; edit < 1_000; edit += 1) {
      state = { title: `edit ${edit}`, lines: state.lines.with(edit % 200, line(`edit ${edit} `)) }
      void manager.scheduleSave(state)
      await world.clock.advance(2_000)
    }
    await world.clock.advance(120_000)
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false })
    expect(world.storage.rows.size).toBeLessThan(220)
    expect((await world.page().manager<Note>().restore()).state).toEqual(state)
    const history = await manager.getHistory()
    expect(history.length).toBeGreaterThan(25)
    const oldest = history.at(-1)
    const back = await manager.restoreRevision(oldest?.revision ?? 0)
    expect(back.lines).toHaveLength(200)
    expect((await manager.restoreRevision(history[0]?.revision ?? 0)).title).toBe('edit 999')
  })

  it('puts a damaged row into quarantine, keeps what is around it, and never just deletes it', async () => {
    const world = new TestWorld()
    const lines = Array.from({ length: 400 }, (_, index) => line(`line ${index} `))
    await world.page().manager<Note>().immediateSave({ title: 'kept', lines })
    const [key, row] = [...world.storage.rows][1] ?? []
    if (key === undefined || row === undefined) throw new Error('one row only')
    world.storage.rows.set(key, { ...row, payload: String(row.payload).replace('line', 'lime') })
    const manager = world.page().manager<Note>()
    const { state, report } = await manager.restore()
    expect(report.damagedRowCount).toBe(1)
    expect(state?.title).toBe('kept')
    await world.clock.advance(120_000)
    const quarantine = await world.storage.listQuarantine('book')
    expect(quarantine.map(({ reason }) => reason)).toEqual(['damaged'])
    expect(quarantine[0]?.row.payload).toContain('lime')
    const again = await world.page().manager<Note>().restore()
    expect([again.report.damagedRowCount, again.state]).toEqual([0, state])
  })
})
