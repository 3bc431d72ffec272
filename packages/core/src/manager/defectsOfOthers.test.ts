import { TestWorld, settle } from '@autosave-kit/testing'
import { describe, expect, it, vi } from 'vitest'
import { AutoSaveError } from '../errors/AutoSaveError.ts'
import { AutoSaveManager } from './AutoSaveManager.ts'

/**
 * What people lost work to elsewhere, by the mechanism it happened by (PEERS.md, MISSION.md); each would fail in a manager
 * that does the same. With early commits as they are by default.
 */

interface Note {
  readonly body: string
}

async function open(options = {}) {
  const world = new TestWorld()
  const page = world.page()
  const manager = page.manager<Note>({ crashWindowMs: 250, ...options })
  await manager.restore()
  return { world, page, manager }
}

async function stored(world: TestWorld): Promise<unknown> {
  return (await world.page().manager().restore()).state
}

describe('Defects of others', () => {
  it('the replaced save that never settles: each of two hundred resolves, with its own commit or its successor’s', async () => {
    const { world, manager } = await open()
    const saves: Promise<unknown>[] = []
    for (let letter = 1; letter <= 200; letter += 1) {
      saves.push(manager.scheduleSave({ body: 'x'.repeat(letter) }))
      if (letter % 70 === 0) saves.push(manager.immediateSave())
      if (letter % 90 === 0) world.storage.isHolding = true
      await world.clock.advance(40)
      if (letter % 100 === 0) world.storage.endWrites()
    }
    await world.clock.advance(10_000)
    world.storage.endWrites()
    await world.clock.advance(10_000)
    const pending = Symbol('pending')
    const outcomes = await Promise.all(saves.map((save) => Promise.race([save, settle().then(() => pending)])))
    expect(outcomes).not.toContain(pending)
    expect(outcomes.at(-1)).toMatchObject({ durability: 'disk', superseded: false })
  })

  it('the replaced save that never settles, while saving is paused: it resolves once saving goes on', async () => {
    const { world, manager } = await open()
    manager.pause()
    const saves = [manager.scheduleSave({ body: 'a' }), manager.scheduleSave({ body: 'ab' })]
    await world.clock.advance(60_000)
    manager.resume()
    await world.clock.advance(2_000)
    expect(await Promise.all(saves)).toMatchObject([{ superseded: true }, { superseded: false }])
  })

  it('the save rejected because the network is away: it is stored, network or not', async () => {
    const { world, page, manager } = await open()
    page.setOffline(true)
    const saves = [manager.scheduleSave({ body: 'a' }), manager.immediateSave({ body: 'ab' }), manager.flush()]
    await world.clock.advance(2_000)
    expect(await Promise.all(saves)).toMatchObject([{}, { durability: 'disk' }, { durability: 'disk' }])
    expect(await stored(world)).toEqual({ body: 'ab' })
  })

  it('the save rejected because the network is away, where saving is to wait for it: it is held, and Save now is not', async () => {
    const { world, page, manager } = await open({ pauseWhenOffline: true })
    page.setOffline(true)
    const held = manager.scheduleSave({ body: 'a' })
    const answered = vi.fn<() => void>()
    held.then(answered, answered)
    await world.clock.advance(600_000)
    expect(answered).not.toHaveBeenCalled()
    expect(await manager.immediateSave()).toMatchObject({ durability: 'disk' })
    expect(await held).toMatchObject({ durability: 'disk' })
  })

  it('the failed write that reloads the page, or throws into the app: it is an answer and a snapshot, and the work is held', async () => {
    const { world, manager } = await open()
    world.storage.fault = 'QUOTA_EXCEEDED'
    const unhandled = vi.fn<(reason: unknown) => void>()
    process.on('unhandledRejection', unhandled)
    // Nobody looks at the promise.
    void manager.scheduleSave({ body: 'a' })
    await world.clock.advance(10_000)
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
    expect(manager.getSnapshot()).toMatchObject({ isUnsaved: true, error: { code: 'QUOTA_EXCEEDED' } })
    const other = manager.scheduleSave({ body: 'ab' })
    world.storage.fault = undefined
    await world.clock.advance(30_000)
    await other.catch(() => undefined)
    expect(await stored(world)).toEqual({ body: 'ab' })
  })

  it('the error matched by a substring of its message: a code decides, whatever the message says', async () => {
    const misleading = 'QuotaExceededError? The network is away, version mismatch, key already exists'
    for (const code of ['DATABASE_NEWER', 'WRITE_FAILED'] as const) {
      const world = new TestWorld()
      const page = world.page()
      let attemptCount = 0
      const append = (): Promise<never> => {
        attemptCount += 1
        return Promise.reject(new AutoSaveError(code, { what: misleading, why: misleading, fix: misleading }))
      }
      const surroundings = { ...page.surroundings, storage: { ...page.surroundings.storage, append } }
      const manager = new AutoSaveManager<Note>('book', {}, surroundings)
      await expect(manager.immediateSave({ body: 'a' })).rejects.toMatchObject({ code })
      await world.clock.advance(60_000)
      expect(manager.getSnapshot()).toMatchObject({ isUnsaved: true, error: { code } })
      expect(attemptCount > 3).toBe(manager.getSnapshot().error?.retryable)
    }
  })

  it('the drop after so many retries: a disk that fails for hours costs nothing', async () => {
    const { world, manager } = await open()
    world.storage.fault = 'WRITE_FAILED'
    void manager.scheduleSave({ body: 'after hours' })
    await world.clock.advance(4 * 60 * 60_000)
    // Half a minute apart, at most.
    expect(world.storage.appends.length).toBeGreaterThan(470)
    expect(manager.getSnapshot()).toMatchObject({ status: 'error', isUnsaved: true })
    world.storage.fault = undefined
    await world.clock.advance(30_000)
    expect(await stored(world)).toEqual({ body: 'after hours' })
  })

  it('the unload write behind an await: what leaves with the page is issued in the event, whatever is under way', async () => {
    const chapters = Array.from({ length: 40 }, (_, id) => ({ id, text: 'Call me Ishmael. '.repeat(200) }))
    for (const isUnderWay of [false, true]) {
      const { world, page, manager } = await open()
      const held = manager as unknown as AutoSaveManager<typeof chapters>
      world.storage.isHolding = isUnderWay
      void held.scheduleSave(chapters)
      await world.clock.advance(isUnderWay ? 10 : 0)
      const last = chapters.with(3, { id: 3, text: 'the last word' })
      void held.scheduleSave(last)
      // No turn of the event loop, and no promise, between the event and the write.
      const before = world.storage.appends.length
      page.announce('leaving')
      const issuedCount = world.storage.appends.length - before
      page.crash()
      world.storage.endWrites()
      await settle()
      expect([issuedCount, await stored(world)]).toEqual([1, last])
    }
  })

  it('the pending write cancelled on unmount: whoever disposes the manager stores what it holds', async () => {
    const { world, manager } = await open({ crashWindowMs: 0 })
    const saved = manager.scheduleSave({ body: 'typed, then the view went' })
    await manager.dispose()
    expect(await saved).toMatchObject({ durability: 'disk' })
    expect(await stored(world)).toEqual({ body: 'typed, then the view went' })
  })

  it('the save that is put off for ever by an app that sets its options with each render', async () => {
    const { world, manager } = await open({ crashWindowMs: 0 })
    for (let render = 0; render < 150; render += 1) {
      void manager.scheduleSave({ body: 'x'.repeat(render + 1) })
      manager.updateConfig({ debounceMs: 2_000, maxWaitMs: 10_000 })
      await world.clock.advance(100)
    }
    expect(world.storage.appends).toHaveLength(1)
  })
})
