import { AutoSaveService } from '@autosave-kit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { ArticleForm } from '../stories/ArticleForm.tsx'
import { AutoSaveDevtools } from './AutoSaveDevtools.tsx'

const service = new AutoSaveService({ debounceMs: 300 })
const id = `devtools-${crypto.randomUUID()}`

const meta = {
  title: 'AutoSaveDevtools',
  component: AutoSaveDevtools,
  args: { service, isOpen: true },
  render: (args) => (
    <AutoSaveProvider service={service}>
      <ArticleForm id={id} />
      <AutoSaveDevtools {...args} />
    </AutoSaveProvider>
  ),
} satisfies Meta<typeof AutoSaveDevtools>

export default meta
type Story = StoryObj<typeof meta>

/** Type, and watch each save: early ones while you type, and the one that ends it. */
export const WatchSaves: Story = {
  play: async ({ canvas }) => {
    await userEvent.type(canvas.getByLabelText('Title'), 'Loomings')
    await waitFor(() => expect(canvas.getAllByText('saved').length).toBeGreaterThan(0), { timeout: 4_000 })
    await waitFor(() => expect(canvas.getByText(/rows,/)).toBeVisible())
    await expect(canvas.getByText(/writes to disk/)).toBeVisible()
  },
}

export const Closed: Story = {
  args: { isOpen: false },
  play: async ({ canvas }) => {
    const opener = canvas.getByRole('button', { name: 'AutoSave' })
    await userEvent.click(opener)
    await expect(canvas.getByText('Timeline')).toBeVisible()
    await userEvent.click(opener)
    await expect(canvas.queryByText('Timeline')).toBeNull()
  },
}
