import { AutoSaveService } from '@autosave-kit/core'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { StrictMode, useState } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { useAutoSave } from '../hooks/useAutoSave.ts'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { ArticleForm } from '../stories/ArticleForm.tsx'

let service: AutoSaveService
const report = vi.fn<(error: unknown) => void>()

beforeEach(() => {
  service = new AutoSaveService()
  report.mockReset()
  vi.spyOn(globalThis, 'reportError').mockImplementation(report)
})

afterEach(async () => {
  cleanup()
  await service.dispose()
})

interface Book {
  readonly title: string
  readonly chapters: { words: number }[]
}

/** A button that changes the book, well or badly. */
function Counter({ change }: { readonly change: (book: Book) => Book }) {
  const [id] = useState(() => crypto.randomUUID())
  const [book, setBook] = useState<Book>({ title: 'Moby-Dick', chapters: [{ words: 1 }, { words: 2 }] })
  const [, render] = useState(0)
  useAutoSave(book, { id, onRestore: setBook })
  const onClick = (): void => {
    setBook(change(book))
    render(performance.now())
  }
  return (
    <button type="button" onClick={onClick}>
      Write
    </button>
  )
}

function inPlace(book: Book): Book {
  const [first] = book.chapters
  if (first) first.words += 1
  return { ...book }
}

test('a state that is changed in place is reported with the place of it', async () => {
  render(
    <StrictMode>
      <AutoSaveProvider service={service}>
        <Counter change={inPlace} />
      </AutoSaveProvider>
    </StrictMode>,
  )
  const writeAndLook = (): void => {
    fireEvent.click(screen.getByText('Write'))
    expect(report.mock.calls).toMatchObject([[{ code: 'MUTATED_STATE' }]])
  }
  // It looks when nobody has changed anything for half a second.
  await waitFor(writeAndLook, { interval: 600 })
  expect(String(report.mock.calls[0]?.[0])).toContain('`chapters.0` in the state')
})

describe('a component outside of the provider that the rest of the page is in', () => {
  test('is reported once, and its work is kept all the same', async () => {
    const id = crypto.randomUUID()
    render(
      <StrictMode>
        <ArticleForm id={id} />
        <AutoSaveProvider service={service}>
          <ArticleForm id={crypto.randomUUID()} />
        </AutoSaveProvider>
      </StrictMode>,
    )
    await waitFor(() => expect(report.mock.calls).toMatchObject([[{ code: 'NO_PROVIDER' }]]))
    expect(String(report.mock.calls[0]?.[0])).toContain(id)
  })

  test('is nothing to report where there is no other provider, or one of the same service', async () => {
    render(<ArticleForm id={crypto.randomUUID()} />)
    render(
      <AutoSaveProvider>
        <ArticleForm id={crypto.randomUUID()} />
      </AutoSaveProvider>,
    )
    await Promise.resolve()
    expect(report).not.toHaveBeenCalled()
  })
})
