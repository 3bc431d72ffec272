import { afterEach, expect, it, vi } from 'vitest'
import type { AutoSaveOptions } from '../config/AutoSaveConfig.ts'
import { AutoSaveManager } from '../manager/AutoSaveManager.ts'
import { createSurroundings } from '../manager/createSurroundings.ts'
import { AutoSaveService } from './AutoSaveService.ts'

const services: AutoSaveService[] = []
let count = 0

function open(scope: string | undefined, options: AutoSaveOptions = {}): AutoSaveService {
  const service = new AutoSaveService(options, scope === undefined ? {} : { scope })
  services.push(service)
  return service
}

/** Scopes of this test alone. */
function newScopes(): [string, string] {
  count += 1
  const tag = `${count} ${crypto.randomUUID().slice(0, 8)}`
  return [`ann: ${tag}`, `bob: ${tag}`]
}

const nameOf = (scope: string): string => `autosave-kit:${encodeURIComponent(scope)}`

async function foldersOf(beginning: string): Promise<string[]> {
  const root = await navigator.storage.getDirectory()
  const names: string[] = []
  const folder = await root.getDirectoryHandle('autosave-kit', { create: true })
  for await (const [name] of folder) if (name.startsWith(beginning)) names.push(name)
  return names
}

afterEach(async () => {
  for (const service of services.splice(0)) await service.dispose()
})

it('Two people who use one browser never see, list or recover each other’s work', async () => {
  const [ann, bob] = newScopes()
  const [annes, bobs, nobodys] = [open(ann), open(bob), open(undefined)]
  await annes.getManager('letter').immediateSave({ text: 'Dear Bob' })
  await bobs.getManager('letter').immediateSave({ text: 'Dear Ann' })
  expect((await annes.listSessions()).map(({ id }) => id)).toEqual(['letter'])
  const texts = await Promise.all(
    [open(ann), open(bob)].map(async (service) => (await service.getManager('letter').restore()).state),
  )
  expect(texts).toEqual([{ text: 'Dear Bob' }, { text: 'Dear Ann' }])
  await annes.discard('letter')
  expect(await annes.listTrash()).toHaveLength(1)
  expect([await bobs.listTrash(), (await bobs.listSessions()).length]).toEqual([[], 1])
  expect((await nobodys.listSessions()).filter(({ id }) => id === 'letter')).toEqual([])
})

it('Work that a crash has left behind is offered to whom it belongs', async () => {
  const [ann, bob] = newScopes()
  const gone = createSurroundings({ scope: ann })
  const manager = new AutoSaveManager('letter', {}, gone)
  await manager.immediateSave({ text: 'Dear Bob' })
  await manager.dispose()
  await gone.storage.putSession({ id: 'letter', createdAt: 1, updatedAt: 1, left: undefined })
  gone.dispose()
  expect(await open(bob).findRecoverable()).toEqual([])
  await expect(open(bob).recover('letter')).rejects.toMatchObject({ code: 'SESSION_NOT_FOUND' })
  const told: string[] = []
  window.addEventListener(
    'autosave:recoverable',
    (event) => told.push(String(Reflect.get(Object(Reflect.get(event, 'detail')), 'sessionId'))),
    { once: true },
  )
  await open(ann).listSessions()
  await expect.poll(() => told).toEqual(['letter'])
  expect((await open(ann).findRecoverable()).map(({ id }) => id)).toEqual(['letter'])
  expect((await open(ann).recover('letter')).state).toEqual({ text: 'Dear Bob' })
})

it('Of one session in two scopes each has a writer, and neither hears of the other’s changes', async () => {
  const [ann, bob] = newScopes()
  const [one, other] = [ann, bob].map((scope) => open(scope, { tabs: 'single-writer' }).getManager('letter'))
  await one?.restore()
  await other?.restore()
  const heard = vi.fn<(state: unknown) => void>()
  other?.subscribeRemoteChange(heard)
  await one?.immediateSave({ text: 'mine' })
  await other?.immediateSave({ text: 'his' })
  expect([one?.getSnapshot().access, other?.getSnapshot().access]).toEqual(['writer', 'writer'])
  const held = (await navigator.locks.query()).held?.map(({ name }) => name) ?? []
  for (const scope of [ann, bob]) {
    expect(held).toEqual(expect.arrayContaining([`${nameOf(scope)}:session:letter`, `${nameOf(scope)}:writer:letter`]))
  }
  expect([heard.mock.calls, (await one?.restore())?.state]).toEqual([[], { text: 'mine' }])
})

it('Everything that is kept for a scope has its name: database, keys, files', async () => {
  const [ann, bob] = newScopes()
  const service = open(ann)
  await service.getManager('letter').immediateSave({ text: 'Dear Bob' })
  const names = (await indexedDB.databases()).map(({ name }) => name)
  expect([names.includes(nameOf(ann)), names.includes(nameOf(bob))]).toEqual([true, false])
  await expect.poll(() => foldersOf('autosave-kit-ann')).not.toEqual([])
  await service.removeManager('letter')
  const keys = Object.keys(localStorage).filter((key) => key.includes('letter') && key.includes('ann'))
  expect(keys.filter((key) => !key.startsWith(`${nameOf(ann)}:`))).toEqual([])
})

it('Where IndexedDB is broken, the smaller store keeps scopes apart as well', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('broken', 'SecurityError')
  })
  const [ann, bob] = newScopes()
  await open(ann).getManager('letter').immediateSave({ text: 'Dear Bob' })
  const bobs = open(bob)
  expect((await bobs.getManager('letter').restore()).state).toBeUndefined()
  await bobs.getManager('letter').immediateSave({ text: 'Dear Ann' })
  expect((await open(ann).getManager('letter').restore()).state).toEqual({ text: 'Dear Bob' })
  for (const key of Object.keys(localStorage)) if (key.startsWith('autosave-kit:')) localStorage.removeItem(key)
})

it('A scope that cannot be one is refused when the service is made', () => {
  expect(() => new AutoSaveService({}, { scope: '' })).toThrow(expect.objectContaining({ code: 'INVALID_CONFIG' }))
})
