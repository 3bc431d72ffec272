import { afterEach, describe, expect, it, vi } from 'vitest'
import { AutoSaveManager } from './AutoSaveManager.ts'

interface Note {
  readonly body: string
}

let sessionCount = 0
const managers: AutoSaveManager<Note>[] = []

function open(sessionId: string): AutoSaveManager<Note> {
  const manager = new AutoSaveManager<Note>(sessionId)
  managers.push(manager)
  return manager
}

const newSessionId = (): string => `session-${(sessionCount += 1)}-${crypto.randomUUID()}`

afterEach(async () => {
  for (const manager of managers.splice(0)) await manager.dispose()
})

describe('AutoSaveManager in a browser', () => {
  it('finds again what another manager saved', async () => {
    const id = newSessionId()
    const result = await open(id).immediateSave({ body: 'Call me Ishmael.' })
    expect(result).toEqual({ revision: 1, durability: 'disk', superseded: false })
    const { state, report } = await open(id).restore()
    expect(state).toEqual({ body: 'Call me Ishmael.' })
    expect(report).toMatchObject({ found: true, revision: 1, ending: 'alive' })
  })

  it('adds one row to one store, and commits it, inside the event in which the page goes', async () => {
    const manager = open(newSessionId())
    await manager.restore()
    void manager.scheduleSave({ body: 'last word' })
    const add = vi.spyOn(IDBObjectStore.prototype, 'add')
    const commit = vi.spyOn(IDBTransaction.prototype, 'commit')
    window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
    expect([add.mock.calls.length, commit.mock.calls.length]).toEqual([1, 1])
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }))
    expect(add.mock.calls.length).toBe(1)
  })

  it('tells two tabs apart that save the same session', async () => {
    const id = newSessionId()
    const [one, other] = [open(id), open(id)]
    await Promise.all([one.restore(), other.restore()])
    await one.immediateSave({ body: 'mine' })
    await expect(other.immediateSave({ body: 'theirs' })).rejects.toMatchObject({ code: 'CONFLICT' })
    expect(await other.resolveConflict('theirs')).toEqual({ body: 'mine' })
  })
})
