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
})
