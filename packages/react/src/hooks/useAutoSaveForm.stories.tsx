import { AutoSaveService } from '@autosave-kit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { readStored } from '../stories/ArticleForm.tsx'
import { useAutoSaveForm } from './useAutoSaveForm.ts'

interface ContactProps {
  /** The name the form is kept under. */
  readonly id: string
}

const service = new AutoSaveService({ debounceMs: 50 })

/** A plain form of uncontrolled fields. The password never leaves the page. */
function Contact({ id }: ContactProps) {
  const { formProps } = useAutoSaveForm({ id })
  return (
    <form
      {...formProps}
      style={{ display: 'grid', gap: 8, maxInlineSize: 360, justifyItems: 'start' }}
      onSubmit={(event) => event.preventDefault()}
    >
      <label>
        E-mail <input name="email" type="email" />
      </label>
      <label>
        Password <input name="password" type="password" autoComplete="new-password" />
      </label>
      <label>
        <input name="news" type="checkbox" value="yes" /> Send me news
      </label>
      <button type="reset" className="autosave-button">
        Reset
      </button>
    </form>
  )
}

const meta = {
  title: 'useAutoSaveForm',
  component: Contact,
  args: { id: 'storybook-contact' },
  render: (args) => (
    <AutoSaveProvider service={service}>
      <Contact key={args.id} {...args} />
    </AutoSaveProvider>
  ),
} satisfies Meta<typeof Contact>

export default meta
type Story = StoryObj<typeof meta>

export const FillInAndReload: Story = {}

export const KeepsWhatMayBeKept: Story = {
  args: { id: crypto.randomUUID() },
  play: async ({ canvas, args }) => {
    await userEvent.type(canvas.getByLabelText('E-mail'), 'ishmael@pequod.example')
    await userEvent.type(canvas.getByLabelText('Password'), 'never kept')
    await userEvent.click(canvas.getByLabelText('Send me news'))
    const kept = { email: 'ishmael@pequod.example', news: ['yes'] }
    await waitFor(async () => expect((await readStored(args.id)).state).toEqual(kept))
  },
}
