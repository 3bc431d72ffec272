import { AutoSaveService } from '@autosave-kit/core'
import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode, Suspense, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { SaveStatusBadge } from '../SaveStatusBadge/SaveStatusBadge.tsx'
import { readStored, savedArticle, storeEarlierVisit, type Article } from '../stories/ArticleForm.tsx'
import { useAutoSavedState } from './useAutoSavedState.ts'

let service: AutoSaveService
let shown: string[]

beforeEach(() => {
  service = new AutoSaveService()
  shown = []
})

afterEach(async () => {
  for (const unmount of mounted) unmount()
  await service.dispose()
})

const mounted = new Set<() => void>()

/** As an app does it: the testing library's `act` would wait for nothing that a fallback stands for. */
function mount(children: ReactNode): () => void {
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  root.render(
    <StrictMode>
      <AutoSaveProvider service={service} config={{ debounceMs: 10 }}>
        <SaveStatusBadge />
        <Suspense fallback={<p>Opening</p>}>{children}</Suspense>
      </AutoSaveProvider>
    </StrictMode>,
  )
  const unmount = (): void => {
    mounted.delete(unmount)
    root.unmount()
  }
  mounted.add(unmount)
  return unmount
}

function Title({ id, suspense }: { readonly id: string; readonly suspense: boolean }) {
  const [article, setArticle] = useAutoSavedState<Article>(() => ({ title: '', body: '' }), { id, suspense })
  shown.push(article.title)
  return (
    <input
      aria-label="Title"
      value={article.title}
      onChange={(event) => setArticle((now) => ({ ...now, title: event.target.value }))}
    />
  )
}

const retype = async (text: string): Promise<void> => {
  await userEvent.clear(field())
  await userEvent.type(field(), text)
}
const field = (): HTMLInputElement => screen.getByLabelText('Title')

describe.each([true, false])('a state that is saved by itself (suspense: %s)', (suspense) => {
  test('begins with what was saved, and saves what it is set to', async () => {
    const id = await storeEarlierVisit()
    mount(<Title id={id} suspense={suspense} />)
    await waitFor(() => expect(field().value).toBe('Loomings'))
    await retype('The Carpet-Bag')
    await waitFor(async () =>
      expect((await readStored(id)).state).toEqual({ ...savedArticle, title: 'The Carpet-Bag' }),
    )
  })

  test('begins with its initial value where nothing was saved, and stores nothing for that', async () => {
    const id = crypto.randomUUID()
    const unmount = mount(<Title id={id} suspense={suspense} />)
    await waitFor(() => expect(field().value).toBe(''))
    await waitFor(() => expect(service.getManager(id).getSnapshot().restored).toBeDefined())
    unmount()
    await service.removeManager(id)
    expect(await readStored(id)).toMatchObject({ state: undefined, revision: 0 })
  })

  test('comes back as it was when it is mounted again', async () => {
    const id = crypto.randomUUID()
    const unmount = mount(<Title id={id} suspense={suspense} />)
    await waitFor(() => expect(field()).toBeTruthy())
    await retype('Nantucket')
    unmount()
    shown = []
    mount(<Title id={id} suspense={suspense} />)
    await waitFor(() => expect(field().value).toBe('Nantucket'))
    // Without a fallback there is a moment in which nothing has been read yet.
    expect(shown.includes('')).toBe(!suspense)
  })
})

test('with suspense a fallback is shown while the session is read, and never the initial value', async () => {
  const id = await storeEarlierVisit()
  mount(<Title id={id} suspense />)
  await waitFor(() => expect(screen.getByText('Opening')).toBeTruthy())
  await waitFor(() => expect(field().value).toBe('Loomings'))
  expect(new Set(shown)).toEqual(new Set(['Loomings']))
})

test('with suspense nobody waits for a storage that fails: the form is there, and what was saved follows', async () => {
  const id = await storeEarlierVisit()
  const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('blocked', 'SecurityError')
  })
  mount(<Title id={id} suspense />)
  await waitFor(() => expect(field().value).toBe(''))
  open.mockRestore()
  await waitFor(() => expect(field().value).toBe('Loomings'))
})

test('with suspense an id that is not allowed is reported, and the form works on', async () => {
  const report = vi.spyOn(globalThis, 'reportError').mockImplementation(() => undefined)
  mount(<Title id="" suspense />)
  await waitFor(() => expect(field()).toBeTruthy())
  expect(report.mock.lastCall).toMatchObject([{ code: 'INVALID_CONFIG' }])
  await retype('Wheelbarrow')
  expect(field().value).toBe('Wheelbarrow')
})
