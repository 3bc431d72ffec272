import { AutoSaveService } from '@autosave-kit/core'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useSaveStatus } from '../hooks/useSaveStatus.ts'
import { SaveStatusBadge } from '../SaveStatusBadge/SaveStatusBadge.tsx'
import { ArticleForm, storeEarlierVisit } from '../stories/ArticleForm.tsx'
import { AutoSaveProvider } from './AutoSaveProvider.tsx'

let service: AutoSaveService

beforeEach(() => {
  service = new AutoSaveService()
})

afterEach(async () => {
  cleanup()
  await service.dispose()
})

test('options reach the service once for the same content, and again when they say something else', () => {
  const update = vi.spyOn(service, 'updateGlobalConfig')
  const page = (debounceMs: number) => (
    <StrictMode>
      <AutoSaveProvider service={service} config={{ debounceMs }} />
    </StrictMode>
  )
  const { rerender } = render(page(500))
  rerender(page(500))
  expect(update.mock.calls).toEqual([[{ debounceMs: 500 }]])
  rerender(page(800))
  expect(update.mock.lastCall).toEqual([{ debounceMs: 800 }])
})

test('a function counts as the same only when it is the very one: another select is taken', () => {
  const update = vi.spyOn(service, 'updateGlobalConfig')
  const selects = [(state: unknown) => state, (state: unknown) => [state]]
  const page = (select: (state: unknown) => unknown, retention = {}) => (
    <AutoSaveProvider service={service} config={{ select, retention }} />
  )
  const { rerender } = render(page(selects[0] ?? String))
  rerender(page(selects[0] ?? String))
  expect(update).toHaveBeenCalledTimes(1)
  rerender(page(selects[1] ?? String))
  expect(update.mock.lastCall).toEqual([{ select: selects[1], retention: {} }])
  rerender(page(selects[1] ?? String, { maxVersions: 7 }))
  expect(update).toHaveBeenCalledTimes(3)
})

test('an option that is not allowed is reported, and the app is there all the same', () => {
  const report = vi.spyOn(globalThis, 'reportError').mockImplementation(() => undefined)
  render(
    <AutoSaveProvider service={service} config={{ debounceMs: -1 }}>
      <p>The app</p>
    </AutoSaveProvider>,
  )
  expect(screen.getByText('The app')).toBeTruthy()
  expect(report.mock.lastCall).toMatchObject([{ code: 'INVALID_CONFIG' }])
})

test('however many parts of the kit there are, the page has one live region, and none when they are gone', async () => {
  const { unmount } = render(
    <AutoSaveProvider service={service}>
      <SaveStatusBadge />
      <SaveStatusBadge />
    </AutoSaveProvider>,
  )
  expect(document.querySelectorAll('[role=status]')).toHaveLength(1)
  expect(document.querySelector('[role=status]')?.textContent).toBe('')
  unmount()
  await waitFor(() => expect(document.querySelectorAll('[role=status]')).toHaveLength(0))
})

test('status without an id speaks of the most urgent session of the page', async () => {
  const ids = [await storeEarlierVisit(), crypto.randomUUID()]
  function Status() {
    const { status, sessionId } = useSaveStatus()
    return <output>{`${status} ${sessionId}`}</output>
  }
  render(
    <AutoSaveProvider service={service}>
      {ids.map((id) => (
        <ArticleForm key={id} id={id} />
      ))}
      <Status />
    </AutoSaveProvider>,
  )
  const text = (): string | null | undefined => document.querySelector('output')?.textContent
  await waitFor(() => expect(text()).toBe(`saved ${ids[0]}`))
  service.getManager(ids[1] ?? '').pause()
  void service.getManager(ids[1] ?? '').scheduleSave({ title: 'The Chapel', body: '' })
  await waitFor(() => expect(text()).toBe(`unsaved ${ids[1]}`))
  await service.getManager(ids[1] ?? '').flush()
})
