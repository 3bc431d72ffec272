import { autoSaveService, AutoSaveService } from '@autosave-kit/core'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import * as React from 'react'
import { StrictMode, useState, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { SaveStatusBadge } from '../SaveStatusBadge/SaveStatusBadge.tsx'
import { ArticleForm, type Article, readStored, savedArticle, storeEarlierVisit } from '../stories/ArticleForm.tsx'
import { useAutoSave, type AutoSaveHandle } from './useAutoSave.ts'

/** Read by a name made at run time: React 18 has none, and its bundle says so of whoever names it. */
const ACTIVITY = 'Activity'
const Activity = Reflect.get(React, ACTIVITY) as typeof React.Activity | undefined

let service: AutoSaveService

beforeEach(() => {
  service = new AutoSaveService()
})

afterEach(async () => {
  cleanup()
  await service.dispose()
})

function App({ children }: { readonly children: ReactNode }) {
  return (
    <StrictMode>
      <AutoSaveProvider service={service}>{children}</AutoSaveProvider>
    </StrictMode>
  )
}

const title = (): HTMLInputElement => screen.getByLabelText('Title')
const body = (): HTMLTextAreaElement => screen.getByLabelText('Body')
const type = (field: HTMLElement, value: string): boolean => fireEvent.change(field, { target: { value } })
const statusOf = (id: string) => service.getManager(id).getSnapshot()

async function expectStored(id: string, article: Article): Promise<void> {
  await waitFor(() => expect(statusOf(id).isUnsaved).toBe(false))
  await waitFor(async () => expect((await readStored(id)).state).toEqual(article))
}

describe('mounting over saved work', () => {
  test('shows it, and an empty form does not overwrite it', async () => {
    const id = await storeEarlierVisit()
    const { unmount } = render(<ArticleForm id={id} />, { wrapper: App })
    await waitFor(() => expect(title().value).toBe('Loomings'))
    unmount()
    await service.removeManager(id)
    expect(await readStored(id)).toMatchObject({ state: savedArticle, revision: 1 })
  })

  test('what is typed while it is read wins key by key, and is saved', async () => {
    const id = await storeEarlierVisit()
    render(<ArticleForm id={id} />, { wrapper: App })
    type(title(), 'The Spouter-Inn')
    await waitFor(() => expect(body().value).toBe('Call me Ishmael.'))
    expect(title().value).toBe('The Spouter-Inn')
    await service.getManager(id).flush()
    await expectStored(id, { title: 'The Spouter-Inn', body: 'Call me Ishmael.' })
  })

  test('unmounting before it was read keeps it, keeps what was typed, and calls nobody', async () => {
    const id = await storeEarlierVisit()
    const onRestore = vi.fn<(article: Article) => void>()
    const { unmount } = render(<ArticleForm id={id} onRestore={onRestore} />, { wrapper: App })
    type(title(), 'The Carpet-Bag')
    unmount()
    await waitFor(() => expect(statusOf(id).restored).toBeDefined())
    await service.getManager(id).flush()
    await expectStored(id, { title: 'The Carpet-Bag', body: 'Call me Ishmael.' })
    expect(onRestore).not.toHaveBeenCalled()
  })

  test('a keystroke handled with the old state, after the app was given the saved one, loses neither', async () => {
    const id = await storeEarlierVisit()
    function StaleForm() {
      const [article, setArticle] = useState<Article>({ title: '', body: '' })
      const setTitle = (value: string): void => setArticle({ ...article, title: value })
      useAutoSave(article, {
        id,
        onRestore: (restored) => {
          setArticle(restored)
          // Before React has rendered it: this handler still sees the empty article.
          if (restored.title === 'Loomings') setTitle('The Street')
        },
      })
      return <input aria-label="Title" value={`${article.title}: ${article.body}`} readOnly />
    }
    render(<StaleForm />, { wrapper: App })
    await waitFor(() => expect(title().value).toBe('The Street: Call me Ishmael.'))
    await service.getManager(id).flush()
    await expectStored(id, { title: 'The Street', body: 'Call me Ishmael.' })
  })

  test('an app that changes what it is given is given it once', async () => {
    const id = await storeEarlierVisit()
    const onRestore = vi.fn<(article: Article) => void>()
    function TrimmingForm() {
      const [article, setArticle] = useState<Article>({ title: '', body: '' })
      const restore = (restored: Article): void => {
        onRestore(restored)
        setArticle({ ...restored, body: restored.body.toUpperCase() })
      }
      useAutoSave(article, { id, onRestore: restore })
      return <textarea aria-label="Body" value={article.body} readOnly />
    }
    render(<TrimmingForm />, { wrapper: App })
    await waitFor(() => expect(body().value).toBe('CALL ME ISHMAEL.'))
    await service.getManager(id).flush()
    await expectStored(id, { title: 'Loomings', body: 'CALL ME ISHMAEL.' })
    expect(onRestore).toHaveBeenCalledTimes(1)
  })

  test('an app that throws while it restores is told so, and stays up', async () => {
    const id = await storeEarlierVisit()
    const report = vi.spyOn(globalThis, 'reportError').mockImplementation(() => undefined)
    const failure = new Error('an old shape')
    const onRestore = (): void => {
      throw failure
    }
    render(<ArticleForm id={id} onRestore={onRestore} />, { wrapper: App })
    await waitFor(() => expect(report.mock.calls).toEqual([[failure]]))
    expect(title().value).toBe('')
  })
})

describe('saving', () => {
  test('unmounting inside the debounce keeps the edit, and remounting shows it', async () => {
    const id = crypto.randomUUID()
    const { unmount } = render(<ArticleForm id={id} />, { wrapper: App })
    await waitFor(() => expect(statusOf(id).restored).toBeDefined())
    type(title(), 'Nantucket')
    unmount()
    await expectStored(id, { title: 'Nantucket', body: '' })
    render(<ArticleForm id={id} />, { wrapper: App })
    await waitFor(() => expect(title().value).toBe('Nantucket'))
  })

  test('a form nobody has touched stores nothing', async () => {
    const id = crypto.randomUUID()
    const { unmount } = render(<ArticleForm id={id} />, { wrapper: App })
    await waitFor(() => expect(statusOf(id).restored).toBeDefined())
    unmount()
    await service.removeManager(id)
    expect(await readStored(id)).toMatchObject({ state: undefined, revision: 0 })
  })

  test('saveNow stores what is on the screen, also while saving is off', async () => {
    const id = crypto.randomUUID()
    let handle: AutoSaveHandle | undefined
    const form = (enabled: boolean) => (
      <ArticleForm id={id} enabled={enabled} onHandle={(next) => void (handle = next)} />
    )
    const { rerender } = render(form(false), { wrapper: App })
    type(title(), 'Chowder')
    await waitFor(() => expect(statusOf(id)).toMatchObject({ isUnsaved: true, pauseReasons: ['disabled'] }))
    await expect(handle?.saveNow()).resolves.toMatchObject({ revision: 1, durability: 'disk' })
    rerender(form(true))
    expect(statusOf(id).pauseReasons).toEqual([])
    await expectStored(id, { title: 'Chowder', body: '' })
  })

  test('a change of id leaves each state where it belongs', async () => {
    const [first, second] = [crypto.randomUUID(), await storeEarlierVisit()]
    const { rerender } = render(<ArticleForm id={first} />, { wrapper: App })
    await waitFor(() => expect(statusOf(first).restored).toBeDefined())
    type(title(), 'The Ship')
    rerender(<ArticleForm id={second} />)
    await waitFor(() => expect(title().value).toBe('Loomings'))
    await expectStored(first, { title: 'The Ship', body: '' })
    expect(await readStored(second)).toMatchObject({ state: savedArticle, revision: 1 })
  })

  test.skipIf(!Activity)(
    'a form in a hidden Activity keeps what it has, and goes on when it is shown again',
    async () => {
      const id = crypto.randomUUID()
      if (!Activity) throw new Error('This React has no Activity.')
      const page = (mode: 'visible' | 'hidden') => (
        <Activity mode={mode}>
          <ArticleForm id={id} />
        </Activity>
      )
      const { rerender } = render(page('visible'), { wrapper: App })
      await waitFor(() => expect(statusOf(id).restored).toBeDefined())
      type(title(), 'The Advocate')
      rerender(page('hidden'))
      await expectStored(id, { title: 'The Advocate', body: '' })
      rerender(page('visible'))
      expect(title().value).toBe('The Advocate')
      type(body(), 'As Queequeg and I')
      await service.getManager(id).flush()
      await expectStored(id, { title: 'The Advocate', body: 'As Queequeg and I' })
    },
  )
})

describe('without a provider', () => {
  test('work is kept by the ready-made service, and the badge speaks of it', async () => {
    const id = await storeEarlierVisit()
    render(
      <>
        <ArticleForm id={id} />
        <SaveStatusBadge id={id} />
      </>,
    )
    await waitFor(() => expect(title().value).toBe('Loomings'))
    await waitFor(() => expect(screen.getByRole('button').textContent).toBe('Saved just now'))
    type(title(), 'A Bosom Friend')
    cleanup()
    await waitFor(async () =>
      expect((await readStored(id)).state).toEqual({ ...savedArticle, title: 'A Bosom Friend' }),
    )
    await autoSaveService.removeManager(id)
  })
})

describe('mistakes', () => {
  test('two components under one id are reported once, and the newest edit is kept', async () => {
    const id = crypto.randomUUID()
    const report = vi.spyOn(globalThis, 'reportError').mockImplementation(() => undefined)
    const forms = (
      <>
        <ArticleForm id={id} />
        <ArticleForm id={id} />
      </>
    )
    const { rerender } = render(forms, { wrapper: App })
    rerender(forms)
    await waitFor(() => expect(report.mock.calls).toMatchObject([[{ code: 'DUPLICATE_ID' }]]))
    await waitFor(() => expect(statusOf(id).restored).toBeDefined())
    type(screen.getAllByLabelText('Title')[0] ?? title(), 'First')
    type(screen.getAllByLabelText('Title')[1] ?? title(), 'Second')
    await service.getManager(id).flush()
    await expectStored(id, { title: 'Second', body: '' })
    expect(report).toHaveBeenCalledTimes(1)
  })

  test('an id that is not allowed is reported, and the form works on', async () => {
    const report = vi.spyOn(globalThis, 'reportError').mockImplementation(() => undefined)
    let handle: AutoSaveHandle | undefined
    render(<ArticleForm id="" onHandle={(next) => void (handle = next)} />, { wrapper: App })
    await waitFor(() => expect(report.mock.lastCall).toMatchObject([{ code: 'INVALID_CONFIG' }]))
    type(title(), 'Merry Christmas')
    expect(title().value).toBe('Merry Christmas')
    await expect(handle?.saveNow()).rejects.toMatchObject({ code: 'DISPOSED' })
  })
})

describe('options of one session', () => {
  const migrations = { 2: (state: unknown) => ({ title: (state as { name: string }).name, body: '' }) }
  const config = { schemaVersion: 2, migrations, debounceMs: 10 }

  function MigratedForm({ id, options }: { readonly id: string; readonly options: typeof config | undefined }) {
    const [article, setArticle] = useState<Article>({ title: '', body: '' })
    useAutoSave(article, { id, onRestore: setArticle, config: options === undefined ? undefined : { ...options } })
    return (
      <input
        aria-label="Title"
        value={article.title}
        onChange={(event) => setArticle({ ...article, title: event.target.value })}
      />
    )
  }

  test('bring its saved work into the shape this form needs, and no other session’s', async () => {
    const id = crypto.randomUUID()
    const earlier = new AutoSaveService()
    await earlier.getManager<unknown>(id).immediateSave({ name: 'Moby-Dick' })
    await earlier.dispose()
    const { rerender } = render(<MigratedForm id={id} options={config} />, { wrapper: App })
    await waitFor(() => expect(title().value).toBe('Moby-Dick'))
    type(title(), 'The Whale')
    await waitFor(() => expect(statusOf(id)).toMatchObject({ isUnsaved: false, status: 'saved' }))
    rerender(<MigratedForm id={id} options={{ ...config }} />)
    expect(title().value).toBe('The Whale')
    const other = crypto.randomUUID()
    await service.getManager<Article>(other).immediateSave({ title: 'untouched', body: '' })
    expect((await service.getManager<Article>(other).restore()).state?.title).toBe('untouched')
  })
})
