import { describe, expect, it, vi } from 'vitest'
import { type SegmentRow } from '../records/SegmentRow.ts'
import { TestWorld, settle } from '@autosave-kit/testing'

interface Note {
  readonly body: string
}

async function openPage(world: TestWorld) {
  const page = world.page()
  const manager = page.manager<Note>()
  await manager.restore()
  return { page, manager }
}

function keyOf({ sessionId, revision, part }: SegmentRow): string {
  return `${sessionId}/${revision}/${part}`
}

describe('Leaving the page', () => {
  it('writes what is unsaved in the event itself, in beforeunload first', async () => {
    const world = new TestWorld()
    const { page, manager } = await openPage(world)
    void manager.scheduleSave({ body: 'last word' })
    expect(page.beforeUnload()).toBe(false)
    expect(world.storage.appends).toHaveLength(1)
    page.announce('leaving')
    page.announce('hidden')
    expect(world.storage.appends).toHaveLength(1)
    await settle()
    expect((await world.page().manager().restore()).state).toEqual({ body: 'last word' })
  })

  it('writes once more what was typed between two of its events', async () => {
    const world = new TestWorld()
    const { page, manager } = await openPage(world)
    void manager.scheduleSave({ body: 'one' })
    page.beforeUnload()
    void manager.scheduleSave({ body: 'two' })
    page.announce('leaving')
    expect(world.storage.appends).toHaveLength(2)
    await settle()
    expect((await world.page().manager().restore()).state).toEqual({ body: 'two' })
  })

  it('writes nothing when everything is saved', async () => {
    const world = new TestWorld()
    const { page, manager } = await openPage(world)
    await manager.immediateSave({ body: 'saved' })
    await world.clock.advance(0)
    page.leave()
    expect(world.storage.appends).toHaveLength(1)
  })

  it('does not wait for a commit under way, and is whole whether that one lands or not', async () => {
    const chapter = (id: number, text: string) => ({ id, text: text.repeat(500) })
    for (const doesLand of [true, false]) {
      const world = new TestWorld()
      const page = world.page()
      const manager = page.manager<readonly { readonly id: number; readonly text: string }[]>()
      const [first, second] = [chapter(1, 'Loomings '), chapter(2, 'The Carpet-Bag ')]
      await manager.immediateSave([first, second])
      world.storage.isHolding = true
      const edited = chapter(1, 'Call me Ishmael ')
      void manager.scheduleSave([edited, second])
      await world.clock.advance(2_000)
      const last = [edited, chapter(2, 'The Spouter-Inn ')]
      void manager.scheduleSave(last)
      page.leave()
      expect(world.storage.appends).toHaveLength(3)
      const [, under, leaving] = world.storage.appends
      for (const row of [...(doesLand ? (under?.rows ?? []) : []), ...(leaving?.rows ?? [])]) {
        world.storage.rows.set(`${row.revision}/${row.part}`, row)
      }
      expect((await world.page().manager().restore()).state).toEqual(last)
    }
  })

  it('keeps a value that was taken back after a commit that nobody knows the end of, whether that one had landed or not', async () => {
    for (const hadLanded of [true, false]) {
      const world = new TestWorld()
      const { page, manager } = await openPage(world)
      await manager.immediateSave({ body: 'kept' })
      world.storage.isHolding = true
      void manager.immediateSave({ body: 'regretted' }).catch(() => undefined)
      await settle()
      const [, doubtful] = world.storage.appends
      // Stored, and yet its end is a failure; or a failure through and through.
      if (hadLanded) for (const row of doubtful?.rows ?? []) world.storage.rows.set(keyOf(row), row)
      else world.storage.fault = 'WRITE_FAILED'
      const silence = [
        vi.spyOn(world.storage, 'readEach').mockReturnValue(new Promise(() => undefined)),
        vi.spyOn(world.storage, 'read').mockReturnValue(new Promise(() => undefined)),
      ]
      world.storage.endWrites()
      await settle()
      world.storage.fault = undefined
      void manager.scheduleSave({ body: 'kept' }).catch(() => undefined)
      page.leave()
      for (const spy of silence) spy.mockRestore()
      await settle()
      expect((await world.page().manager().restore()).state).toEqual({ body: 'kept' })
      expect(world.storage.appends).toHaveLength(3)
    }
  })

  it('does not believe a commit that was sent in doubt, though the doubt is over when it lands: another page was in between', async () => {
    const world = new TestWorld()
    const { page, manager } = await openPage(world)
    await manager.immediateSave({ body: 'common' })
    let answer = (): void => undefined
    const answered = new Promise<void>((resolve) => (answer = resolve))
    vi.spyOn(world.storage, 'readEach').mockImplementationOnce(async (sessionId, take) => {
      const asOfNow = await world.storage.read(sessionId)
      await answered
      for (const row of asOfNow) take(row)
      return 'disk'
    })
    world.storage.fault = 'WRITE_FAILED'
    await manager.immediateSave({ body: 'failed' }).catch(() => undefined)
    world.storage.fault = undefined
    page.announce('returned')
    world.storage.isHolding = true
    void manager.scheduleSave({ body: 'mine' }).catch(() => undefined)
    page.leave()
    expect(world.storage.appends.at(-1)?.rows[0]).toMatchObject({ revision: 3, base: 1 })
    world.storage.isHolding = false
    const other = world.page().manager<Note>()
    await other.restore()
    await other.immediateSave({ body: 'theirs' })
    answer()
    await settle()
    world.storage.endWrites()
    await settle()
    await world.clock.advance(5_000)
    expect(manager.getSnapshot()).toMatchObject({ status: 'conflict', isUnsaved: true })
  })

  it('is never questioned while it loses nothing, and listens for it only while something is unsaved, and some seconds more', async () => {
    const world = new TestWorld()
    const { page, manager } = await openPage(world)
    expect(page.listenerCount).toBe(1)
    void manager.scheduleSave({ body: 'a' })
    expect(page.listenerCount).toBe(2)
    expect(page.beforeUnload()).toBe(false)
    await world.clock.advance(5_000)
    expect(page.beforeUnload()).toBe(false)
    void manager.scheduleSave({ body: 'ab' })
    await world.clock.advance(11_000)
    expect(page.listenerCount).toBe(2)
    await world.clock.advance(10_000)
    expect(page.listenerCount).toBe(1)
  })

  it('is questioned while saving fails, and while it is paused with something held', async () => {
    const world = new TestWorld()
    const { page, manager } = await openPage(world)
    world.storage.fault = 'QUOTA_EXCEEDED'
    void manager.scheduleSave({ body: 'a' })
    await world.clock.advance(2_000)
    expect(page.beforeUnload()).toBe(true)
    world.storage.fault = undefined
    await world.clock.advance(30_000)
    manager.pause()
    void manager.scheduleSave({ body: 'ab' })
    expect(page.beforeUnload()).toBe(true)
  })

  it('does not hang a page that comes back when nobody told what became of its last commit', async () => {
    const world = new TestWorld()
    const { page, manager } = await openPage(world)
    world.storage.isHolding = true
    const result = manager.scheduleSave({ body: 'a' })
    page.leave()
    await settle()
    world.storage.isHolding = false
    page.announce('returned')
    await settle()
    expect(await result).toMatchObject({ revision: 1 })
    expect((await world.page().manager().restore()).state).toEqual({ body: 'a' })
  })

  it('does not lose an edit that waits for its debounce when the connection is lost before it: the store is read again at once', async () => {
    const world = new TestWorld()
    const { page, manager } = await openPage(world)
    void manager.scheduleSave({ body: 'waits' })
    world.storage.loseConnection()
    expect(page.beforeUnload()).toBe(true)
    await settle()
    page.leave()
    await world.clock.advance(0)
    expect((await world.page().manager().restore()).state).toEqual({ body: 'waits' })
  })

  it('is questioned while the store has not been read since the page came back: others may have written', async () => {
    const world = new TestWorld()
    const { page, manager } = await openPage(world)
    page.leave()
    page.announce('returned')
    void manager.scheduleSave({ body: 'a' })
    expect(page.beforeUnload()).toBe(true)
    await settle()
    await world.clock.advance(2_000)
    expect(page.beforeUnload()).toBe(false)
  })

  it('stays in doubt when the connection is lost once more while the store is being read', async () => {
    const world = new TestWorld()
    const { page, manager } = await openPage(world)
    void manager.scheduleSave({ body: 'a' })
    world.storage.loseConnection()
    world.storage.loseConnection()
    const read = vi.spyOn(world.storage, 'readEach')
    await settle()
    // The reading that was under way, then one of its own.
    expect(read.mock.calls.length).toBe(1)
    await world.clock.advance(2_000)
    expect(manager.getSnapshot().status).toBe('saved')
    expect(page.beforeUnload()).toBe(false)
  })
})
