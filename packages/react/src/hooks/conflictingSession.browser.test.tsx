import { AutoSaveService } from '@autosave-kit/core'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { SaveStatusBadge } from '../SaveStatusBadge/SaveStatusBadge.tsx'
import { ArticleForm, readStored, savedArticle, storeEarlierVisit, type Article } from '../stories/ArticleForm.tsx'

let service: AutoSaveService
let otherTab: AutoSaveService

beforeEach(() => {
  // Nothing of this page is saved by itself: whose work is stored first is for each test to say.
  service = new AutoSaveService({ debounceMs: 60_000, maxWaitMs: 60_000, crashWindowMs: 0 })
  otherTab = new AutoSaveService()
})

afterEach(async () => {
  cleanup()
  await service.dispose()
  await otherTab.dispose()
})

const title = (): HTMLInputElement => screen.getByLabelText('Title')
const body = (): HTMLTextAreaElement => screen.getByLabelText('Body')

/** A form on this page and another tab that changed the same article. */
async function changedTwice(): Promise<string> {
  const id = await storeEarlierVisit()
  render(
    <StrictMode>
      <AutoSaveProvider service={service}>
        <SaveStatusBadge />
        <ArticleForm id={id} />
      </AutoSaveProvider>
    </StrictMode>,
  )
  await waitFor(() => expect(title().value).toBe('Loomings'))
  const other = otherTab.getManager<Article>(id)
  await other.restore()
  fireEvent.change(title(), { target: { value: 'Mine' } })
  await other.immediateSave({ ...savedArticle, title: 'Theirs' })
  await expect(service.getManager(id).flush()).rejects.toMatchObject({ code: 'CONFLICT' })
  await userEvent.click(await screen.findByRole('button', { name: 'Review' }))
  return id
}

test('the other tab’s work, when it is chosen, is in the form and in the store', async () => {
  const id = await changedTwice()
  await userEvent.click(await screen.findByRole('button', { name: 'Use the other' }))
  await waitFor(() => expect(title().value).toBe('Theirs'))
  fireEvent.change(body(), { target: { value: 'Typed on.' } })
  await service.getManager(id).flush()
  expect((await readStored(id)).state).toEqual({ title: 'Theirs', body: 'Typed on.' })
})

test('this page’s work, when it is chosen, stays in the form and is stored', async () => {
  const id = await changedTwice()
  await userEvent.click(await screen.findByRole('button', { name: 'Keep mine' }))
  await waitFor(() => expect(service.getManager(id).getSnapshot().status).toBe('saved'))
  expect(title().value).toBe('Mine')
  expect((await readStored(id)).state).toEqual({ title: 'Mine', body: 'Call me Ishmael.' })
})

test('what another tab saves is in the form at once, with what is typed here on top', async () => {
  const id = await storeEarlierVisit()
  render(
    <StrictMode>
      <AutoSaveProvider service={service}>
        <ArticleForm id={id} />
      </AutoSaveProvider>
    </StrictMode>,
  )
  await waitFor(() => expect(title().value).toBe('Loomings'))
  const other = otherTab.getManager<Article>(id)
  await other.restore()
  await userEvent.type(body(), ' Some years ago')
  await other.immediateSave({ ...savedArticle, title: 'Theirs' })
  await waitFor(() => expect(title().value).toBe('Theirs'))
  await userEvent.type(body(), ', never mind.')
  await service.getManager(id).flush()
  const typed = 'Call me Ishmael. Some years ago, never mind.'
  expect([title().value, body().value]).toEqual(['Theirs', typed])
  expect((await readStored(id)).state).toEqual({ title: 'Theirs', body: typed })
})
