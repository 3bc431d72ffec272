import { TestWorld, settle } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'

interface Form {
  readonly title: string
  readonly body: string
  readonly tags?: readonly string[]
}

const base: Form = { title: '', body: '' }

async function twoTabs({ isLive = true, isShown = true } = {}) {
  const world = new TestWorld()
  world.channel.isDeaf = !isLive
  await world.page().manager<Form>().immediateSave(base)
  const pages = [world.page(), world.page()] as const
  const [first, second] = [pages[0].manager<Form>(), pages[1].manager<Form>()]
  const shown: Form[] = []
  await first.restore()
  await second.restore()
  if (isShown) second.subscribeRemoteChange((state) => shown.push(state))
  return { world, pages, first, second, shown }
}

const stored = async (world: TestWorld): Promise<unknown> => (await world.page().manager().restore()).state

describe('Two tabs that change different fields of one form', () => {
  it('both keep everything, though neither hears of the other', async () => {
    const { world, first, second, shown } = await twoTabs({ isLive: false })
    await first.immediateSave({ ...base, title: 'Loomings' })
    const saved = await second.immediateSave({ ...base, body: 'Call me Ishmael.' })
    expect(saved).toMatchObject({ revision: 3, superseded: false })
    expect(shown).toEqual([{ title: 'Loomings', body: 'Call me Ishmael.' }])
    expect(second.getSnapshot()).toMatchObject({ status: 'saved', conflict: undefined })
    expect(await stored(world)).toEqual({ title: 'Loomings', body: 'Call me Ishmael.' })
    expect(world.storage.appends.at(-1)?.rows[0]?.reason).toBe('merge')
  })

  it('see each other’s changes live, and write nothing for that', async () => {
    const { world, first, second, shown } = await twoTabs()
    await first.immediateSave({ ...base, title: 'Loomings' })
    const count = world.storage.appends.length
    await world.clock.advance(10_000)
    expect(shown).toEqual([{ title: 'Loomings', body: '' }])
    expect(second.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false, revision: 2 })
    expect(world.storage.appends).toHaveLength(count)
  })

  it('see them though the first look at them fails, without another word from the other', async () => {
    const { world, first, second, shown } = await twoTabs()
    const saving = first.immediateSave({ ...base, title: 'Loomings' })
    world.storage.fault = 'READ_FAILED'
    await saving
    await settle()
    expect(second.getSnapshot().error?.code).toBe('READ_FAILED')
    world.storage.fault = undefined
    await world.clock.advance(60_000)
    expect(shown).toEqual([{ title: 'Loomings', body: '' }])
    expect(second.getSnapshot()).toMatchObject({ status: 'saved', error: undefined, revision: 2 })
  })

  it('do not forget them for a save that has nothing to store, when the first look at them failed', async () => {
    const { world, first, second, shown } = await twoTabs()
    const saving = first.immediateSave({ ...base, title: 'Loomings' })
    world.storage.fault = 'READ_FAILED'
    await saving
    await settle()
    world.storage.fault = undefined
    await second.flush()
    expect(shown).toEqual([{ title: 'Loomings', body: '' }])
    expect(second.getSnapshot()).toMatchObject({ status: 'saved', error: undefined, revision: 2 })
  })

  it('lay what was typed and not saved yet on top of what the other saved', async () => {
    const { world, first, second, shown } = await twoTabs()
    void second.scheduleSave({ ...base, body: 'typed' })
    await first.immediateSave({ ...base, title: 'Loomings' })
    await settle()
    expect(shown).toEqual([{ title: 'Loomings', body: 'typed' }])
    await world.clock.advance(10_000)
    expect(await stored(world)).toEqual({ title: 'Loomings', body: 'typed' })
  })

  it('delete nothing that an app without a listener was never shown', async () => {
    const { world, first, second } = await twoTabs({ isShown: false })
    await first.immediateSave({ ...base, title: 'Loomings' })
    await settle()
    await second.immediateSave({ ...base, body: 'one' })
    await second.immediateSave({ ...base, body: 'one two' })
    expect(await stored(world)).toEqual({ title: 'Loomings', body: 'one two' })
    await first.immediateSave({ title: 'Loomings', body: 'one two', tags: ['whale'] })
    await settle()
    await second.immediateSave({ ...base, body: 'three' })
    expect(await stored(world)).toEqual({ title: 'Loomings', body: 'three', tags: ['whale'] })
  })

  it('call it a conflict when such an app changes what was changed behind its back', async () => {
    const { first, second } = await twoTabs({ isShown: false })
    await first.immediateSave({ ...base, title: 'theirs' })
    await settle()
    await expect(second.immediateSave({ ...base, title: 'mine' })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(second.getSnapshot().conflict?.places).toEqual([{ path: 'title', base: '', mine: 'mine', theirs: 'theirs' }])
  })

  it('keep what is never stored as the app has it', async () => {
    const { world, first, second, shown } = await twoTabs()
    const password = { password: 'secret', onChange: () => undefined }
    void second.scheduleSave({ ...base, ...password, body: 'typed' })
    await first.immediateSave({ ...base, title: 'Loomings' })
    await settle()
    expect(shown).toEqual([{ title: 'Loomings', body: 'typed', ...password }])
    await world.clock.advance(10_000)
    expect(await stored(world)).toEqual({ title: 'Loomings', body: 'typed' })
  })

  it('merge states that their apps change in place', async () => {
    const { world, first } = await twoTabs({ isLive: false })
    const third = world.page().manager<{ title: string; body: string }>({ compare: 'deep' })
    const mutable = (await third.restore()).state ?? { ...base }
    await first.immediateSave({ ...base, title: 'Loomings' })
    mutable.body = 'typed'
    await third.immediateSave(mutable)
    expect(await stored(world)).toEqual({ title: 'Loomings', body: 'typed' })
  })

  it('go on while each types, and neither is ever left behind', async () => {
    const { world, first, second } = await twoTabs()
    let [mine, theirs] = [base, base]
    first.subscribeRemoteChange((state) => (mine = state))
    second.subscribeRemoteChange((state) => (theirs = state))
    for (let letter = 1; letter <= 40; letter += 1) {
      mine = { ...mine, title: 'x'.repeat(letter) }
      theirs = { ...theirs, body: 'y'.repeat(letter) }
      void first.scheduleSave(mine)
      void second.scheduleSave(theirs)
      await world.clock.advance(100)
    }
    await world.clock.advance(20_000)
    expect([mine, theirs, await stored(world)]).toEqual(
      Array.from({ length: 3 }, () => ({ title: 'x'.repeat(40), body: 'y'.repeat(40) })),
    )
  })
})

describe('Two tabs that change the same field', () => {
  async function conflicting() {
    const tabs = await twoTabs()
    await tabs.first.immediateSave({ ...base, title: 'theirs', tags: ['whale'] })
    // Their change is not heard of before this is typed.
    void tabs.second.scheduleSave({ ...base, title: 'mine', body: 'typed' })
    await settle()
    const { conflict } = tabs.second.getSnapshot()
    return { ...tabs, forkId: conflict?.forkId ?? '', conflict }
  }

  it('are told where, with what it was and what each made of it; this one’s work is on disk as a session of its own', async () => {
    const { world, second, forkId, conflict } = await conflicting()
    expect(second.getSnapshot().status).toBe('conflict')
    const places = [{ path: 'title', base: '', mine: 'mine', theirs: 'theirs' }]
    expect(conflict).toEqual({ places, theirRevision: 2, forkId })
    expect((await world.page().manager({}, forkId).restore()).state).toEqual({ ...base, title: 'mine', body: 'typed' })
    expect(world.storage.sessions.get(forkId)).toMatchObject({ fork: { of: 'book', revision: 2 } })
  })

  it.each([
    ['mine', 'mine', undefined],
    ['theirs', 'theirs', 'mine'],
    ['both', 'mine', 'theirs'],
  ] as const)('and choose %s, keep what does not contradict of both', async (choice, title, forked) => {
    const { world, second, forkId } = await conflicting()
    const expected = { title, body: 'typed', tags: ['whale'] }
    expect(await second.resolveConflict(choice)).toEqual(expected)
    expect(await stored(world)).toEqual(expected)
    expect(second.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false, conflict: undefined })
    const { state } = await world.page().manager<Form>({}, forkId).restore()
    expect(state?.title).toBe(forked)
  })

  it.each([
    ['theirs', 'mine'],
    ['both', 'theirs'],
  ] as const)(
    'and choose %s, keep the other side, also when the copy of this one’s is lost',
    async (choice, forked) => {
      const { world, second, forkId } = await conflicting()
      for (const [key, row] of world.storage.rows) if (row.sessionId === forkId) world.storage.rows.delete(key)
      await second.resolveConflict(choice)
      expect((await world.page().manager<Form>({}, forkId).restore()).state?.title).toBe(forked)
    },
  )

  it('and choose place by place, have both choices in the outcome, and what was let go in a copy', async () => {
    const { world, first, second } = await twoTabs()
    await first.immediateSave({ ...base, title: 'theirs', body: 'theirs' })
    void second.scheduleSave({ ...base, title: 'mine', body: 'mine' })
    await settle()
    const { forkId = '' } = second.getSnapshot().conflict ?? {}
    const outcome = await second.resolveConflict(({ path }) => (path === 'body' ? 'theirs' : 'mine'))
    expect(outcome).toEqual({ ...base, title: 'mine', body: 'theirs' })
    expect(await stored(world)).toEqual(outcome)
    expect((await world.page().manager<Form>({}, forkId).restore()).state?.body).toBe('mine')
  })

  it('and choose this one place by place, leave no copy', async () => {
    const { world, second, forkId } = await conflicting()
    await second.resolveConflict(() => 'mine')
    expect((await world.page().manager<Form>({}, forkId).restore()).state).toBeUndefined()
  })

  it('show what was chosen and stored, also when this one’s copy cannot be taken away', async () => {
    const { world, second } = await conflicting()
    world.storage.retire = () => Promise.reject(new Error('no'))
    const expected = { title: 'mine', body: 'typed', tags: ['whale'] }
    expect(await second.resolveConflict('mine')).toEqual(expected)
    // What is handed over next is made on top of it, and takes nothing of the other’s away.
    await second.immediateSave({ ...expected, body: 'typed more' })
    expect(await stored(world)).toEqual({ ...expected, body: 'typed more' })
  })

  it('keep both: the other’s is a session of its own before this one’s takes its place', async () => {
    const { world, second, forkId } = await conflicting()
    const before = world.storage.appends.length
    await second.resolveConflict('both')
    expect(world.storage.appends.slice(before).map(({ rows }) => rows[0]?.sessionId)).toEqual([forkId, 'book'])
    const others = await conflicting()
    others.world.storage.putSession = () => Promise.reject(new Error('no'))
    await expect(others.second.resolveConflict('both')).rejects.toThrow('no')
    expect(others.second.getSnapshot().status).toBe('conflict')
    expect(await stored(others.world)).toMatchObject({ title: 'theirs' })
  })

  it('and make one of the two themselves', async () => {
    const { world, second } = await conflicting()
    const merged = { title: 'mine and theirs', body: 'typed', tags: ['whale'] }
    expect(await second.resolveConflict(merged)).toEqual(merged)
    expect(await stored(world)).toEqual(merged)
  })

  it('stay in conflict until somebody chooses, whatever else the other saves', async () => {
    const { world, first, second } = await conflicting()
    await first.immediateSave({ ...base, title: 'mine' })
    await settle()
    expect(second.getSnapshot().status).toBe('conflict')
    void second.scheduleSave({ ...base, title: 'mine', body: 'typed more' })
    await world.clock.advance(10_000)
    expect(await second.resolveConflict('mine')).toMatchObject({ title: 'mine', body: 'typed more' })
  })
})
