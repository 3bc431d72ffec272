import { AutoSaveService } from '@autosave-kit/core'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { Profiler, StrictMode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { ArticleForm } from '../stories/ArticleForm.tsx'
import { useSaveMetrics } from './useSaveMetrics.ts'

let service: AutoSaveService
let id: string

beforeEach(() => {
  service = new AutoSaveService({ debounceMs: 50 })
  id = crypto.randomUUID()
})

afterEach(async () => {
  cleanup()
  await service.dispose()
})

function Figures() {
  const { sessionId, totalSaves, rowsWritten, saveTime } = useSaveMetrics({ id })
  return <output>{[sessionId, totalSaves, rowsWritten, saveTime.longest > 0].join(' ')}</output>
}

const shown = (): string | null | undefined => document.querySelector('output')?.textContent

test('what saving costs is shown as it comes to be, early commits included', async () => {
  service.updateGlobalConfig({ debounceMs: 60_000, maxWaitMs: 60_000, crashWindowMs: 10 })
  render(
    <StrictMode>
      <AutoSaveProvider service={service}>
        <ArticleForm id={id} />
        <Figures />
      </AutoSaveProvider>
    </StrictMode>,
  )
  await waitFor(() => expect(shown()).toBe(`${id} 0 0 false`))
  await waitFor(() => expect(service.getManager(id).getSnapshot().restored).toBeDefined())
  fireEvent.change(screen.getByLabelText('Title'), { target: { value: 'Loomings' } })
  // No pause has come yet: this is an early commit, which the status does not speak of.
  await waitFor(() => expect(shown()).toMatch(/ [1-9]\d* [1-9]\d* true$/))
  expect(service.getManager(id).getSnapshot().status).toBe('unsaved')
})

test('a component that reads no figure is not rendered for any, and without a session all are 0', async () => {
  const onRender = vi.fn<() => void>()
  function ReadsNothing() {
    useSaveMetrics()
    return null
  }
  render(
    <AutoSaveProvider service={service}>
      <Figures />
      <Profiler id="nothing" onRender={onRender}>
        <ReadsNothing />
      </Profiler>
    </AutoSaveProvider>,
  )
  expect(shown()).toBe(' 0 0 false')
  onRender.mockClear()
  const form = render(<ArticleForm id={id} />, {
    wrapper: ({ children }) => <AutoSaveProvider service={service}>{children}</AutoSaveProvider>,
  })
  await waitFor(() => expect(service.getManager(id).getSnapshot().restored).toBeDefined())
  fireEvent.change(form.getByLabelText('Title'), { target: { value: 'Loomings' } })
  await waitFor(() => expect(shown()).toMatch(/true$/))
  expect(onRender).not.toHaveBeenCalled()
})
