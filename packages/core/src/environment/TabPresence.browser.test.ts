import { describe, expect, it, vi } from 'vitest'
import { createTabPresence } from './TabPresence.ts'

describe('A tab’s presence', () => {
  it('is seen by others while it lives, and no longer once it has let go', async () => {
    const [one, other] = [createTabPresence(), createTabPresence()]
    expect(one.tabId).not.toBe(other.tabId)
    await vi.waitFor(async () => expect(await other.isAlive(one.tabId)).toBe(true))
    one.release()
    await vi.waitFor(async () => expect(await other.isAlive(one.tabId)).toBe(false))
    one.hold()
    await vi.waitFor(async () => expect(await other.isAlive(one.tabId)).toBe(true))
    one.release()
    other.release()
  })

  it('is certain of itself, and of a tab that never was', async () => {
    const presence = createTabPresence()
    expect(await presence.isAlive(presence.tabId)).toBe(true)
    expect(await presence.isAlive('never')).toBe(false)
    presence.release()
  })

  it('says that it does not know where there are no Web Locks', async () => {
    vi.spyOn(navigator, 'locks', 'get').mockReturnValue(undefined as unknown as LockManager)
    const presence = createTabPresence()
    expect(await presence.isAlive('somebody')).toBeUndefined()
  })

  it('is alone with a session only while no other page has it open', async () => {
    const [one, other] = [createTabPresence(), createTabPresence()]
    const [mine, theirs] = [one.openSession('book'), other.openSession('book')]
    await Promise.all([mine.held, theirs.held])
    const seen: string[] = []
    const note = (name: string) => (): Promise<void> => Promise.resolve(void seen.push(name))
    expect(await one.whileAlone('book', note('not alone'))).toBe(false)
    expect(await one.whileAlone('another', note('another'))).toBe(true)
    theirs.close()
    await vi.waitFor(async () => expect(await one.whileAlone('book', note('alone'))).toBe(true))
    expect(seen).toEqual(['another', 'alone'])
    // It has the session open again: nobody else is alone with it.
    expect(await other.whileAlone('book', note('not alone'))).toBe(false)
    one.release()
    await vi.waitFor(async () => expect(await other.whileAlone('book', note('left'))).toBe(true))
    one.hold()
    await vi.waitFor(async () => expect(await other.whileAlone('book', note('back'))).toBe(false))
    mine.close()
    one.release()
    other.release()
  })
})
