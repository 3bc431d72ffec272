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

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.addEventListener('success', () => resolve())
    request.addEventListener('error', () => reject(request.error ?? new Error('not deleted')))
  })
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
    // The mark of a purge is added and taken back with it, see `NativeConnection.begin`.
    const rowCount = (): number => add.mock.calls.filter(([row]) => Reflect.has(Object(row), 'payload')).length
    expect([rowCount(), commit.mock.calls.length]).toEqual([1, 1])
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: false }))
    expect(rowCount()).toBe(1)
  })

  it('has the medium itself asked for what was saved, through every store in between, when the page is hidden', async () => {
    const manager = open(newSessionId())
    await manager.restore()
    await manager.scheduleSave({ body: 'an early commit' })
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
    document.dispatchEvent(new Event('freeze'))
    expect(transaction).toHaveBeenCalledWith(['sessions'], 'readwrite', { durability: 'strict' })
  })

  it('stores everything again when the site’s data are cleared under it', async () => {
    const chapters = (last: string): Note[] => [{ body: 'Loomings '.repeat(300) }, { body: last }]
    const id = newSessionId()
    const manager = new AutoSaveManager<Note[]>(id, { debounceMs: 10, retry: { baseDelayMs: 10 } })
    const [first = { body: '' }, second] = chapters('The Carpet-Bag')
    await manager.immediateSave([first, second ?? first])
    await deleteDatabase('autosave-kit')
    const last = [first, { body: 'The Spouter-Inn' }]
    // The attempt that finds the loss may reject; the work is held and stored all the same.
    await manager.scheduleSave(last).catch(() => 'held')
    await vi.waitFor(() => expect(manager.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false }))
    const other = new AutoSaveManager<Note[]>(id)
    expect((await other.restore()).state).toEqual(last)
    await Promise.all([manager.dispose(), other.dispose()])
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
