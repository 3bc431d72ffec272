import { TestWorld, settle } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'

interface Old {
  readonly name: string
  readonly notes?: string
}

interface New {
  readonly title: string
  readonly notes?: string
}

const older = { schemaVersion: 1 }
const newer = {
  schemaVersion: 2,
  migrations: {
    2: (state: unknown): New => {
      const { name, ...rest } = state as Old
      return { title: name, ...rest }
    },
  },
}

async function bothVersions() {
  const world = new TestWorld()
  const page = world.page()
  const old = page.manager<Old>(older)
  await old.immediateSave({ name: 'Moby-Dick' })
  const reloaded = world.page().manager<New>(newer)
  const { state } = await reloaded.restore()
  expect(state).toEqual({ title: 'Moby-Dick' })
  await reloaded.flush()
  await settle()
  return { world, page, old, reloaded }
}

describe('A tab with older code, beside one that has brought the work into a newer shape', () => {
  it('says so by itself, and shows nothing that it would not understand', async () => {
    const { old } = await bothVersions()
    expect(old.getSnapshot()).toMatchObject({ status: 'error', isUnsaved: false, error: { code: 'SCHEMA_NEWER' } })
  })

  it('writes nothing over it, holds what is typed there, and asks to stay', async () => {
    const { world, page, old, reloaded } = await bothVersions()
    await reloaded.immediateSave({ title: 'Moby-Dick', notes: 'by the newer' })

    const save = old.scheduleSave({ name: 'Moby-Dick', notes: 'by the older' })
    await expect(save).rejects.toMatchObject({ code: 'SCHEMA_NEWER' })
    await world.clock.advance(120_000)

    expect(old.getSnapshot()).toMatchObject({ status: 'error', isUnsaved: true, error: { code: 'SCHEMA_NEWER' } })
    expect(page.beforeUnload()).toBe(true)
    expect((await world.page().manager<New>(newer).restore()).state).toEqual({
      title: 'Moby-Dick',
      notes: 'by the newer',
    })
  })

  it('keeps what is typed there in a session of its own, which the newer code can open', async () => {
    const { world, page, old } = await bothVersions()
    old.scheduleSave({ name: 'Moby-Dick', notes: 'by the older' }).catch(() => undefined)
    await world.clock.advance(5_000)
    page.leave()
    await settle()

    const [fork] = [...world.storage.sessions.values()].filter(({ id }) => id.startsWith('book~'))
    expect(fork?.fork).toMatchObject({ of: 'book' })
    const opened = await world.page().manager<New>(newer, fork?.id).restore()
    expect(opened.state).toEqual({ title: 'Moby-Dick', notes: 'by the older' })
  })

  it('leaves rows alone that are written in a way it cannot read, on opening and while it has the session open', async () => {
    const world = new TestWorld()
    const pages = [world.page(), world.page()] as const
    const open = pages[0].manager<Old>()
    await open.immediateSave({ name: 'Moby-Dick' })
    await world.clock.advance(5_000)
    const [row] = world.storage.rows.values()
    if (row === undefined) throw new Error('Nothing was stored.')
    world.storage.rows.set('book/2/0', { ...row, revision: 2, base: 1, writer: 'newer', payload: '…', format: 99 })
    const rows = structuredClone([...world.storage.rows])

    await expect(pages[1].manager<Old>().restore()).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
    await expect(open.immediateSave({ name: 'typed' })).rejects.toMatchObject({ code: 'DATABASE_NEWER' })
    await world.clock.advance(60_000)

    expect(open.getSnapshot()).toMatchObject({ status: 'error', isUnsaved: true, error: { code: 'DATABASE_NEWER' } })
    expect([...world.storage.rows].filter(([key]) => key.startsWith('book/'))).toEqual(rows)
  })

  it('commits what is unsaved in the very event in which newer code takes the database', async () => {
    const world = new TestWorld()
    const page = world.page()
    const manager = page.manager<Old>()
    await manager.immediateSave({ name: 'Moby-Dick' })
    void manager.scheduleSave({ name: 'Moby-Dick; or, The Whale' })

    page.announce('outdated')

    expect(world.storage.appends.at(-1)?.options).toMatchObject({ isUrgent: true })
    await settle()
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false, revision: 2 })
  })
})
