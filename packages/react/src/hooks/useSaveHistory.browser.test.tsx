import { AutoSaveService } from '@autosave-kit/core'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { Profiler, StrictMode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { ArticleForm, readStored, storeEarlierVisit } from '../stories/ArticleForm.tsx'
import { useSaveHistory, type SaveHistory } from './useSaveHistory.ts'

let service: AutoSaveService

beforeEach(() => {
  service = new AutoSaveService()
})

afterEach(async () => {
  cleanup()
  await service.dispose()
})

const title = (): HTMLInputElement => screen.getByLabelText('Title')
const body = (): HTMLTextAreaElement => screen.getByLabelText('Body')
const type = (field: HTMLElement, value: string): boolean => fireEvent.change(field, { target: { value } })

/** A form with two versions: "Loomings" of an earlier visit, "The Spouter-Inn" of this one. */
async function twoVersions(id: string) {
  let history: SaveHistory | undefined
  function Versions() {
    history = useSaveHistory({ id })
    return <output>{history.versions.map(({ label, revision }) => label ?? revision).join(' ')}</output>
  }
  const onRender = vi.fn<() => void>()
  render(
    <StrictMode>
      <AutoSaveProvider service={service}>
        <ArticleForm id={id} />
        <Profiler id="versions" onRender={onRender}>
          <Versions />
        </Profiler>
      </AutoSaveProvider>
    </StrictMode>,
  )
  await waitFor(() => expect(title().value).toBe('Loomings'))
  const now = (): SaveHistory => {
    if (!history) throw new Error('Nothing was rendered.')
    return history
  }
  await waitFor(() => expect(now().versions).toHaveLength(1))
  type(title(), 'The Spouter-Inn')
  await act(() => now().saveVersion('Inn'))
  expect(document.querySelector('output')?.textContent).toBe('Inn 1')
  return { now, onRender }
}

test('a version that is brought back is in the form and in the store, and so is what was there before, undone', async () => {
  const id = await storeEarlierVisit()
  const { now } = await twoVersions(id)
  const { previousRevision } = await act(() => now().restore(1))
  expect(title().value).toBe('Loomings')
  expect(await readStored(id)).toMatchObject({ state: { title: 'Loomings' }, revision: 3 })
  expect(now().versions.map(({ reason }) => reason)).toEqual(['restore', 'manual', 'manual'])
  await act(() => now().restore(previousRevision))
  expect(title().value).toBe('The Spouter-Inn')
  expect(await readStored(id)).toMatchObject({ state: { title: 'The Spouter-Inn' }, revision: 4 })
})

test('what is unsaved is saved first, and Undo brings it back', async () => {
  const id = await storeEarlierVisit()
  const { now } = await twoVersions(id)
  type(body(), 'not saved yet')
  const { previousRevision } = await act(() => now().restore(1))
  expect(body().value).toBe('Call me Ishmael.')
  await act(() => now().restore(previousRevision))
  expect([title().value, body().value]).toEqual(['The Spouter-Inn', 'not saved yet'])
})

test('what is typed while a version is brought back stays on top of it, on the screen and in the store', async () => {
  const id = await storeEarlierVisit()
  const { now } = await twoVersions(id)
  await act(async () => {
    const restoring = now().restore(1)
    type(body(), 'Call me anything.')
    await restoring
  })
  await waitFor(() => expect([title().value, body().value]).toEqual(['Loomings', 'Call me anything.']))
  await service.getManager(id).flush()
  expect((await readStored(id)).state).toEqual({ title: 'Loomings', body: 'Call me anything.' })
})

test('a version that is not there is refused, and form and store stay as they are', async () => {
  const id = await storeEarlierVisit()
  const { now } = await twoVersions(id)
  type(body(), 'typed on')
  await expect(act(() => now().restore(77))).rejects.toMatchObject({ code: 'REVISION_NOT_FOUND' })
  type(title(), 'Chowder')
  await service.getManager(id).flush()
  expect((await readStored(id)).state).toEqual({ title: 'Chowder', body: 'typed on' })
})

test('typing neither reads nor renders the list', async () => {
  const id = await storeEarlierVisit()
  const { onRender } = await twoVersions(id)
  const read = vi.spyOn(service.getManager(id), 'getHistory')
  onRender.mockClear()
  for (const text of ['C', 'Ca', 'Cal', 'Call']) type(body(), text)
  await waitFor(() => expect(service.getManager(id).getSnapshot().isUnsaved).toBe(true))
  expect(onRender).not.toHaveBeenCalled()
  expect(read).not.toHaveBeenCalled()
})
