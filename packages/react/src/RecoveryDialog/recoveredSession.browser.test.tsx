import { AutoSaveService } from '@autosave-kit/core'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { ArticleForm, readStored, type Article } from '../stories/ArticleForm.tsx'
import { RecoveryDialog, type RecoveryDialogProps } from './RecoveryDialog.tsx'

const before: Article = { title: 'Loomings', body: 'Call me Ishmael.' }
const after: Article = { title: 'The Whale', body: 'Call me Ishmael. Some years ago.' }

let service: AutoSaveService

beforeEach(() => {
  service = new AutoSaveService()
})

afterEach(async () => {
  cleanup()
  await service.dispose()
})

test('what a crashed page left is shown by the app, taken back to when it was last left in order, and shown again', async () => {
  const id = await crash()
  await openDialog()
  fireEvent.click(await screen.findByRole('button', { name: `Restore ${id}` }))
  await waitFor(() => expect(title().value).toBe(after.title))
  fireEvent.click(await screen.findByRole('button', { name: `Undo ${id}` }))
  await waitFor(() => expect(title().value).toBe(before.title))
  fireEvent.click(await screen.findByRole('button', { name: `Restore ${id}` }))
  await waitFor(() => expect(title().value).toBe(after.title))
  await service.getManager(id).flush()
  expect((await readStored(id)).state).toEqual(after)
})

test('what changed since it was last left in order can be seen before anything is decided', async () => {
  const id = await crash()
  await openDialog()
  fireEvent.click(await screen.findByRole('button', { name: `What changed ${id}` }))
  expect((await screen.findByText('title')).closest('li')?.textContent).toContain('Whale')
  expect((await service.findRecoverable()).map((session) => session.id)).toContain(id)
})

test('what was discarded is in the trash, and on offer again once that is taken back', async () => {
  const id = await crash()
  await openDialog()
  fireEvent.click(await screen.findByRole('button', { name: `Discard ${id}` }))
  const undo = await screen.findByRole('button', { name: `Undo ${id}` })
  expect((await service.listTrash()).map(({ sessionId }) => sessionId)).toContain(id)
  expect((await service.findRecoverable()).map((session) => session.id)).not.toContain(id)
  fireEvent.click(undo)
  await screen.findByRole('button', { name: `Discard ${id}` })
  expect((await service.listTrash()).map(({ sessionId }) => sessionId)).not.toContain(id)
  fireEvent.click(screen.getByRole('button', { name: `Restore ${id}` }))
  await waitFor(() => expect(title().value).toBe(after.title))
})

test('work of an older version of the app opens with the migrations of its session', async () => {
  const id = await crash()
  const migrations = { 2: (state: unknown) => ({ ...(state as Article), title: 'Moved' }) }
  render(<Page configOf={(own) => (own === id ? { schemaVersion: 2, migrations } : undefined)} />)
  await looked()
  fireEvent.click(await screen.findByRole('button', { name: `Restore ${id}` }))
  await waitFor(() => expect(title().value).toBe('Moved'))
})

/** The parts that look for it are loaded now, which takes a busy development server its time. */
async function openDialog(): Promise<void> {
  render(<Page />)
  await looked()
}

async function looked(): Promise<void> {
  await screen.findByText(/^These are saved/)
}

const title = (): HTMLInputElement => screen.getByLabelText('Title')

/** An app that shows what the dialog restores. */
function Page({ configOf }: Pick<RecoveryDialogProps, 'configOf'>) {
  const [shown, setShown] = useState<string>()
  return (
    <AutoSaveProvider service={service}>
      {shown !== undefined && <ArticleForm id={shown} />}
      <RecoveryDialog isOpen configOf={configOf} onClose={() => undefined} onRestored={setShown} />
    </AutoSaveProvider>
  )
}

/** A page that went in order at revision 1, and one that saved after that and did not. */
async function crash(): Promise<string> {
  const id = crypto.randomUUID()
  await visit(id, before)
  await visit(id, after)
  await markAsLeft(id, { tabId: crypto.randomUUID(), revision: 1 })
  return id
}

async function visit(id: string, article: Article): Promise<void> {
  const visited = new AutoSaveService()
  const manager = visited.getManager<Article>(id)
  await manager.restore()
  await manager.immediateSave(article)
  await visited.dispose()
}

/** As the engine stores it when a page goes. */
async function markAsLeft(id: string, left: { readonly tabId: string; readonly revision: number }): Promise<void> {
  const database = await settled(indexedDB.open('autosave-kit'))
  try {
    const rows = database.transaction('sessions', 'readwrite').objectStore('sessions')
    await settled(rows.put({ ...(await settled<object>(rows.get(id))), left }))
  } finally {
    database.close()
  }
}

function settled<TResult>(request: IDBRequest<TResult>): Promise<TResult> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('The request failed.'))
  })
}
