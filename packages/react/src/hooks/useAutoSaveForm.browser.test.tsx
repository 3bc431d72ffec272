import { AutoSaveService } from '@autosave-kit/core'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { StrictMode, useRef, useState, type ReactNode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { FormValues } from '../form/FormValues.ts'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { readStored } from '../stories/ArticleForm.tsx'
import { useAutoSaveForm, type AutoSaveFormHandle } from './useAutoSaveForm.ts'

let service: AutoSaveService
let id: string

beforeEach(() => {
  service = new AutoSaveService()
  id = crypto.randomUUID()
})

afterEach(async () => {
  cleanup()
  await service.dispose()
})

function App({ children }: { readonly children: ReactNode }) {
  return (
    <StrictMode>
      <AutoSaveProvider service={service} config={{ debounceMs: 10 }}>
        {children}
      </AutoSaveProvider>
    </StrictMode>
  )
}

interface FormProps {
  readonly children: ReactNode
  readonly onRestore?: (values: FormValues) => void
  readonly onHandle?: (handle: AutoSaveFormHandle) => void
}

function Form({ children, onRestore, onHandle }: FormProps) {
  const handle = useAutoSaveForm({ id, onRestore })
  onHandle?.(handle)
  return <form {...handle.formProps}>{children}</form>
}

/** A form with one of each kind of field. */
const everyField = (
  <>
    <input aria-label="Name" name="name" defaultValue="Nobody" />
    <textarea aria-label="Message" name="message" />
    <input aria-label="Tea" type="checkbox" name="drinks" value="tea" />
    <input aria-label="Rum" type="checkbox" name="drinks" value="rum" defaultChecked />
    <input aria-label="Bow" type="radio" name="berth" value="bow" defaultChecked />
    <input aria-label="Stern" type="radio" name="berth" value="stern" />
    <select aria-label="Ship" name="ship" defaultValue="Pequod">
      <option>Jeroboam</option>
      <option>Pequod</option>
      <option>Rachel</option>
    </select>
    <select aria-label="Crew" name="crew" multiple defaultValue={['Starbuck']}>
      <option>Starbuck</option>
      <option>Stubb</option>
      <option>Flask</option>
    </select>
    <input aria-label="Papers" type="file" name="papers" multiple />
  </>
)

const field = (name: string): HTMLInputElement => screen.getByLabelText(name)
const chosen = (name: string): string[] => {
  const list: HTMLSelectElement = screen.getByLabelText(name)
  return Array.from(list.selectedOptions, ({ value }) => value)
}
const stored = async (): Promise<unknown> => (await readStored(id)).state
const type = (name: string, value: string): boolean => fireEvent.change(field(name), { target: { value } })

async function storeEarlier(values: unknown): Promise<void> {
  const earlier = new AutoSaveService({ attachments: 'store' })
  await earlier.getManager<unknown>(id).immediateSave(values)
  await earlier.dispose()
}

async function opened(): Promise<void> {
  await waitFor(() => expect(service.getManager(id).getSnapshot().restored).toBeDefined())
}

test('every kind of field is stored as it is changed, and comes back as it was', async () => {
  const { unmount } = render(<Form>{everyField}</Form>, { wrapper: App })
  await opened()
  await userEvent.clear(field('Name'))
  await userEvent.type(field('Message'), 'Call me')
  await userEvent.click(field('Tea'))
  await userEvent.click(field('Rum'))
  await userEvent.click(field('Stern'))
  await userEvent.selectOptions(field('Ship'), 'Rachel')
  await userEvent.selectOptions(field('Crew'), ['Stubb', 'Flask'])
  await userEvent.deselectOptions(field('Crew'), 'Starbuck')
  await userEvent.upload(field('Papers'), [new File(['doubloon'], 'a.txt', { type: 'text/plain' })])
  await waitFor(async () => expect(await stored()).toMatchObject({ papers: [{ name: 'a.txt' }] }))
  expect(await stored()).toMatchObject({
    name: '',
    message: 'Call me',
    drinks: ['tea'],
    berth: ['stern'],
    ship: 'Rachel',
    crew: ['Stubb', 'Flask'],
  })
  unmount()
  await service.removeManager(id)

  render(<Form>{everyField}</Form>, { wrapper: App })
  await waitFor(() => expect(field('Message').value).toBe('Call me'))
  expect(field('Name').value).toBe('')
  expect([field('Tea').checked, field('Rum').checked, field('Bow').checked, field('Stern').checked]).toEqual([
    true,
    false,
    false,
    true,
  ])
  expect([chosen('Ship'), chosen('Crew')]).toEqual([['Rachel'], ['Stubb', 'Flask']])
  expect(await field('Papers').files?.[0]?.text()).toBe('doubloon')
})

test('a form nobody has touched stores nothing', async () => {
  const { unmount } = render(<Form>{everyField}</Form>, { wrapper: App })
  await opened()
  unmount()
  await service.removeManager(id)
  expect(await stored()).toBeUndefined()
})

test('passwords, card fields, codes, hidden fields and what the app marks never leave the page', async () => {
  render(
    <Form>
      <input aria-label="Mail" name="mail" />
      <input aria-label="Password" name="entry" type="password" />
      <input aria-label="New" name="fresh" {...{ autoComplete: 'section-a new-password' }} />
      <input aria-label="Card" name="digits" {...{ autoComplete: 'billing cc-number' }} />
      <input aria-label="Code" name="six" autoComplete="one-time-code" />
      <input name="csrf" type="hidden" defaultValue="of this visit" />
      <fieldset data-autosave="off">
        <input aria-label="Private" name="diary" />
      </fieldset>
    </Form>,
    { wrapper: App },
  )
  await opened()
  // A button that shows the password makes it a text.
  field('Password').type = 'text'
  for (const name of ['Password', 'New', 'Card', 'Code', 'Private', 'Mail']) type(name, 'do not keep')
  await waitFor(async () => expect(await stored()).toEqual({ mail: 'do not keep' }))
})

test('hidden fields and passwords keep what the page gave them, whatever an older form has stored', async () => {
  await storeEarlier({ csrf: 'stale', mail: 'a@b' })
  render(
    <Form>
      <input aria-label="Mail" name="mail" />
      <input name="csrf" type="hidden" defaultValue="of this visit" />
    </Form>,
    { wrapper: App },
  )
  await waitFor(() => expect(field('Mail').value).toBe('a@b'))
  expect(document.querySelector<HTMLInputElement>('[name=csrf]')?.value).toBe('of this visit')
})

describe('restoring', () => {
  test('leaves alone what was typed while it ran, and keeps it', async () => {
    await storeEarlier({ name: 'Ishmael', message: 'Call me' })
    render(<Form>{everyField}</Form>, { wrapper: App })
    type('Name', 'Queequeg')
    await waitFor(() => expect(field('Message').value).toBe('Call me'))
    expect(field('Name').value).toBe('Queequeg')
    await waitFor(async () => expect(await stored()).toMatchObject({ name: 'Queequeg', message: 'Call me' }))
  })

  test('leaves alone what was typed before the code was there', async () => {
    await storeEarlier({ name: 'Ishmael', message: 'Call me' })
    function Late() {
      const form = useRef<HTMLFormElement>(null)
      useAutoSaveForm({ id, form })
      // As on a page that a server rendered: the field has been there before.
      return (
        <form
          ref={(element) => {
            form.current = element
            const name = element?.elements.namedItem('name')
            if (name instanceof HTMLInputElement) name.value = 'Queequeg'
          }}
        >
          {everyField}
        </form>
      )
    }
    render(<Late />, { wrapper: App })
    await waitFor(() => expect(field('Message').value).toBe('Call me'))
    expect(field('Name').value).toBe('Queequeg')
  })

  test('tells the app’s own listeners, and fills fields that only come then', async () => {
    await storeEarlier({ kind: ['firm'], firm: 'Peleg & Bildad', topic: 'oil' })
    const onRestore = vi.fn<(values: FormValues) => void>()
    const onTopic = vi.fn<(topic: string) => void>()
    function Conditional() {
      const [isFirm, setFirm] = useState(false)
      return (
        <Form onRestore={onRestore}>
          <input aria-label="Topic" name="topic" onChange={(event) => onTopic(event.target.value)} />
          <input
            aria-label="As a firm"
            type="checkbox"
            name="kind"
            value="firm"
            onChange={(event) => setFirm(event.target.checked)}
          />
          {isFirm && <input aria-label="Firm" name="firm" />}
        </Form>
      )
    }
    render(<Conditional />, { wrapper: App })
    await waitFor(() => expect(field('Firm').value).toBe('Peleg & Bildad'))
    expect(onTopic).toHaveBeenLastCalledWith('oil')
    expect(onRestore).toHaveBeenCalledTimes(1)
    // A part that goes and comes back has what was in it.
    await userEvent.type(field('Firm'), ' of Nantucket')
    await userEvent.click(field('As a firm'))
    await userEvent.click(field('As a firm'))
    await waitFor(() => expect(field('Firm').value).toBe('Peleg & Bildad of Nantucket'))
  })

  test('passes over what an older form has stored in another shape', async () => {
    await storeEarlier({ name: 7, message: null, drinks: 'tea', ship: 'Essex', crew: { Flask: true } })
    render(<Form>{everyField}</Form>, { wrapper: App })
    await waitFor(() => expect(field('Tea').checked).toBe(true))
    expect([field('Name').value, field('Message').value, chosen('Ship')]).toEqual(['Nobody', '', ['Pequod']])
  })
})

test('a reset empties what is stored', async () => {
  render(
    <Form>
      <input aria-label="Name" name="name" />
      <button type="reset">Clear</button>
    </Form>,
    { wrapper: App },
  )
  await opened()
  await userEvent.type(field('Name'), 'Ishmael')
  await waitFor(async () => expect(await stored()).toEqual({ name: 'Ishmael' }))
  await userEvent.click(screen.getByText('Clear'))
  await waitFor(async () => expect(await stored()).toEqual({ name: '' }))
})

test('saveNow stores what a program wrote into a field, and an app’s form may stand outside of its fields', async () => {
  let handle: AutoSaveFormHandle | undefined
  render(
    <>
      <Form onHandle={(next) => void (handle = next)}>
        <input aria-label="Name" name="name" />
      </Form>
      <input aria-label="Outside" name="outside" form="none" />
    </>,
    { wrapper: App },
  )
  await opened()
  field('Name').value = 'Bulkington'
  type('Outside', 'another form’s')
  await expect(handle?.saveNow()).resolves.toMatchObject({ durability: 'disk' })
  expect(await stored()).toEqual({ name: 'Bulkington' })
})

test('typing renders nothing', async () => {
  let renderCount = 0
  render(<Form onHandle={() => (renderCount += 1)}>{everyField}</Form>, { wrapper: App })
  await opened()
  const before = renderCount
  await userEvent.type(field('Message'), 'The watery part of the world')
  await waitFor(async () => expect(await stored()).toMatchObject({ message: 'The watery part of the world' }))
  expect(renderCount).toBe(before)
})
