import { describe, expect, it } from 'vitest'
import { TestWorld, settle } from '@autosave-kit/testing'

interface Note {
  readonly title: string
  readonly body: string
}

const empty: Note = { title: '', body: '' }
const note = (body: string): Note => ({ title: 'Loomings', body })

async function stored(world: TestWorld): Promise<unknown> {
  return (await world.page().manager().restore()).state
}

describe('A scheduled save', () => {
  it('is stored once the person has paused for the debounce', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>({ debounceMs: 2_000 })
    await manager.restore()
    const result = manager.scheduleSave(note('Call me'))
    await world.clock.advance(1_999)
    expect(world.storage.appends).toHaveLength(0)
    expect(manager.getSnapshot()).toMatchObject({ status: 'unsaved', isUnsaved: true })
    await world.clock.advance(1)
    expect(await result).toEqual({ revision: 1, durability: 'disk', superseded: false })
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false, revision: 1 })
    expect(await stored(world)).toEqual(note('Call me'))
  })

  it('waits for the typing to pause, but never longer than the maximum wait', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>({ debounceMs: 1_000, maxWaitMs: 3_000 })
    await manager.restore()
    for (let key = 0; key < 29; key += 1) {
      void manager.scheduleSave(note('x'.repeat(key)))
      await world.clock.advance(100)
    }
    expect(world.storage.appends).toHaveLength(0)
    await world.clock.advance(100)
    expect(world.storage.appends).toHaveLength(1)
    expect(await stored(world)).toEqual(note('x'.repeat(28)))
  })

  it('that is replaced by a newer one resolves with its successor', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    const results = [
      manager.scheduleSave(note('a')),
      manager.scheduleSave(note('ab')),
      manager.scheduleSave(note('abc')),
    ]
    await world.clock.advance(2_000)
    expect(await Promise.all(results)).toEqual([
      { revision: 1, durability: 'disk', superseded: true },
      { revision: 1, durability: 'disk', superseded: true },
      { revision: 1, durability: 'disk', superseded: false },
    ])
  })

  it('of a state that is stored already writes nothing and resolves', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    void manager.scheduleSave(note('a'))
    await world.clock.advance(2_000)
    const again = manager.scheduleSave({ ...note('a') })
    await world.clock.advance(2_000)
    expect(await again).toMatchObject({ revision: 1 })
    expect(world.storage.appends).toHaveLength(1)
  })

  it('keeps the newest state when the wall clock is set back', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    const result = manager.scheduleSave(note('a'))
    world.clock.jump(-3_600_000)
    await world.clock.advance(3_602_000)
    expect(await result).toMatchObject({ revision: 1 })
  })
})

describe('Single flight', () => {
  it('lets one commit end before the next begins, and puts what came meanwhile into that one', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    await manager.restore()
    world.storage.isHolding = true
    const first = manager.immediateSave(note('a'))
    await settle()
    const second = manager.immediateSave(note('ab'))
    const third = manager.immediateSave(note('abc'))
    await settle()
    expect(world.storage.appends).toHaveLength(1)
    expect(manager.getSnapshot().status).toBe('saving')
    world.storage.endWrites()
    expect(await Promise.all([first, second, third])).toMatchObject([{ revision: 1 }, { revision: 2 }, { revision: 2 }])
    expect(world.storage.appends).toHaveLength(2)
  })
})

describe('Save now', () => {
  it('does not wait for the debounce and asks the medium itself to have it', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    await manager.immediateSave(note('a'))
    expect(world.storage.appends.map(({ options }) => options.durability)).toEqual(['strict'])
  })

  it('with nothing new makes sure of what was only handed to the operating system, once', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    void manager.scheduleSave(note('a'))
    await world.clock.advance(2_000)
    expect(await manager.immediateSave()).toMatchObject({ revision: 2 })
    expect(await manager.immediateSave()).toMatchObject({ revision: 2 })
    expect(world.storage.appends.map(({ options }) => options.durability)).toEqual(['relaxed', 'strict'])
    expect(await stored(world)).toEqual(note('a'))
  })

  it('does not take the end of an ordinary commit for its own', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    await manager.restore()
    world.storage.isHolding = true
    const ordinary = manager.scheduleSave(note('a'))
    await world.clock.advance(2_000)
    const strict = manager.immediateSave()
    world.storage.endWrites()
    expect(await Promise.all([ordinary, strict])).toMatchObject([{ revision: 1 }, { revision: 2 }])
  })

  it('saves while saving is paused: somebody asked for it', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    manager.pause()
    expect(await manager.immediateSave(note('a'))).toMatchObject({ revision: 1 })
  })
})

describe('A pause', () => {
  it('holds what is handed over until every reason is gone', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    await manager.restore()
    manager.pause('offline')
    manager.pause()
    const result = manager.scheduleSave(note('a'))
    await world.clock.advance(60_000)
    manager.resume()
    await world.clock.advance(60_000)
    expect(world.storage.appends).toHaveLength(0)
    expect(manager.getSnapshot()).toMatchObject({ status: 'unsaved', pauseReasons: ['offline'] })
    manager.resume('offline')
    await world.clock.advance(2_000)
    expect(await result).toMatchObject({ revision: 1 })
  })
})

describe('A failed write', () => {
  it('rejects, keeps the work, says so, and tries again until it is stored', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    await manager.restore()
    world.storage.fault = 'QUOTA_EXCEEDED'
    const result = manager.scheduleSave(note('a'))
    await world.clock.advance(2_000)
    await expect(result).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED', retryable: true })
    const { status, isUnsaved, retryAt } = manager.getSnapshot()
    expect({ status, isUnsaved }).toEqual({ status: 'error', isUnsaved: true })
    expect(retryAt).toBe(world.clock.now() + 1_000)
    await world.clock.advance(10_000)
    world.storage.fault = undefined
    await world.clock.advance(30_000)
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', error: undefined })
    expect(await stored(world)).toEqual(note('a'))
  })

  it('does not reload, drop or stop: the tenth retry is made too', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    await manager.restore()
    world.storage.fault = 'WRITE_FAILED'
    void manager.scheduleSave(note('a'))
    await world.clock.advance(600_000)
    const attempts = world.storage.appends.length
    expect(attempts).toBeGreaterThan(15)
    await world.clock.advance(30_000)
    expect(world.storage.appends.length).toBe(attempts + 1)
  })

  it('that landed all the same is found out before anything is written again', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    await manager.restore()
    world.storage.isHolding = true
    void manager.immediateSave(note('a'))
    await settle()
    const [append] = world.storage.appends
    for (const row of append?.rows ?? []) world.storage.rows.set('landed without a word', row)
    world.storage.fault = 'WRITE_FAILED'
    world.storage.endWrites()
    await settle()
    world.storage.fault = undefined
    await world.clock.advance(30_000)
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false })
    expect(world.storage.appends).toHaveLength(1)
  })

  it('after the store lost everything is followed by the whole state', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    await manager.immediateSave(note('a'))
    world.storage.rows.clear()
    world.storage.fault = 'WRITE_FAILED'
    void manager.immediateSave(note('ab'))
    await settle()
    world.storage.fault = undefined
    await world.clock.advance(30_000)
    expect(await stored(world)).toEqual(note('ab'))
  })
})

describe('A store that lost everything', () => {
  const chapters = (last: string) => [
    { id: 1, text: 'Loomings '.repeat(300) },
    { id: 2, text: last },
  ]

  it('is given the whole state again, also when the person types on before the retry is due', async () => {
    const world = new TestWorld()
    const first = chapters('The Carpet-Bag')
    const manager = world.page().manager<typeof first>({ debounceMs: 100 })
    await manager.immediateSave(first)
    world.storage.rows.clear()
    world.storage.fault = 'WRITE_FAILED'
    void manager.scheduleSave([...first.slice(0, 1), ...chapters('x').slice(1)])
    await world.clock.advance(100)
    world.storage.fault = undefined
    const last = [...first.slice(0, 1), ...chapters('xy').slice(1)]
    const saved = manager.scheduleSave(last)
    await world.clock.advance(100)
    expect(await saved).toMatchObject({ durability: 'disk' })
    expect(await stored(world)).toEqual(last)
  })

  it('is given the first position again: a tab that knows nothing of what was lost must find it taken', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>({ debounceMs: 100 })
    for (const text of ['a', 'ab', 'abc']) await manager.immediateSave(note(text))
    world.storage.rows.clear()
    world.storage.fault = 'WRITE_FAILED'
    void manager.scheduleSave(note('abcd'))
    await world.clock.advance(100)
    world.storage.fault = undefined
    await world.clock.advance(30_000)
    expect(await stored(world)).toEqual(note('abcd'))
    expect([...world.storage.rows.values()].map(({ revision }) => revision)).toEqual([1])
  })
})

describe('A store that has lost what was acknowledged', () => {
  it.each([
    ['everything', 0],
    ['the newest of it, as in a power cut', 1],
  ])('(%s) is given it again by the page that made it', async (_what, left) => {
    const world = new TestWorld()
    const page = world.page()
    const manager = page.manager<Note>({ debounceMs: 60_000, maxWaitMs: 60_000, crashWindowMs: 0 })
    await manager.immediateSave(note('a'))
    await manager.immediateSave(note('ab'))
    for (const [key, { revision }] of world.storage.rows) if (revision > left) world.storage.rows.delete(key)
    world.storage.loseConnection()
    await settle()
    await world.clock.advance(1)
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false })
    expect(await stored(world)).toEqual(note('ab'))
  })

  it('has a page that says unsaved, as long as saving is paused', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    await manager.immediateSave(note('a'))
    manager.pause()
    world.storage.rows.clear()
    world.storage.loseConnection()
    await settle()
    await world.clock.advance(1)
    expect(manager.getSnapshot()).toMatchObject({ isUnsaved: true })
  })
})

describe('dispose', () => {
  it('stores what is held and leaves no listener or timer behind', async () => {
    const world = new TestWorld()
    const page = world.page()
    const manager = page.manager<Note>()
    await manager.restore()
    void manager.scheduleSave(note('a'))
    await manager.dispose()
    await settle()
    expect(page.listenerCount).toBe(0)
    expect(world.clock.timerCount).toBe(0)
    expect(await stored(world)).toEqual(note('a'))
  })

  it('rejects when what is held cannot be stored, and ends all the same', async () => {
    const world = new TestWorld()
    const page = world.page()
    const manager = page.manager<Note>()
    await manager.restore()
    world.storage.fault = 'WRITE_FAILED'
    const result = manager.scheduleSave(note('a'))
    await expect(manager.dispose()).rejects.toMatchObject({ code: 'WRITE_FAILED' })
    await expect(result).rejects.toMatchObject({ code: 'WRITE_FAILED' })
    expect(page.listenerCount + world.clock.timerCount).toBe(0)
    await expect(manager.scheduleSave(note('b'))).rejects.toMatchObject({ code: 'DISPOSED' })
  })

  it('while the session cannot be read does not wait for ever', async () => {
    const world = new TestWorld()
    world.storage.fault = 'READ_FAILED'
    const manager = world.page().manager<Note>()
    void manager.scheduleSave(note('a'))
    await settle()
    await expect(manager.dispose()).rejects.toMatchObject({ code: 'READ_FAILED' })
    expect(world.clock.timerCount).toBe(0)
  })
})

describe('subscribe', () => {
  it('tells in a task of its own, once per burst, and never inside scheduleSave', async () => {
    const world = new TestWorld()
    const manager = world.page().manager<Note>()
    await manager.restore()
    await world.clock.advance(0)
    let calls = 0
    const unsubscribe = manager.subscribe(() => (calls += 1))
    for (let key = 0; key < 200; key += 1) void manager.scheduleSave(note('x'.repeat(key)))
    expect(calls).toBe(0)
    await world.clock.advance(0)
    expect(calls).toBe(1)
    const before = manager.getSnapshot()
    void manager.scheduleSave(empty)
    expect(manager.getSnapshot()).toBe(before)
    unsubscribe()
  })
})
