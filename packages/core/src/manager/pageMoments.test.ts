import { TestWorld, settle } from '@autosave-kit/testing'
import { describe, expect, it, vi } from 'vitest'
import type { AutoSaveOptions } from '../config/AutoSaveConfig.ts'

interface Note {
  readonly body: string
}

async function open(options: AutoSaveOptions = {}) {
  const world = new TestWorld()
  const page = world.page()
  const manager = page.manager<Note>(options)
  await manager.restore()
  const reasons = (): unknown[] => world.storage.appends.map(({ rows }) => rows[0]?.reason)
  return { world, page, manager, reasons }
}

describe('When the window loses the focus', () => {
  it('what is unsaved is saved, once', async () => {
    const { page, manager, reasons } = await open()
    void manager.scheduleSave({ body: 'a' })
    page.announce('blurred')
    await settle()
    page.announce('blurred')
    await settle()
    expect([reasons(), manager.getSnapshot().status]).toEqual([['blur'], 'saved'])
  })

  it('nothing is saved that is paused, and a disk that fails is not asked again for it', async () => {
    const { world, page, manager } = await open()
    manager.pause()
    void manager.scheduleSave({ body: 'a' })
    page.announce('blurred')
    await settle()
    expect(world.storage.appends).toHaveLength(0)
    manager.resume()
    world.storage.fault = 'WRITE_FAILED'
    await world.clock.advance(2_000)
    page.announce('blurred')
    await settle()
    expect(world.storage.appends).toHaveLength(1)
  })
})

describe('An error in the app that nobody caught', () => {
  it('has what is unsaved issued in the very task, and changes nothing for the app', async () => {
    const { world, page, manager, reasons } = await open()
    void manager.scheduleSave({ body: 'last words' })
    page.announce('error')
    expect(reasons()).toEqual(['error'])
    await settle()
    page.crash()
    expect((await world.page().manager().restore()).state).toEqual({ body: 'last words' })
  })

  it('in every frame is no reason to save in every frame', async () => {
    const { world, page, manager, reasons } = await open()
    for (let frame = 0; frame < 600; frame += 1) {
      void manager.scheduleSave({ body: String(frame) })
      page.announce('error')
      await world.clock.advance(16)
    }
    expect(reasons()).toEqual(['error', 'error'])
  })

  it('does not count before there is something to save', async () => {
    const { page, manager, reasons } = await open()
    page.announce('error')
    void manager.scheduleSave({ body: 'a' })
    page.announce('error')
    expect(reasons()).toEqual(['error'])
  })
})

describe('When somebody turns to the page again', () => {
  it('the store is asked for news, once for focus and visibility, and nothing else is read', async () => {
    const { world, page, manager } = await open()
    await manager.immediateSave({ body: 'a' })
    const [read, readEach] = [vi.spyOn(world.storage, 'read'), vi.spyOn(world.storage, 'readEach')]
    page.announce('shown')
    page.announce('shown')
    await settle()
    expect(read.mock.calls).toEqual([['book', { from: 2 }]])
    expect([readEach.mock.calls.length, manager.getSnapshot().status]).toEqual([0, 'saved'])
  })

  it('work of another tab is known before anything is typed here', async () => {
    const { world, page, manager } = await open()
    world.channel.isDeaf = true
    await world.page().manager<Note>().immediateSave({ body: 'theirs' })
    expect(manager.getSnapshot().status).toBe('idle')
    page.announce('shown')
    await settle()
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', revision: 1 })
    expect((await manager.restore()).state).toEqual({ body: 'theirs' })
  })

  it('a store that does not answer any more is found out, and the work is kept', async () => {
    const { world, page, manager } = await open()
    await manager.immediateSave({ body: 'a' })
    world.storage.fault = 'READ_FAILED'
    page.announce('shown')
    await settle()
    expect(manager.getSnapshot()).toMatchObject({ status: 'error', error: { code: 'READ_FAILED' } })
    world.storage.fault = undefined
    await world.clock.advance(2_000)
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', error: undefined })
  })

  it('a save that failed is tried again at once: perhaps they made room', async () => {
    const { world, page, manager } = await open()
    world.storage.fault = 'QUOTA_EXCEEDED'
    void manager.scheduleSave({ body: 'a' })
    await world.clock.advance(2_000)
    world.storage.fault = undefined
    page.announce('shown')
    await settle()
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false })
  })

  it('a session that was disposed while the store was asked stays so', async () => {
    const { world, page, manager } = await open()
    await manager.immediateSave({ body: 'a' })
    await world.clock.advance(60_000)
    world.storage.fault = 'READ_FAILED'
    page.announce('shown')
    await manager.dispose()
    await settle()
    expect([world.clock.timerCount, page.listenerCount]).toEqual([0, 0])
  })
})

describe('Going offline', () => {
  it('never stops saving to the device', async () => {
    const { world, page, manager } = await open()
    page.setOffline(true)
    void manager.scheduleSave({ body: 'a' })
    await world.clock.advance(2_000)
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', pauseReasons: [] })
  })

  it('holds everything where the app wants it so, and saves it as soon as the browser is online', async () => {
    const { world, page, manager, reasons } = await open({ pauseWhenOffline: true, crashWindowMs: 250 })
    page.setOffline(true)
    const saved = manager.scheduleSave({ body: 'a' })
    await world.clock.advance(60_000)
    expect([reasons(), manager.getSnapshot()]).toMatchObject([[], { status: 'unsaved', pauseReasons: ['offline'] }])
    page.setOffline(false)
    expect(await saved).toMatchObject({ durability: 'disk' })
    expect([reasons(), manager.getSnapshot().pauseReasons]).toEqual([['flush'], []])
  })

  it('is noticed by a page that is opened offline, and by options that change meanwhile', async () => {
    const world = new TestWorld()
    const page = world.page()
    page.isOffline = true
    const manager = page.manager<Note>({ pauseWhenOffline: true })
    await manager.restore()
    expect(manager.getSnapshot().pauseReasons).toEqual(['offline'])
    void manager.scheduleSave({ body: 'a' })
    manager.updateConfig({ pauseWhenOffline: false })
    await settle()
    expect(manager.getSnapshot()).toMatchObject({ status: 'saved', pauseReasons: [] })
    manager.updateConfig({ pauseWhenOffline: true })
    expect(manager.getSnapshot().pauseReasons).toEqual(['offline'])
  })

  it('leaves the app’s own pauses as they are', async () => {
    const { page, manager, reasons } = await open({ pauseWhenOffline: true })
    manager.pause()
    page.setOffline(true)
    void manager.scheduleSave({ body: 'a' })
    page.setOffline(false)
    await settle()
    expect([reasons(), manager.getSnapshot().pauseReasons]).toEqual([[], ['manual']])
  })

  it('is not got round by a lost connection: what is held is stored once saving goes on', async () => {
    const { world, page, manager, reasons } = await open({ pauseWhenOffline: true })
    page.setOffline(true)
    void manager.scheduleSave({ body: 'a' })
    world.storage.loseConnection()
    await settle()
    expect(reasons()).toEqual([])
    page.setOffline(false)
    await settle()
    expect([reasons(), manager.getSnapshot().status]).toEqual([['flush'], 'saved'])
  })
})
