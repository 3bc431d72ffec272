import { AutoSaveService } from '@autosave-kit/core'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { Profiler, type ReactNode } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { SaveStatusBadge } from '../SaveStatusBadge/SaveStatusBadge.tsx'
import { ArticleForm, readStored, storeEarlierVisit } from '../stories/ArticleForm.tsx'
import { useSaveStatus } from './useSaveStatus.ts'

const text = 'whale '.repeat(40).slice(0, 200)
let service: AutoSaveService
let counts: Record<string, number>

beforeEach(() => {
  service = new AutoSaveService()
  counts = {}
})

afterEach(async () => {
  cleanup()
  await service.dispose()
})

function Counted({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Profiler id={name} onRender={() => (counts[name] = (counts[name] ?? 0) + 1)}>
      {children}
    </Profiler>
  )
}

function ReadsNothing() {
  useSaveStatus()
  return null
}

function ReadsOne() {
  const { isUnsaved } = useSaveStatus()
  return <output>{String(isUnsaved)}</output>
}

function ReadsAll() {
  return <output>{Object.values({ ...useSaveStatus() }).length}</output>
}

/** Types the text into a session of an earlier visit; answers with how many saves that was, and what was rendered meanwhile. */
async function typeText(debounceMs: number): Promise<{ saveCount: number; renders: Record<string, number> }> {
  const id = await storeEarlierVisit({ title: '', body: '' })
  const parts = { nothing: <ReadsNothing />, one: <ReadsOne />, all: <ReadsAll />, badge: <SaveStatusBadge /> }
  render(
    <AutoSaveProvider service={service} config={{ debounceMs }}>
      <Counted name="form">
        <ArticleForm id={id} />
      </Counted>
      {Object.entries(parts).map(([name, part]) => (
        <Counted key={name} name={name}>
          {part}
        </Counted>
      ))}
    </AutoSaveProvider>,
  )
  await waitFor(() => expect(service.getManager(id).getSnapshot().restored).toBeDefined())
  await waitFor(() => expect(screen.getByRole('button').textContent).toBe('Saved just now'))
  const [before, { revision }] = [counts, service.getManager(id).getSnapshot()]
  counts = {}
  await userEvent.type(screen.getByLabelText('Body'), text)
  await waitFor(async () => expect((await readStored(id)).state).toEqual({ title: '', body: text }))
  await waitFor(() => expect(service.getManager(id).getSnapshot().isUnsaved).toBe(false))
  expect(before['form']).toBe(1)
  return { saveCount: service.getManager(id).getSnapshot().revision - revision, renders: counts }
}

test.each([0, 300])('typing 200 characters with a debounce of %i ms renders what it must', async (debounceMs) => {
  const { saveCount, renders } = await typeText(debounceMs)
  expect(saveCount).toBeGreaterThan(0)
  // Its own state, and not once for the kit.
  expect(renders['form']).toBe(200)
  expect(renders['nothing']).toBeUndefined()
  expect(renders['one']).toBeLessThanOrEqual(2 * saveCount)
  // And once for the news that the second copy is ready.
  expect(renders['all']).toBeLessThanOrEqual(3 * saveCount + 1)
})
