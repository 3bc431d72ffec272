import { AutoSaveService } from '@autosave-kit/core'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { RecoveryBanner } from '../RecoveryBanner/RecoveryBanner.tsx'
import { SaveStatusBadge } from '../SaveStatusBadge/SaveStatusBadge.tsx'
import { ArticleForm, readStored, savedArticle, storeEarlierVisit } from '../stories/ArticleForm.tsx'

let service: AutoSaveService
let report: ReturnType<typeof vi.spyOn>

const failing = { schemaVersion: 2, migrations: { 2: () => JSON.parse('{') as unknown } }
const mended = { schemaVersion: 2, migrations: { 2: (state: unknown) => state } }

beforeEach(() => {
  service = new AutoSaveService()
  report = vi.spyOn(globalThis, 'reportError').mockImplementation(() => undefined)
})

afterEach(async () => {
  cleanup()
  // What could not be stored is what these tests are about.
  await service.dispose().catch(() => undefined)
})

const title = (): HTMLInputElement => screen.getByLabelText('Title')
const type = (field: HTMLElement, value: string): boolean => fireEvent.change(field, { target: { value } })
/** Whether the browser would ask before it leaves the page. */
const asksToStay = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))

async function openRefused() {
  const id = await storeEarlierVisit()
  const page = (config: typeof failing | typeof mended, isShown = true) => (
    <StrictMode>
      <AutoSaveProvider service={service} config={config}>
        <RecoveryBanner />
        <SaveStatusBadge />
        {isShown && <ArticleForm id={id} />}
      </AutoSaveProvider>
    </StrictMode>
  )
  const { rerender } = render(page(failing))
  await screen.findByRole('region', { name: 'Your earlier work could not be opened' })
  return { id, show: (config: typeof failing | typeof mended, isShown?: boolean) => rerender(page(config, isShown)) }
}

test('the person is told that nothing is lost, the developer once why, and what is stored stays as it was', async () => {
  const { id } = await openRefused()
  expect(screen.getByText(/nothing is written over it/, { selector: 'p' })).toBeTruthy()
  await waitFor(() => expect(screen.getAllByRole('button')[1]?.textContent).toBe('Can’t save'))
  expect(report.mock.calls).toMatchObject([[{ code: 'MIGRATION_FAILED', cause: expect.any(SyntaxError) }]])
  type(title(), 'typed meanwhile')
  await expect(service.getManager(id).flush()).rejects.toMatchObject({ code: 'MIGRATION_FAILED' })
  expect(await readStored(id)).toMatchObject({ state: savedArticle, revision: 1 })
})

test('whoever typed something is asked to stay, whoever did not is not', async () => {
  await openRefused()
  expect(asksToStay()).toBe(false)
  type(title(), 'typed meanwhile')
  expect(asksToStay()).toBe(true)
})

test('what was typed is held, and asked for, also when the form has gone; the developer hears no more of it', async () => {
  const { id, show } = await openRefused()
  type(title(), 'typed meanwhile')
  show(failing, false)
  expect(asksToStay()).toBe(true)
  expect(service.getManager(id).getSnapshot().isUnsaved).toBe(true)
  show(failing, true)
  await waitFor(() => expect(service.getManager(id).getSnapshot().status).toBe('error'))
  expect(report).toHaveBeenCalledTimes(1)
})

test('a mended migration opens the work, with what was typed on top of it', async () => {
  const { id, show } = await openRefused()
  type(title(), 'typed meanwhile')
  show(mended)
  await waitFor(() => expect(screen.getByLabelText<HTMLTextAreaElement>('Body').value).toBe('Call me Ishmael.'))
  expect(title().value).toBe('typed meanwhile')
  expect(screen.queryByRole('region', { name: 'Your earlier work could not be opened' })).toBeNull()
  await service.getManager(id).flush()
  const reader = new AutoSaveService(mended)
  expect((await reader.getManager(id).restore()).state).toEqual({ ...savedArticle, title: 'typed meanwhile' })
  await reader.dispose()
  expect(asksToStay()).toBe(false)
})

test('a mended migration shows the work to whoever typed nothing', async () => {
  const { show } = await openRefused()
  show(mended)
  await waitFor(() => expect(title().value).toBe('Loomings'))
})

test('work that is still being read: what is typed meanwhile is asked for as well, until it is there', async () => {
  const id = await storeEarlierVisit()
  const manager = service.getManager(id)
  const restore = manager.restore.bind(manager)
  let letRead: (() => void) | undefined
  const gate = new Promise<void>((resolve) => (letRead = resolve))
  vi.spyOn(manager, 'restore').mockImplementation((options) => gate.then(() => restore(options)))
  render(
    <AutoSaveProvider service={service}>
      <ArticleForm id={id} />
    </AutoSaveProvider>,
  )
  expect(asksToStay()).toBe(false)
  type(title(), 'typed meanwhile')
  expect(asksToStay()).toBe(true)
  letRead?.()
  await waitFor(() => expect(screen.getByLabelText<HTMLTextAreaElement>('Body').value).toBe('Call me Ishmael.'))
  await manager.flush()
  expect(asksToStay()).toBe(false)
})
