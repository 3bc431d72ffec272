import { TestWorld, settle } from '@autosave-kit/testing'
import { describe, expect, it, vi } from 'vitest'
import { readSession } from '../recovery/readSession.ts'

interface Form {
  readonly title: string
  readonly body: string
}

const base: Form = { title: '', body: '' }

async function twoTabs() {
  const world = new TestWorld()
  await world.page().manager<Form>().immediateSave(base)
  const pages = [world.page(), world.page()] as const
  const [first, second] = [
    pages[0].manager<Form>({ tabs: 'single-writer' }),
    pages[1].manager<Form>({ tabs: 'single-writer' }),
  ]
  const shown: Form[] = []
  first.subscribeRemoteChange(() => undefined)
  await first.restore()
  await second.restore()
  second.subscribeRemoteChange((state) => shown.push(state))
  return { world, pages, first, second, shown }
}

const stored = async (world: TestWorld): Promise<unknown> => (await world.page().manager().restore()).state
const writersOf = (world: TestWorld): string[] => [...world.storage.rows.values()].map(({ writer }) => writer)

describe('A second tab on a session that one tab writes', () => {
  it('is a reader, says so, and sees what the writer does', async () => {
    const { world, first, second, shown } = await twoTabs()
    expect(first.getSnapshot()).toMatchObject({ access: 'writer', isAccessCertain: true, pauseReasons: [] })
    expect(second.getSnapshot()).toMatchObject({ access: 'reader', isAccessCertain: true, pauseReasons: ['other-tab'] })
    await first.immediateSave({ ...base, title: 'Loomings' })
    await world.clock.advance(10_000)
    expect(shown).toEqual([{ title: 'Loomings', body: '' }])
    expect(second.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false, revision: 2 })
  })

  it('stores nothing of what is typed in it, holds it, and asks the person to stay', async () => {
    const { world, pages, second } = await twoTabs()
    await expect(second.scheduleSave({ ...base, body: 'typed' })).rejects.toMatchObject({ code: 'NOT_WRITER' })
    await expect(second.immediateSave()).rejects.toMatchObject({ code: 'NOT_WRITER' })
    await world.clock.advance(20_000)
    second.resume('other-tab')
    await world.clock.advance(20_000)
    expect(pages[1].beforeUnload()).toBe(true)
    pages[1].announce('hidden')
    await settle()
    expect(writersOf(world)).not.toContain('tab-3')
    expect(second.getSnapshot()).toMatchObject({ isUnsaved: true, error: undefined, pauseReasons: ['other-tab'] })
    expect((await second.restore()).state).toEqual({ ...base, body: 'typed' })
  })

  it('does not call unsaved what changes nothing', async () => {
    const { world, second } = await twoTabs()
    second.scheduleSave({ ...base }).catch(() => undefined)
    await world.clock.advance(5_000)
    expect(second.getSnapshot()).toMatchObject({ isUnsaved: false, status: 'saved' })
    await expect(second.flush()).resolves.toMatchObject({ revision: 1 })
  })

  it('becomes the writer by itself when the writer’s tab is closed, and stores what was typed in it', async () => {
    const { world, pages, first, second } = await twoTabs()
    second.scheduleSave({ ...base, body: 'typed' }).catch(() => undefined)
    await first.immediateSave({ ...base, title: 'Loomings' })
    pages[0].leave()
    await world.clock.advance(5_000)
    expect(second.getSnapshot()).toMatchObject({ access: 'writer', isUnsaved: false, pauseReasons: [] })
    expect(await stored(world)).toEqual({ title: 'Loomings', body: 'typed' })
  })

  it('becomes the writer when the writer’s page crashes', async () => {
    const { world, pages, second } = await twoTabs()
    pages[0].crash()
    await settle()
    expect(second.getSnapshot().access).toBe('writer')
    await second.immediateSave({ ...base, title: 'Loomings' })
    expect(await stored(world)).toEqual({ ...base, title: 'Loomings' })
  })
})

describe('A tab that has the right to write and has not read yet what the writer before it left', () => {
  // Simulated single-writer world, seed 618292.
  it('does not go in front of that one’s last save when it is left', async () => {
    const { world, pages, first, second } = await twoTabs()
    world.storage.isHolding = true
    first.scheduleSave({ ...base, title: 'fails' }).catch(() => undefined)
    first.flush().catch(() => undefined)
    await settle()
    first.scheduleSave({ ...base, title: 'last words' }).catch(() => undefined)
    pages[0].announce('hidden')
    expect(world.storage.appends.slice(1).map(({ rows }) => [rows[0]?.revision, rows[0]?.base])).toEqual([
      [2, 1],
      [3, 1],
    ])
    // The first of them never lands.
    const [, , last] = world.storage.appends
    for (const row of last?.rows ?? []) world.storage.rows.set(`${row.revision}/${row.part}`, row)
    world.storage.isHolding = false
    const silence = vi.spyOn(world.storage, 'readEach').mockReturnValue(new Promise(() => undefined))
    pages[0].crash()
    await settle()
    expect(second.getSnapshot().access).toBe('writer')
    second.scheduleSave({ ...base, body: 'typed' }).catch(() => undefined)
    pages[1].leave()
    await settle()
    silence.mockRestore()
    // What counts, before anybody puts the two together.
    const { tree, strays } = await readSession(world.storage, 'book')
    expect(tree.root?.value).toEqual({ ...base, title: 'last words' })
    expect(strays.map(({ writer }) => writer)).toEqual(['tab-3'])
  })
})

describe('Taking a session over', () => {
  it('has the former writer store what it holds, tells it, and stores on top what was typed here', async () => {
    const { world, first, second } = await twoTabs()
    void first.scheduleSave({ ...base, title: 'last words' })
    second.scheduleSave({ ...base, body: 'typed' }).catch(() => undefined)
    await second.takeOver()
    await settle()
    expect([first.getSnapshot().access, second.getSnapshot().access]).toEqual(['reader', 'writer'])
    expect(first.getSnapshot().isUnsaved).toBe(false)
    await world.clock.advance(5_000)
    expect(await stored(world)).toEqual({ title: 'last words', body: 'typed' })
    expect([...world.storage.rows.values()].map(({ reason }) => reason)).toEqual([
      'manual',
      'flush',
      'takeover',
      'merge',
    ])
  })

  it('fences a writer that sleeps: its late write cannot land, and its work is merged once it is awake', async () => {
    const { world, pages, first, second } = await twoTabs()
    world.channel.isDeaf = true
    pages[0].isDeaf = true
    void first.scheduleSave({ ...base, title: 'late' })
    const taken = second.takeOver()
    await world.clock.advance(1_000)
    await taken
    expect(first.getSnapshot().access).toBe('writer')
    await world.clock.advance(20_000)
    expect(first.getSnapshot()).toMatchObject({ access: 'reader', isUnsaved: false })
    const rows = [...world.storage.rows.values()]
    expect(rows.map(({ reason, writer, base: on }) => [reason, writer, on])).toEqual([
      ['manual', 'tab-1', 0],
      ['takeover', 'tab-3', 1],
      ['merge', 'tab-2', 2],
    ])
    expect(await stored(world)).toEqual({ ...base, title: 'late' })
  })

  it('keeps what the former writer had unsaved in a named fork when it contradicts', async () => {
    const { world, pages, first, second } = await twoTabs()
    world.channel.isDeaf = true
    pages[0].isDeaf = true
    void first.scheduleSave({ ...base, title: 'late' })
    const taken = second.takeOver()
    await world.clock.advance(1_000)
    await taken
    await second.immediateSave({ ...base, title: 'theirs' })
    await world.clock.advance(20_000)
    const { access, status, conflict } = first.getSnapshot()
    expect([access, status]).toEqual(['reader', 'conflict'])
    expect(await stored(world)).toEqual({ ...base, title: 'theirs' })
    expect((await world.page().manager({}, conflict?.forkId).restore()).state).toEqual({ ...base, title: 'late' })
  })

  it('goes to and fro', async () => {
    const { world, first, second } = await twoTabs()
    for (const manager of [second, first, second, first]) {
      await manager.takeOver()
      await settle()
      const other = manager === first ? second : first
      expect([manager.getSnapshot().access, other.getSnapshot().access]).toEqual(['writer', 'reader'])
      await manager.immediateSave({ ...base, body: `${manager === first}` })
    }
    expect(await stored(world)).toEqual({ ...base, body: 'true' })
  })

  it('changes nothing when the takeover cannot be stored', async () => {
    const { world, first, second } = await twoTabs()
    world.storage.fault = 'WRITE_FAILED'
    await expect(second.takeOver()).rejects.toMatchObject({ code: 'WRITE_FAILED' })
    world.storage.fault = undefined
    await settle()
    expect([first.getSnapshot().access, second.getSnapshot().access]).toEqual(['writer', 'reader'])
  })
})

describe('A writer that comes back from the back/forward cache', () => {
  it('writes on when nobody took its place, and reads when somebody did', async () => {
    const { world, pages, first, second } = await twoTabs()
    await second.dispose()
    pages[0].leave()
    pages[0].surroundings.presence.hold()
    pages[0].announce('returned')
    await first.immediateSave({ ...base, title: 'back' })
    const third = world.page().manager<Form>({ tabs: 'single-writer' })
    await third.restore()
    pages[0].leave()
    await settle()
    pages[0].announce('returned')
    await settle()
    expect([first.getSnapshot().access, third.getSnapshot().access]).toEqual(['reader', 'writer'])
  })
})
