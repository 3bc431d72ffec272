import { afterEach, describe, expect, it, vi } from 'vitest'
import type { AutoSaveOptions } from '../config/AutoSaveConfig.ts'
import { AutoSaveManager } from './AutoSaveManager.ts'

interface Book {
  readonly title: string
  readonly chunks: readonly { readonly id: number; readonly text: string; readonly audio?: string }[]
  readonly cover?: File
}

const managers: AutoSaveManager<Book>[] = []

function open(sessionId: string, options: AutoSaveOptions<Book> = {}): AutoSaveManager<Book> {
  const manager = new AutoSaveManager<Book>(sessionId, options)
  managers.push(manager)
  return manager
}

async function close(): Promise<void> {
  for (const manager of managers.splice(0)) await manager.dispose()
}

function rowCount(sessionId: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('autosave-kit')
    opening.addEventListener('error', () => reject(opening.error ?? new Error('not opened')))
    opening.addEventListener('success', () => {
      const keys = IDBKeyRange.bound([sessionId], [sessionId, []])
      const request = opening.result.transaction('segments').objectStore('segments').count(keys)
      request.addEventListener('success', () => {
        opening.result.close()
        resolve(request.result)
      })
    })
  })
}

function book(count: number, audio?: string): Book {
  const chunk = (id: number): Book['chunks'][number] => ({ id, text: `Call me Ishmael ${id}. `.repeat(10) })
  const chunks = Array.from({ length: count }, (_, id) =>
    audio === undefined ? chunk(id) : { ...chunk(id), audio: audio + id },
  )
  return { title: 'Moby-Dick', chunks }
}

afterEach(close)

describe('The record store in a browser', () => {
  it('compacts what two hundred edits left behind, and brings everything back, versions too', async () => {
    const id = crypto.randomUUID()
    const manager = open(id)
    let state = book(300)
    await manager.immediateSave(state, { label: 'as it came' })
    for (let edit = 0; edit < 200; edit += 1) {
      state = { ...state, chunks: state.chunks.with(edit, { id: edit, text: `edited ${edit}` }) }
      void manager.scheduleSave(state)
      await manager.flush()
    }
    await vi.waitFor(async () => expect(await rowCount(id)).toBeLessThan(80), 20_000)
    await close()
    const again = open(id)
    expect((await again.restore()).state).toEqual(state)
    const history = await again.getHistory()
    const named = history.find(({ label }) => label === 'as it came')
    expect(await again.restoreRevision(named?.revision ?? 0)).toEqual(book(300))
    expect(again.getSnapshot()).toMatchObject({ status: 'saved', isUnsaved: false })
  })

  it('keeps a file as the file it was', async () => {
    const id = crypto.randomUUID()
    const cover = new File([new Uint8Array(150_000).fill(7)], 'cover.png', { type: 'image/png', lastModified: 1_851 })
    await open(id, { attachments: 'store' }).immediateSave({ ...book(3), cover })
    await close()
    const back = (await open(id, { attachments: 'store' }).restore()).state?.cover
    expect([back?.name, back?.type, back?.size, back?.lastModified]).toEqual(['cover.png', 'image/png', 150_000, 1_851])
    expect(new Uint8Array((await back?.arrayBuffer()) ?? new ArrayBuffer(0)).every((byte) => byte === 7)).toBe(true)
  })

  it('lets the page have its turns while 20 MB are saved for the first time', async () => {
    const id = crypto.randomUUID()
    const manager = open(id)
    await manager.restore()
    const state = book(2_000, 'UklGRiQA'.repeat(1_250))
    let turns = 0
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      turns += 1
      port2.postMessage('')
    }
    port2.postMessage('')
    await manager.immediateSave(state)
    port1.close()
    expect(turns).toBeGreaterThan(5)
    await close()
    expect((await open(id).restore()).state).toEqual(state)
  })
})
