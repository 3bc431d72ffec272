import { TestWorld, settle } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'
import type { AutoSaveManager } from './AutoSaveManager.ts'

interface Note {
  readonly body: string
}

const early = { crashWindowMs: 250 }

interface Opened {
  readonly world: TestWorld
  readonly manager: AutoSaveManager<Note>
}

/** One letter after the other, `intervalMs` apart. */
async function type({ world, manager }: Opened, text: string, intervalMs: number): Promise<void> {
  for (let length = 1; length <= text.length; length += 1) {
    void manager.scheduleSave({ body: text.slice(0, length) })
    await world.clock.advance(intervalMs)
  }
}

async function open(options: Parameters<AutoSaveManager['updateConfig']>[0] = early) {
  const world = new TestWorld()
  const page = world.page()
  const manager = page.manager<Note>(options)
  await manager.restore()
  const reasons = (): unknown[] => world.storage.appends.map(({ rows }) => rows[0]?.reason)
  return { world, page, manager, reasons }
}

describe('While somebody types', () => {
  it('a crash costs no more than the crash window, however long they type without a pause', async () => {
    const text = 'Call me Ishmael. Some years ago, never mind how long precisely'
    for (const length of [1, 10, 25, 40, text.length]) {
      const { world, page, manager } = await open()
      await type({ world, manager }, text.slice(0, length), 100)
      page.crash()
      const { state } = await world.page().manager<Note>().restore()
      // Three letters take 300 ms.
      expect(state?.body.length).toBeGreaterThanOrEqual(length - 2)
    }
  })

  it('the first change after a quiet time is stored in the next task, however large', async () => {
    const { world, manager, reasons } = await open()
    const pasted = manager.scheduleSave({ body: 'whale '.repeat(50_000) })
    expect(reasons()).toEqual([])
    await world.clock.advance(0)
    expect(reasons()).toEqual(['early'])
    expect(await pasted).toEqual({ revision: 1, durability: 'disk', superseded: false })
  })

  it('commits at most once in the crash window, and not at all once everything is stored', async () => {
    const { world, manager, reasons } = await open()
    await type({ world, manager }, 'x'.repeat(100), 10)
    // At 0, 250, 500, 750 and 1,000 ms.
    expect(reasons()).toEqual(Array(5).fill('early'))
    await world.clock.advance(60_000)
    expect(reasons()).toEqual(Array(5).fill('early'))
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false })
  })

  it('each commit is one small row, whatever the size of the session', async () => {
    const { world, manager } = await open()
    const chapter = 'Call me Ishmael. '.repeat(200)
    const book = Array.from({ length: 300 }, (_, id) => ({ id, text: chapter }))
    const held = manager as unknown as AutoSaveManager<typeof book>
    await held.immediateSave(book)
    world.storage.appends.length = 0
    for (let key = 0; key < 200; key += 1) {
      void held.scheduleSave(book.with(7, { id: 7, text: 'x'.repeat(key) }))
      await world.clock.advance(60)
    }
    const rows = world.storage.appends.flatMap((append) => append.rows)
    expect(rows.length).toBe(world.storage.appends.length)
    expect(rows.length).toBeLessThan(60)
    expect(Math.max(...rows.map(({ payload }) => payload.length))).toBeLessThan(400)
  })

  it('is one version of the history, not one for each commit', async () => {
    const { world, manager } = await open()
    await type({ world, manager }, 'Call me Ishmael.', 300)
    await world.clock.advance(5_000)
    expect(await manager.getHistory()).toHaveLength(1)
  })

  it('is one version for each pause where each save is one', async () => {
    const { world, manager } = await open({ ...early, retention: { mergeWindowMs: 0 } })
    for (const text of ['Call me', 'Call me Ishmael', 'Call me Ishmael.']) {
      await type({ world, manager }, text, 300)
      await world.clock.advance(5_000)
    }
    expect((await manager.getHistory()).map(({ reason }) => reason)).toEqual(['debounce', 'debounce', 'debounce'])
    const { state } = await world.page().manager<Note>().restore()
    expect(state).toEqual({ body: 'Call me Ishmael.' })
  })

  it('waits with early commits as with all others while saving is paused', async () => {
    const { world, manager, reasons } = await open()
    manager.pause()
    await type({ world, manager }, 'held', 400)
    expect(reasons()).toEqual([])
    manager.resume()
    await world.clock.advance(250)
    expect(reasons()).toEqual(['early'])
  })

  it('does not hammer a disk that fails: early commits wait until a retry has succeeded', async () => {
    const { world, manager, reasons } = await open()
    world.storage.fault = 'QUOTA_EXCEEDED'
    await type({ world, manager }, 'x'.repeat(18), 100)
    // The first attempt, and its retry after a second.
    expect(reasons()).toHaveLength(2)
    world.storage.fault = undefined
    await world.clock.advance(30_000)
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', error: undefined })
    world.storage.appends.length = 0
    await type({ world, manager }, 'xyz', 1)
    expect(reasons()).toEqual(['early'])
  })

  it('follows a crash window that is changed, and has none where it is 0', async () => {
    const { world, manager, reasons } = await open()
    manager.updateConfig({ crashWindowMs: 0 })
    void manager.scheduleSave({ body: 'a' })
    await world.clock.advance(1_999)
    expect(reasons()).toEqual([])
    await world.clock.advance(1)
    expect(reasons()).toEqual(['debounce'])
    manager.updateConfig({ crashWindowMs: 1_000 })
    void manager.scheduleSave({ body: 'ab' })
    await world.clock.advance(500)
    manager.updateConfig({ crashWindowMs: 600 })
    await world.clock.advance(100)
    expect(reasons()).toEqual(['debounce', 'early'])
  })

  it('is told as one stretch: unsaved with the first letter, saved after the pause', async () => {
    const { world, manager } = await open()
    await world.clock.advance(0)
    const told: string[] = []
    manager.subscribe(() => told.push(manager.getSnapshot().status))
    // For half a minute: every ten seconds a save falls due though nobody paused.
    await type({ world, manager }, 'x'.repeat(430), 70)
    expect(told).toEqual(['unsaved'])
    await world.clock.advance(5_000)
    expect(told).toEqual(['unsaved', 'saved'])
  })

  it('is told as one stretch where there are no early commits either, and is stored every ten seconds', async () => {
    const { world, manager, reasons } = await open({ crashWindowMs: 0 })
    const told: string[] = []
    manager.subscribe(() => told.push(manager.getSnapshot().status))
    await type({ world, manager }, 'x'.repeat(250), 100)
    expect([told, reasons()]).toEqual([['unsaved'], ['early', 'early']])
    await world.clock.advance(2_000)
    expect([told, reasons()]).toEqual([
      ['unsaved', 'saved'],
      ['early', 'early', 'debounce'],
    ])
  })

  it('is called unsaved until it ends, to whoever looks at whatever moment', async () => {
    const { world, manager } = await open()
    const shown = new Set<string>()
    const look = (): void => void shown.add(manager.getSnapshot().status)
    manager.subscribe(look)
    for (let letter = 1; letter <= 60; letter += 1) {
      void manager.scheduleSave({ body: 'x'.repeat(letter) })
      // A component that is rendered for a reason of its own, or a display that looks at the clock.
      for (let moment = 0; moment < 10; moment += 1) {
        look()
        await world.clock.advance(11)
      }
    }
    expect([...shown]).toEqual(['unsaved'])
    await world.clock.advance(2_000)
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false })
    expect([...shown]).toEqual(['unsaved', 'saved'])
  })

  it('is stored for whoever waits for it as soon as it is, and needs nothing more when the manager goes', async () => {
    const { world, manager, reasons } = await open()
    expect(await Promise.all([manager.scheduleSave({ body: 'a' }), world.clock.advance(1)])).toMatchObject([
      { revision: 1, durability: 'disk' },
      undefined,
    ])
    await manager.dispose()
    expect(reasons()).toEqual(['early'])
  })

  it('is told of a failure at once, in the middle of a stretch', async () => {
    const { world, manager } = await open()
    const told: unknown[] = []
    await type({ world, manager }, 'abc', 100)
    manager.subscribe(() => told.push(manager.getSnapshot().error?.code))
    world.storage.fault = 'WRITE_FAILED'
    void manager.scheduleSave({ body: 'abcd' })
    await world.clock.advance(250)
    expect(told).toEqual(['WRITE_FAILED'])
  })

  it('does not turn a save that somebody asked for into one of its own', async () => {
    const { world, manager, reasons } = await open()
    world.storage.isHolding = true
    void manager.scheduleSave({ body: 'a' })
    await world.clock.advance(0)
    const asked = manager.immediateSave({ body: 'ab' })
    void manager.scheduleSave({ body: 'abc' })
    await world.clock.advance(500)
    world.storage.endWrites()
    await settle()
    expect([reasons(), await asked]).toMatchObject([['early', 'manual'], { revision: 2 }])
  })

  it('waits longer between two commits while the disk is slow, and not any more once it is quick again', async () => {
    const { world, manager } = await open()
    const commitsOf = async (letters: number, diskMs: number): Promise<number> => {
      const before = world.storage.appends.length
      for (let letter = 0; letter < letters; letter += 1) {
        world.storage.isHolding = diskMs > 0
        void manager.scheduleSave({ body: `${diskMs} ${before} ${letter}` })
        await world.clock.advance(100)
        if (letter % (diskMs / 100) === 0) world.storage.endWrites()
      }
      world.storage.endWrites()
      return world.storage.appends.length - before
    }
    const quick = await commitsOf(100, 0)
    const slow = await commitsOf(100, 200)
    await commitsOf(40, 0)
    expect(slow).toBeLessThan(quick / 2)
    expect(await commitsOf(100, 0)).toBeGreaterThanOrEqual(quick - 1)
  })
})
