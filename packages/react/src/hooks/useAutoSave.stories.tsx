import { AutoSaveService } from '@autosave-kit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { readStored } from '../stories/ArticleForm.tsx'
import { useAutoSave } from './useAutoSave.ts'
import { useSaveStatus } from './useSaveStatus.ts'

interface NoteProps {
  /** The name the note is kept under. */
  readonly id: string
  /** Whether to save by itself. */
  readonly enabled: boolean
  /** How long a pause ends a stretch of typing, in ms. */
  readonly debounceMs: number
}

const service = new AutoSaveService()

/** A note that remembers. Type, and reload the page. */
function Note({ id, enabled, debounceMs }: NoteProps) {
  const [note, setNote] = useState({ text: '' })
  const handle = useAutoSave(note, { id, onRestore: setNote, enabled, config: { debounceMs } })
  return (
    <div style={{ display: 'grid', gap: 8, maxInlineSize: 480, justifyItems: 'start' }}>
      <label style={{ display: 'grid', gap: 4, inlineSize: '100%' }}>
        Note
        <textarea rows={4} value={note.text} onChange={(event) => setNote({ text: event.target.value })} />
      </label>
      <button type="button" className="autosave-button" onClick={() => void handle.saveNow()}>
        saveNow()
      </button>
      <Status id={id} />
    </div>
  )
}

function Status({ id }: { readonly id: string }) {
  const { status, revision, isUnsaved } = useSaveStatus({ id })
  return <code>{JSON.stringify({ status, revision, isUnsaved })}</code>
}

const meta = {
  title: 'useAutoSave',
  component: Note,
  args: { id: 'storybook-note', enabled: true, debounceMs: 500 },
  render: (args) => (
    <AutoSaveProvider service={service}>
      <Note key={args.id} {...args} />
    </AutoSaveProvider>
  ),
} satisfies Meta<typeof Note>

export default meta
type Story = StoryObj<typeof meta>

export const TypeAndReload: Story = {}

/** Saved when the typing pauses; the database says what the screen says. */
export const SavesByItself: Story = {
  args: { id: crypto.randomUUID(), debounceMs: 50 },
  play: async ({ canvas, args }) => {
    await userEvent.type(canvas.getByLabelText('Note'), 'Call me Ishmael.')
    await waitFor(async () => expect((await readStored(args.id)).state).toEqual({ text: 'Call me Ishmael.' }))
    await waitFor(() => expect(canvas.getByText(/"status":"saved"/)).toBeVisible())
  },
}

/** Turned off, it holds what is typed until somebody saves, or turns it on. */
export const TurnedOff: Story = {
  args: { id: crypto.randomUUID(), enabled: false, debounceMs: 50 },
  play: async ({ canvas, args }) => {
    await userEvent.type(canvas.getByLabelText('Note'), 'held')
    await waitFor(() => expect(canvas.getByText(/"isUnsaved":true/)).toBeVisible())
    await expect((await readStored(args.id)).state).toBeUndefined()
    await userEvent.click(canvas.getByRole('button', { name: 'saveNow()' }))
    await waitFor(() => expect(canvas.getByText(/"isUnsaved":false/)).toBeVisible())
    await expect((await readStored(args.id)).state).toEqual({ text: 'held' })
  },
}
