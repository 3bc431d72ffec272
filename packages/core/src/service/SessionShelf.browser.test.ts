import { afterEach, expect, it } from 'vitest'
import { AutoSaveService } from './AutoSaveService.ts'

const services: AutoSaveService[] = []

function open(): AutoSaveService {
  const service = new AutoSaveService({ attachments: 'store' }, { lifeboat: false })
  services.push(service)
  return service
}

async function close(): Promise<void> {
  for (const service of services.splice(0)) await service.dispose()
}

/** The browser is another one from here on: nothing of what was saved is in it. */
async function moveToAnotherBrowser(): Promise<void> {
  await close()
  localStorage.clear()
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase('autosave-kit')
    request.addEventListener('success', () => resolve())
    request.addEventListener('error', () => reject(request.error ?? new Error('not deleted')))
  })
}

afterEach(close)

it('takes a session with a picture, audio and a long text from one browser to another in a file', async () => {
  const pixels = crypto.getRandomValues(new Uint8Array(60_000))
  const state = {
    title: 'Moby-Dick “or the Whale”',
    text: 'Call me Ishmael — ’twas “so”. '.repeat(20_000),
    audio: Uint8Array.from({ length: 500_000 }, (_, index) => index % 251),
    cover: new File([pixels], 'whale.png', { type: 'image/png', lastModified: 5 }),
  }
  const here = open()
  await here.getManager('book').immediateSave(state)
  const file = await here.exportSession('book')
  expect(file.name).toBe('book.autosave')
  await moveToAnotherBrowser()

  const there = open()
  expect(await there.listSessions()).toEqual([])
  expect(await there.importSession(file)).toMatchObject({ id: 'book', exportedId: 'book' })
  expect((await there.listSessions()).map(({ id }) => id)).toEqual(['book'])
  const { state: restored, report } = await there.getManager<typeof state>('book').restore()
  const { cover, ...rest } = restored ?? state
  expect(rest).toEqual({ title: state.title, text: state.text, audio: state.audio })
  expect([cover.name, cover.type, cover.lastModified]).toEqual(['whale.png', 'image/png', 5])
  expect(new Uint8Array(await cover.arrayBuffer())).toEqual(pixels)
  expect(report).toMatchObject({ found: true, ending: 'left', damagedRowCount: 0, missingPaths: [] })
})

it('refuses a file that was cut off on its way, and leaves the browser as it was', async () => {
  const service = open()
  await service.getManager('book').immediateSave({ body: 'a'.repeat(5_000) })
  const file = await service.exportSession('book')
  const before = await service.listSessions()
  await expect(service.importSession(file.slice(0, -9))).rejects.toMatchObject({ code: 'IMPORT_DAMAGED' })
  await expect(service.importSession(new Blob(['%PDF-1.4']))).rejects.toMatchObject({ code: 'IMPORT_FOREIGN' })
  expect(await service.listSessions()).toEqual(before)
})
