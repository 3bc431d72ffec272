import { AutoSaveService } from '@autosave-kit/core'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { ArticleForm } from '../stories/ArticleForm.tsx'
import { AutoSaveSettings } from './AutoSaveSettings.tsx'

const id = 'article'

let service: AutoSaveService

beforeEach(() => {
  // Clearing takes all there is: other tests keep theirs.
  service = new AutoSaveService({}, { scope: crypto.randomUUID(), lifeboat: false })
})

afterEach(async () => {
  cleanup()
  await service.dispose()
})

test('nothing is kept after clearing, the form begins anew, and what is typed then is kept again', async () => {
  render(<Page />)
  await save('Loomings')
  expect(await service.listSessions()).toHaveLength(1)
  await clear()
  await waitFor(() => expect(title().value).toBe(''))
  expect(await service.listSessions()).toEqual([])
  await save('The Chapel')
})

const title = (): HTMLInputElement => screen.getByLabelText('Title')

async function save(words: string): Promise<void> {
  fireEvent.change(title(), { target: { value: words } })
  await waitFor(async () => {
    await service.getManager(id).flush()
    expect((await service.readVersion(id)).state).toEqual({ title: words, body: '' })
  })
}

async function clear(): Promise<void> {
  fireEvent.click(screen.getByRole('button', { name: 'Clear my data…' }))
  const question = await screen.findByRole('alertdialog')
  await within(question).findByText('One work is kept in this browser:')
  fireEvent.click(within(question).getByRole('button', { name: 'Clear everything' }))
}

/** An app that shows an empty form once everything is cleared. */
function Page() {
  const [clearCount, setClearCount] = useState(0)
  return (
    <AutoSaveProvider service={service}>
      <ArticleForm key={clearCount} id={id} />
      <AutoSaveSettings onCleared={() => setClearCount((count) => count + 1)} />
    </AutoSaveProvider>
  )
}
