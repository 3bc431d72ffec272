import { describe, expect, it } from 'vitest'
import { TestWorld, settle } from '@autosave-kit/testing'

interface Note {
  readonly body: string
  readonly tags?: readonly string[]
  readonly title?: string
}

async function twoTabs() {
  const world = new TestWorld()
  // What one saves the other learns when it saves itself.
  world.channel.isDeaf = true
  await world.page().manager<Note>().immediateSave({ body: 'base' })
  const [firstPage, secondPage] = [world.page(), world.page()]
  const [first, second] = [firstPage.manager<Note>(), secondPage.manager<Note>()]
  await first.restore()
  await second.restore()
  return { world, first, second, secondPage }
}

const stored = async (world: TestWorld): Promise<unknown> => (await world.page().manager().restore()).state

describe('Two tabs on one session', () => {
  it('never overwrite each other: the later one is told, and holds its work', async () => {
    const { world, first, second, secondPage } = await twoTabs()
    await first.immediateSave({ body: 'mine' })
    const late = second.immediateSave({ body: 'theirs' })
    await expect(late).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(second.getSnapshot()).toMatchObject({ status: 'conflict', isUnsaved: true })
    expect(await stored(world)).toEqual({ body: 'mine' })
    expect(secondPage.beforeUnload()).toBe(true)
    expect(await stored(world)).toEqual({ body: 'mine' })
  })

  it('do not overwrite each other in their last moment either, a commit under way or not', async () => {
    const { world, first, second, secondPage } = await twoTabs()
    world.storage.isHolding = true
    void second.immediateSave({ body: 'theirs' })
    const [row] = world.storage.appends.at(-1)?.rows ?? []
    world.storage.isHolding = false
    await first.immediateSave({ body: 'mine' })
    world.storage.isHolding = true
    void second.scheduleSave({ body: 'theirs, longer' })
    secondPage.leave()
    world.storage.endWrites()
    await world.clock.advance(0)
    expect(row?.revision).toBe(2)
    expect(await stored(world)).toEqual({ body: 'mine' })
    expect(second.getSnapshot().status).toBe('conflict')
  })

  it('take over what the other saved when nothing was changed here', async () => {
    const { world, first, second } = await twoTabs()
    await first.immediateSave({ body: 'theirs' })
    // Save now without a change: a strict checkpoint finds its position taken.
    await second.immediateSave()
    expect(second.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false })
    expect((await second.restore()).state).toEqual({ body: 'theirs' })
    expect(await stored(world)).toEqual({ body: 'theirs' })
  })

  it('notice a revision of the same number by somebody else, in a store that was emptied in between', async () => {
    const { world, first, second } = await twoTabs()
    await second.immediateSave({ body: 'second' })
    await first.immediateSave({ body: 'first' }).catch(() => undefined)
    await first.resolveConflict('theirs')
    world.storage.rows.clear()
    world.storage.fault = 'WRITE_FAILED'
    void second.immediateSave({ body: 'second, edited' })
    await world.clock.advance(0)
    world.storage.fault = undefined
    const third = world.page().manager<Note>()
    await third.immediateSave({ body: 'a' })
    await third.immediateSave({ body: 'b' })
    await world.clock.advance(60_000)
    expect(second.getSnapshot().status).toBe('conflict')
    expect(await stored(world)).toEqual({ body: 'b' })
  })

  it('write nothing in a last moment while a person has to choose, not even into a position that is free', async () => {
    const { world, first, second, secondPage } = await twoTabs()
    await first.immediateSave({ body: 'one' })
    await expect(second.immediateSave({ body: 'theirs' })).rejects.toMatchObject({ code: 'CONFLICT' })
    const { forkId = '' } = second.getSnapshot().conflict ?? {}
    const count = world.storage.appends.length
    void second.scheduleSave({ body: 'theirs, longer' })
    expect(secondPage.beforeUnload()).toBe(true)
    secondPage.leave()
    expect(world.storage.appends.slice(count).map(({ rows }) => rows[0]?.sessionId)).toEqual([forkId])
    expect((await world.page().manager<Note>({}, forkId).restore()).state).toEqual({ body: 'theirs, longer' })
  })

  it('end the conflict with this tab’s work on top', async () => {
    const { world, first, second } = await twoTabs()
    await first.immediateSave({ body: 'mine' })
    await second.immediateSave({ body: 'theirs' }).catch(() => 'conflict')
    expect(await second.resolveConflict('mine')).toEqual({ body: 'theirs' })
    expect(second.getSnapshot()).toMatchObject({ status: 'saved', revision: 3, error: undefined })
    expect(await stored(world)).toEqual({ body: 'theirs' })
  })

  it('end the conflict by a choice that cannot be stored at once: it is shown, held and tried again', async () => {
    const { world, first, second } = await twoTabs()
    await first.immediateSave({ body: 'mine' })
    await second.immediateSave({ body: 'theirs' }).catch(() => 'conflict')
    world.storage.fault = 'QUOTA_EXCEEDED'
    expect(await second.resolveConflict('mine')).toEqual({ body: 'theirs' })
    expect(second.getSnapshot()).toMatchObject({ status: 'error', isUnsaved: true, conflict: undefined })
    world.storage.fault = undefined
    await second.flush()
    expect(await stored(world)).toEqual({ body: 'theirs' })
  })

  it('lose nothing when a conflict is ended twice, or ended where there is none', async () => {
    const { first, second } = await twoTabs()
    void first.scheduleSave({ body: 'held' })
    expect(await first.resolveConflict('theirs')).toEqual({ body: 'held' })
    await first.flush()
    await second.immediateSave({ body: 'theirs' }).catch(() => 'conflict')
    const choices = await Promise.all([second.resolveConflict('mine'), second.resolveConflict('theirs')])
    expect(choices).toEqual([{ body: 'theirs' }, { body: 'theirs' }])
  })

  it('end the conflict with the other tab’s work, and save on top of it from then on', async () => {
    const { world, first, second } = await twoTabs()
    await first.immediateSave({ body: 'mine' })
    await second.immediateSave({ body: 'theirs' }).catch(() => 'conflict')
    expect(await second.resolveConflict('theirs')).toEqual({ body: 'mine' })
    expect(second.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false })
    await second.immediateSave({ body: 'mine and more' })
    expect(await stored(world)).toEqual({ body: 'mine and more' })
  })
  it('keep what the other tab did when somebody types on while the choice is being stored', async () => {
    const { world, first, second } = await twoTabs()
    await first.immediateSave({ body: 'mine', title: 'Loomings' })
    await second.immediateSave({ body: 'theirs' }).catch(() => 'conflict')
    world.storage.isHolding = true
    const chosen = second.resolveConflict('mine')
    await settle()
    // The app has not been given the other tab's title yet.
    void second.scheduleSave({ body: 'theirs', tags: ['sea'] })
    world.storage.isHolding = false
    world.storage.endWrites()
    expect(await chosen).toEqual({ body: 'theirs', title: 'Loomings', tags: ['sea'] })
    await second.flush()
    expect(await stored(world)).toEqual({ body: 'theirs', title: 'Loomings', tags: ['sea'] })
    await second.immediateSave({ body: 'theirs' })
    expect(await stored(world)).toEqual({ body: 'theirs' })
  })
})
