import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AutoSaveService } from './AutoSaveService.ts'

const services: AutoSaveService[] = []
let scope: string
let name: string

function open(): AutoSaveService {
  const service = new AutoSaveService({}, { scope })
  services.push(service)
  return service
}

/** All rows of the database, but for the marks that say that it was purged. */
async function rowsThere(): Promise<unknown[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name)
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('not opened')))
  })
  const stores = [...database.objectStoreNames]
  const transaction = database.transaction(stores)
  const requests = stores.map((store) => transaction.objectStore(store).getAll())
  await new Promise((resolve) => transaction.addEventListener('complete', resolve))
  database.close()
  const isMark = (row: object): boolean =>
    Reflect.get(row, 'sessionId') === '' || String(Reflect.get(row, 'id')).startsWith('purged,')
  return requests.flatMap(({ result }) => result as object[]).filter((row) => !isMark(row))
}

function keysThere(): string[] {
  const keys = [localStorage, sessionStorage].flatMap((storage) => Object.keys(storage))
  return keys.filter((key) => key.startsWith(`${name}:`) && key !== `${name}:purged`)
}

async function copiesThere(): Promise<string[]> {
  const root = await navigator.storage.getDirectory()
  const folder = await root.getDirectoryHandle('autosave-kit', { create: true })
  const names: string[] = []
  for await (const [key] of folder) if (key.startsWith(name.replace(':', '-').slice(0, 40))) names.push(key)
  return names
}

/** Another page is not told by any channel, and its localStorage is behind, as that of a page that is just being thawed. */
function keepUninformed(): void {
  vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation(() => undefined)
  vi.spyOn(Storage.prototype, 'getItem').mockImplementation(function read(this: Storage, key) {
    const found = Object.entries(this).find(([other]) => other === key)
    return found === undefined || key.endsWith(':purged') ? null : String(found[1])
  })
}

beforeEach(() => {
  scope = crypto.randomUUID()
  name = `autosave-kit:${scope}`
})

afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.allSettled(services.splice(0).map((service) => service.dispose()))
})

describe('Purging a scope', () => {
  it('leaves nothing in the database, in the browser’s other stores, and in the second copy', async () => {
    const service = open()
    await service.getManager('kept').immediateSave({ text: 'Call me Ishmael' })
    await service.getManager('thrown away').immediateSave({ text: 'Loomings' })
    await service.renameSession('kept', 'The whale')
    await service.discard('thrown away')
    await service.removeManager('kept')
    localStorage.setItem(`${name}:row:"kept":9:0`, 'of a smaller store')
    sessionStorage.setItem(`${name}:own:kept`, 'kept~1')
    await expect.poll(copiesThere).toHaveLength(1)
    // On a busy machine a worker may hold its file for longer than a purge waits.
    await expect.poll(() => service.purge()).toEqual({ isComplete: true })
    expect([await rowsThere(), keysThere(), await copiesThere()]).toEqual([[], [], []])
  })

  it('fails, and can be asked for again, when it cannot learn how often the scope was purged before', async () => {
    const service = open()
    await service.purge()
    await service.getManager('kept').immediateSave({ text: 'Call me Ishmael' })
    await service.removeManager('kept')
    localStorage.removeItem(`${name}:purged`)
    vi.spyOn(IDBObjectStore.prototype, 'getAllKeys').mockImplementationOnce(() => {
      throw new DOMException('lost', 'UnknownError')
    })
    await expect(service.purge()).rejects.toMatchObject({ code: 'STORAGE_LOST' })
    await service.purge()
    expect(await rowsThere()).toEqual([])
  })

  it('lets a new page of the scope begin with nothing, and save', async () => {
    const before = open()
    await before.getManager('book').immediateSave({ text: 'old' })
    await before.purge()
    for (const service of [before, open()]) {
      expect([await service.listSessions(), await service.findRecoverable(), await service.listTrash()]).toEqual([
        [],
        [],
        [],
      ])
      expect((await service.getManager('book').restore()).report.found).toBe(false)
    }
    await before.getManager('book').immediateSave({ text: 'new' })
    const { state, report } = await open().getManager('book').restore()
    expect([state, report.source]).toEqual([{ text: 'new' }, 'disk'])
  })

  it('has other pages hold their work, say so, and store nothing of it', async () => {
    const [here, other] = [open(), open()]
    const manager = other.getManager('book')
    await manager.immediateSave({ text: 'old' })
    void manager.scheduleSave({ text: 'typed since' }).catch(() => undefined)
    await here.purge()
    await expect.poll(() => manager.getSnapshot().error?.code).toBe('SCOPE_PURGED')
    await expect(manager.immediateSave()).rejects.toMatchObject({ code: 'SCOPE_PURGED', retryable: false })
    await expect(other.getManager('letter').restore()).rejects.toMatchObject({ code: 'SCOPE_PURGED' })
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    await other.dispose().catch(() => undefined)
    expect(manager.toJson()).toContain('typed since')
    expect([await rowsThere(), keysThere()]).toEqual([[], []])
    await expect.poll(copiesThere).toEqual([])
  })

  it('keeps what it had open here in memory, and says so there', async () => {
    const service = open()
    const manager = service.getManager('book', { tabs: 'single-writer', debounceMs: 1 })
    await manager.immediateSave({ text: 'old' })
    await service.purge()
    await expect.poll(() => manager.getSnapshot().error?.code).toBe('SCOPE_PURGED')
    await expect(manager.scheduleSave({ text: 'typed' })).rejects.toMatchObject({ code: 'SCOPE_PURGED' })
    const next = service.getManager('book', { tabs: 'single-writer' })
    expect(next).not.toBe(manager)
    await next.immediateSave({ text: 'new' })
    expect(next.getSnapshot().access).toBe('writer')
    // Whoever had the former one removes that one.
    await service.removeManager('book').catch(() => undefined)
    expect(service.getManager('book')).toBe(next)
  })

  it('leaves the work of other scopes, and of none, where it is', async () => {
    const nobodys = new AutoSaveService()
    services.push(nobodys)
    const id = crypto.randomUUID()
    await nobodys.getManager(id).immediateSave({ text: 'of nobody' })
    await nobodys.removeManager(id)
    await open().getManager('book').immediateSave({ text: 'mine' })
    await nobodys.purge(scope)
    expect(await rowsThere()).toEqual([])
    expect((await nobodys.getManager(id).restore()).state).toEqual({ text: 'of nobody' })
  })
})

describe('A page that was not told of a purge', () => {
  it('cannot store what it holds in its last moment', async () => {
    const [here, other] = [open(), open()]
    const manager = other.getManager('book')
    await manager.immediateSave({ text: 'old' })
    keepUninformed()
    await here.purge()
    void manager.scheduleSave({ text: 'in the last moment' }).catch(() => undefined)
    window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
    await expect.poll(() => manager.getSnapshot().error?.code).toBe('SCOPE_PURGED')
    expect([await rowsThere(), keysThere().filter((key) => !key.includes(':last:'))]).toEqual([[], []])
  })

  it.each([
    ['saves', (service: AutoSaveService) => service.getManager('book').immediateSave({ text: 'late' })],
    [
      'begins something new',
      (service: AutoSaveService) => service.getManager('letter').immediateSave({ text: 'late' }),
    ],
    ['renames', (service: AutoSaveService) => service.renameSession('book', 'late')],
    ['deletes', (service: AutoSaveService) => service.deleteSession('book')],
    ['copies', (service: AutoSaveService) => service.forkSession('book')],
  ])('stores nothing when it %s', async (_, act) => {
    const [here, other] = [open(), open()]
    await other.getManager('book').immediateSave({ text: 'old' })
    keepUninformed()
    await here.purge()
    await act(other).catch(() => undefined)
    expect(await rowsThere()).toEqual([])
  })

  it('copies nothing into a second copy that anybody reads', async () => {
    const [here, other] = [open(), open()]
    await other.getManager('book').immediateSave({ text: 'old' })
    await expect.poll(copiesThere).toHaveLength(1)
    keepUninformed()
    await here.purge()
    vi.restoreAllMocks()
    await other.dispose().catch(() => undefined)
    const fresh = open()
    expect((await fresh.getManager('book').restore()).report.found).toBe(false)
    expect(await fresh.listSessions()).toEqual([])
    await fresh.getManager('book').immediateSave({ text: 'new' })
    await expect.poll(() => fresh.purge()).toEqual({ isComplete: true })
    expect(await copiesThere()).toEqual([])
  })
})

describe('A purge that a crash has ended', () => {
  it('before the database was emptied is ended before the next page reads anything', async () => {
    const before = open()
    await before.getManager('book').immediateSave({ text: 'old' })
    await before.dispose()
    localStorage.setItem(`${name}:purged`, '1')
    const fresh = open()
    expect((await fresh.getManager('book').restore()).report.found).toBe(false)
    expect(await fresh.listSessions()).toEqual([])
    expect((await rowsThere()).filter((row) => JSON.stringify(row).includes('old'))).toEqual([])
  })

  it('is known from the database where localStorage has lost it', async () => {
    const before = open()
    await before.getManager('book').immediateSave({ text: 'old' })
    await before.purge()
    localStorage.removeItem(`${name}:purged`)
    const fresh = open()
    await fresh.getManager('book').immediateSave({ text: 'new' })
    expect(localStorage.getItem(`${name}:purged`)).toBe('1')
    expect((await open().getManager('book').restore()).state).toEqual({ text: 'new' })
  })
})

it('What cannot be deleted now is told, and goes with the next opening', async () => {
  const service = open()
  await service.getManager('book').immediateSave({ text: 'old' })
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
    throw new DOMException('broken', 'UnknownError')
  })
  await expect(service.purge()).rejects.toMatchObject({ code: 'STORAGE_LOST' })
  vi.restoreAllMocks()
  expect((await open().getManager('book').restore()).report.found).toBe(false)
})
