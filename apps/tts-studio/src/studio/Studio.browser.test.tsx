import { AutoSaveService } from '@autosave-kit/core'
import { AutoSaveProvider } from '@autosave-kit/react'
import { cleanup, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { StrictMode } from 'react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import './theme.css'
import './controls.css'
import { emptyProject } from '../project/emptyProject.ts'
import { currentProject, replaceProject, showProject } from '../project/projectStore.ts'
import { firstProject } from '../projects/lastProject.ts'
import { SavedProject } from './SavedProject.tsx'
import { Studio } from './Studio.tsx'
import { useInterfaceStore } from './interfaceStore.ts'

const nothingOpen = useInterfaceStore.getInitialState()
const story = Array.from({ length: 40 }, (_, index) => `This is paragraph ${index + 1}. It has two sentences.`).join(
  '\n\n',
)

let service: AutoSaveService

async function openStudio() {
  // A second copy would bring back what a test takes away.
  service = new AutoSaveService({}, { lifeboat: false })
  render(
    <StrictMode>
      <AutoSaveProvider service={service}>
        <SavedProject />
        <Studio />
      </AutoSaveProvider>
    </StrictMode>,
  )
  await screen.findByRole('button', { name: /Paste a text/ })
}

async function paste(text: string) {
  await userEvent.click(screen.getByRole('button', { name: /Paste a text/ }))
  // Typing it key by key would take longer than the test may.
  await userEvent.click(screen.getByRole('textbox', { name: 'Text to open' }))
  await userEvent.paste(text)
  await userEvent.click(screen.getByRole('button', { name: 'Use this text' }))
}

const chunk = (number: number) => screen.findByRole('article', { name: `Chunk ${number}` })

/** It may have to be scrolled to, and comes up then. */
async function expectFocusIn(number: number): Promise<void> {
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe(`Chunk ${number}`))
}

beforeEach(() => {
  showProject(firstProject)
  replaceProject(emptyProject)
  useInterfaceStore.setState(nothingOpen, true)
})

afterEach(async () => {
  cleanup()
  await service.dispose()
  await forgetStudio()
})

/** Only the studio's own rows: other tests share the database of this origin. */
function forgetStudio(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('autosave-kit')
    opening.onerror = () => reject(opening.error ?? new Error('The database could not be opened.'))
    opening.onsuccess = () => {
      const database = opening.result
      const transaction = database.transaction(['sessions', 'segments'], 'readwrite')
      transaction.objectStore('sessions').delete('studio')
      transaction.objectStore('segments').delete(IDBKeyRange.bound(['studio'], ['studio', []]))
      transaction.oncomplete = () => {
        database.close()
        resolve()
      }
      transaction.onabort = () => reject(transaction.error ?? new Error('The rows could not be deleted.'))
    }
  })
}

it('opens a pasted text, edits a chunk with the keyboard alone, and takes the edit back', async () => {
  await openStudio()
  await paste(story)
  const first = await chunk(1)
  first.focus()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  const field = await screen.findByRole('textbox', { name: 'Text of chunk 2' })
  await waitFor(() => expect(document.activeElement).toBe(field))
  await userEvent.keyboard(' More.{Escape}')
  expect(currentProject().chunks[1]?.text).toBe('This is paragraph 2. It has two sentences. More.')
  await expectFocusIn(2)
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(currentProject().chunks[1]?.text).toBe('This is paragraph 2. It has two sentences.')
})

it('splits, merges and deletes, and undoes each', async () => {
  await openStudio()
  await paste(story)
  await userEvent.click(await screen.findByRole('button', { name: 'Split chunk 1' }))
  expect(
    currentProject()
      .chunks.slice(0, 2)
      .map((one) => one.text),
  ).toEqual(['This is paragraph 1.', 'It has two sentences.'])
  const merge = await screen.findByRole('button', { name: 'Merge chunk 2 with the next' })
  await userEvent.click(merge)
  expect(currentProject().chunks).toHaveLength(40)
  await userEvent.click(await screen.findByRole('button', { name: 'Delete chunk 2' }))
  expect(currentProject().chunks).toHaveLength(39)
  for (const count of [40, 41, 40]) {
    await userEvent.keyboard('{Control>}z{/Control}')
    expect(currentProject().chunks).toHaveLength(count)
  }
  expect(currentProject().chunks[0]?.text).toBe('This is paragraph 1. It has two sentences.')
})

it('goes to a chunk by its number and by words in it', async () => {
  await openStudio()
  await paste(story)
  const field = await screen.findByRole('combobox', { name: 'Go to chunk' })
  await userEvent.type(field, '33{Enter}')
  await expectFocusIn(33)
  await userEvent.type(field, 'paragraph 7.')
  await within(await screen.findByRole('listbox', { name: 'Chunks found' })).findByRole('option', {
    name: /paragraph 7/,
  })
  await userEvent.keyboard('{Enter}')
  await expectFocusIn(7)
})

it('says what is wrong with a text, and changes nothing', async () => {
  await openStudio()
  const picker = screen.getByLabelText('Text file')
  await userEvent.upload(picker, new File([new Uint8Array([0x89, 0x50, 0, 0])], 'whale.txt'))
  await screen.findByText(/“whale.txt” is not a text file/)
  await userEvent.upload(picker, new File([''], 'empty.txt'))
  await screen.findByText(/“empty.txt” is empty/)
  await userEvent.click(screen.getByRole('button', { name: /Paste a text/ }))
  await userEvent.click(screen.getByRole('button', { name: 'Use this text' }))
  await screen.findByText(/There is nothing to open yet/)
  expect(currentProject()).toBe(emptyProject)
})

it('asks before another text takes the place of what is open', async () => {
  await openStudio()
  await paste(story)
  const before = currentProject()
  await userEvent.click(await screen.findByRole('button', { name: 'Open a text' }))
  await paste('Another text.')
  await userEvent.click(await screen.findByRole('button', { name: 'Keep what is open' }))
  expect(currentProject()).toBe(before)
  await userEvent.click(screen.getByRole('button', { name: 'Open a text' }))
  await paste('Another text.')
  await userEvent.click(await screen.findByRole('button', { name: 'Replace it' }))
  await screen.findByText('Another text.', { selector: '.chunk-text' })
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
  expect(currentProject().chunks).toEqual(before.chunks)
})

it('brings an older version back, and both its Undo and the keyboard take that back', async () => {
  await openStudio()
  await paste(story)
  await service.getManager('studio').flush()
  await userEvent.click(await screen.findByRole('button', { name: 'Versions' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Name this version…' }))
  await userEvent.keyboard('Whole{Enter}')
  await screen.findByText('Whole')
  await userEvent.click(screen.getByRole('button', { name: 'Close' }))
  const second = await chunk(2)
  second.focus()
  await userEvent.keyboard('{Delete}')
  await service.getManager('studio').flush()

  await userEvent.click(screen.getByRole('button', { name: 'Versions' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Restore Whole' }))
  const undo = await screen.findByRole('button', { name: 'Undo Whole' })
  expect(currentProject().chunks).toHaveLength(40)
  await userEvent.click(undo)
  await screen.findByRole('button', { name: 'Restore Whole' })
  expect(currentProject().chunks).toHaveLength(39)
  await userEvent.click(screen.getByRole('button', { name: 'Close' }))
  await userEvent.keyboard('{Control>}z{/Control}')
  expect(currentProject().chunks).toHaveLength(40)
})
