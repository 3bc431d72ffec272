import { AutoSaveService } from '@autosave-kit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { ArticleForm, readStored } from '../stories/ArticleForm.tsx'
import { AutoSaveDevtools, type AutoSaveDevtoolsProps } from './AutoSaveDevtools.tsx'

const service = new AutoSaveService({ debounceMs: 300 })
const id = `devtools-${crypto.randomUUID()}`

const ownId = `broken-${crypto.randomUUID()}`

function page(sessionId: string, args: AutoSaveDevtoolsProps) {
  return (
    <AutoSaveProvider service={service}>
      <ArticleForm id={sessionId} />
      <AutoSaveDevtools {...args} />
    </AutoSaveProvider>
  )
}

const meta = {
  title: 'AutoSaveDevtools',
  component: AutoSaveDevtools,
  args: { service, isOpen: true },
  render: (args) => page(id, args),
} satisfies Meta<typeof AutoSaveDevtools>

export default meta
type Story = StoryObj<typeof meta>
type Canvas = Parameters<NonNullable<Story['play']>>[0]['canvas']

/** It is loaded when it is first opened, and shows what happens from then on. */
async function typeTitle(canvas: Canvas): Promise<void> {
  await canvas.findByRole('button', { name: 'Timeline' })
  await userEvent.type(canvas.getByLabelText('Title'), 'Loomings')
  await waitFor(() => expect(canvas.getAllByText('saved').length).toBeGreaterThan(0))
}

/** Type, and watch each save: early ones while you type, and the one that ends it. */
export const WatchSaves: Story = {
  play: async ({ canvas }) => {
    await typeTitle(canvas)
    await expect(canvas.getAllByText(/\d rows?, \d+\.\d ms, page/)[0]).toBeVisible()
    await expect(canvas.getByRole('img', { name: /^The newest \d+ saves/ })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Sessions' }))
    await waitFor(() => expect(canvas.getByText(/rows,/)).toBeVisible())
    await expect(canvas.getByText(/writes to disk/)).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Figures' }))
    await expect(await canvas.findByRole('img', { name: /^Saves: [1-9]\d*, 0 failed/ })).toBeVisible()
    await expect(canvas.getByRole('img', { name: /^Until stored/ })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: '7 days' }))
    await expect(canvas.getByRole('img', { name: /^Saves: [1-9]\d*, 0 failed/ })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Storage' }))
    await waitFor(() => expect(canvas.getByText('→ disk')).toBeVisible())
    await userEvent.click(canvas.getByRole('button', { name: 'Tabs' }))
    await waitFor(() => expect(canvas.getAllByText(/^autosave-kit:session:devtools-/)[0]).toBeVisible())
  },
}

/** A developer breaks the storage of the page, sees what is said, and mends it. */
export const BreakAndMend: Story = {
  render: (args) => page(ownId, args),
  play: async ({ canvas }) => {
    await typeTitle(canvas)
    await userEvent.click(canvas.getByRole('button', { name: 'Break it' }))
    const fill = canvas.getByRole('button', { name: 'Fill the disk' })
    await userEvent.click(fill)
    await expect(fill).toHaveAttribute('aria-pressed', 'true')
    await userEvent.type(canvas.getByLabelText('Body'), 'Call me Ishmael.')
    await userEvent.click(canvas.getByRole('button', { name: 'Timeline' }))
    await waitFor(() => expect(canvas.getAllByText(/QUOTA_EXCEEDED|fallback/)[0]).toBeVisible())
    await userEvent.click(canvas.getByRole('button', { name: 'Break it' }))
    await userEvent.click(canvas.getByRole('button', { name: 'Fill the disk' }))
    // An attempt that was under way may still fail; the work is held, and stored all the same.
    await service
      .getManager(ownId)
      .flush()
      .catch(() => 'held')
    const kept = { title: 'Loomings', body: 'Call me Ishmael.' }
    await waitFor(async () => expect((await readStored(ownId)).state).toEqual(kept))
  },
}

export const Closed: Story = {
  args: { isOpen: false },
  play: async ({ canvas }) => {
    const opener = canvas.getByRole('button', { name: 'AutoSave' })
    await userEvent.click(opener)
    await waitFor(() => expect(canvas.getByText('Timeline')).toBeVisible())
    await userEvent.click(opener)
    await expect(canvas.queryByText('Timeline')).toBeNull()
  },
}
