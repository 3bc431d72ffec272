import { AutoSaveService } from '@autosave-kit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { SaveStatusBadge } from '../SaveStatusBadge/SaveStatusBadge.tsx'
import { ArticleForm, readStored } from '../stories/ArticleForm.tsx'
import { SaveHistoryPanel } from './SaveHistoryPanel.tsx'

const service = new AutoSaveService()

interface LiveHistoryProps {
  /** The name the text is kept under. */
  readonly id: string
}

/** A form and its versions, with the real engine and this browser's own storage. */
function LiveHistory({ id }: LiveHistoryProps) {
  return (
    <AutoSaveProvider service={service}>
      <SaveStatusBadge id={id} />
      <ArticleForm id={id} key={id} />
      <SaveHistoryPanel id={id} />
    </AutoSaveProvider>
  )
}

const meta = {
  title: 'SaveHistoryPanel/Live',
  component: LiveHistory,
  args: { id: 'storybook-versions' },
} satisfies Meta<typeof LiveHistory>

export default meta
type Story = StoryObj<typeof meta>

export const TypeNameRestore: Story = {}

/** Back to an older version, and forth again: the form, the badge and the database say the same each time. */
export const BackAndForth: Story = {
  args: { id: crypto.randomUUID() },
  play: async ({ canvas, args: { id } }) => {
    const title = canvas.getByLabelText('Title')
    const badge = canvas.getAllByRole('button')[0]
    await userEvent.type(title, 'Loomings')
    await service.getManager(id).flush()
    await userEvent.click(await canvas.findByRole('button', { name: 'Name this version…' }))
    await userEvent.keyboard('Chapter 1{Enter}')
    await expect(await canvas.findByText('Chapter 1')).toBeVisible()
    await userEvent.clear(title)
    await userEvent.type(title, 'The Carpet-Bag')
    await service.getManager(id).flush()
    await userEvent.click(await canvas.findByRole('button', { name: 'Restore Chapter 1' }))
    await waitFor(() => expect(title).toHaveValue('Loomings'))
    await waitFor(() => expect(badge).toHaveTextContent(/^Saved/))
    await waitFor(async () => expect((await readStored(id)).state).toEqual({ title: 'Loomings', body: '' }))

    await userEvent.click(await canvas.findByRole('button', { name: 'Undo Chapter 1' }))
    await waitFor(() => expect(title).toHaveValue('The Carpet-Bag'))
    await waitFor(() => expect(badge).toHaveTextContent(/^Saved/))
    await waitFor(async () => expect((await readStored(id)).state).toEqual({ title: 'The Carpet-Bag', body: '' }))
    await waitFor(() => expect(canvas.getAllByText('Brought back').length).toBeGreaterThan(0))
  },
}
