import { AutoSaveService } from '@autosave-kit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, waitFor } from 'storybook/test'
import { AutoSaveDevtools } from '../AutoSaveDevtools/AutoSaveDevtools.tsx'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { RecoveryBanner } from '../RecoveryBanner/RecoveryBanner.tsx'
import { SaveNowButton } from '../SaveNowButton/SaveNowButton.tsx'
import { SaveStatusBadge } from '../SaveStatusBadge/SaveStatusBadge.tsx'
import { StorageNotice } from '../StorageNotice/StorageNotice.tsx'
import { ArticleForm, readStored } from '../stories/ArticleForm.tsx'
import { brokenDisk } from '../stories/brokenDisk.ts'

const service = new AutoSaveService({ debounceMs: 500 })

/** A form over the real engine and this browser's own storage, and the switches to break it. */
function BreakIt({ id }: { readonly id: string }) {
  const [isFull, setFull] = useState(false)
  const fill = (): void => {
    if (isFull) brokenDisk.mend()
    else brokenDisk.fill()
    setFull(!isFull)
  }
  return (
    <AutoSaveProvider service={service}>
      <RecoveryBanner id={id} />
      <StorageNotice id={id} />
      <p>
        <SaveStatusBadge id={id} /> <SaveNowButton id={id} />
      </p>
      <ArticleForm id={id} />
      <p>
        <button type="button" className="autosave-button" aria-pressed={isFull} onClick={fill}>
          {isFull ? 'Free the disk' : 'Fill the disk'}
        </button>{' '}
        <button type="button" className="autosave-button" onClick={() => location.reload()}>
          Reload in the middle of a word
        </button>{' '}
        <button type="button" className="autosave-button" onClick={() => window.open(location.href)}>
          Open a second tab
        </button>
      </p>
      <AutoSaveDevtools service={service} />
    </AutoSaveProvider>
  )
}

const meta = {
  title: 'Break it',
  component: BreakIt,
  args: { id: 'break-it' },
  beforeEach: () => () => brokenDisk.mend(),
} satisfies Meta<typeof BreakIt>

export default meta
type Story = StoryObj<typeof meta>

export const TryItYourself: Story = {}

/** The disk fills up while someone types: it is said, nothing is lost, and it mends itself when there is room. */
export const FillTheDisk: Story = {
  args: { id: `break-it-${crypto.randomUUID()}` },
  play: async ({ canvas, args }) => {
    const badge = () => document.querySelector('.autosave-badge-face')
    await userEvent.type(canvas.getByLabelText('Title'), 'Loomings')
    await waitFor(() => expect(badge()).toHaveTextContent(/^Saved/), { timeout: 5_000 })
    await userEvent.click(canvas.getByRole('button', { name: 'Fill the disk' }))
    await userEvent.type(canvas.getByLabelText('Body'), 'Call me Ishmael.')
    await waitFor(() => expect(badge()).toHaveTextContent(/Not saved yet|backup storage/), { timeout: 8_000 })
    await expect(canvas.getByRole('region', { name: 'About saving on this device' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Free the disk' }))
    await userEvent.click(canvas.getByRole('button', { name: 'Save now' }))
    await waitFor(() => expect(badge()).toHaveTextContent(/^Saved( just now)?$/), { timeout: 15_000 })
    await expect((await readStored(args.id)).state).toEqual({ title: 'Loomings', body: 'Call me Ishmael.' })
  },
}
