import { AutoSaveService } from '@autosave-kit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { AutoSaveDevtools } from '../AutoSaveDevtools/AutoSaveDevtools.tsx'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { RecoveryBanner } from '../RecoveryBanner/RecoveryBanner.tsx'
import { SaveNowButton } from '../SaveNowButton/SaveNowButton.tsx'
import { SaveStatusBadge } from '../SaveStatusBadge/SaveStatusBadge.tsx'
import { StorageNotice } from '../StorageNotice/StorageNotice.tsx'
import { ArticleForm, type Article, readStored } from '../stories/ArticleForm.tsx'
import { lastingFaults, suddenFaults } from '../AutoSaveDevtools/faults.ts'
import { useFaults } from '../AutoSaveDevtools/useFaults.ts'

const service = new AutoSaveService({ debounceMs: 500 })

/** A form over the real engine and this browser's own storage, and the switches to break it. */
function BreakIt({ id }: { readonly id: string }) {
  return (
    <AutoSaveProvider service={service}>
      <RecoveryBanner id={id} />
      <StorageNotice id={id} />
      <p>
        <SaveStatusBadge id={id} /> <SaveNowButton id={id} />
      </p>
      <ArticleForm id={id} />
      <Switches />
      <AutoSaveDevtools service={service} />
    </AutoSaveProvider>
  )
}

function Switches() {
  const { broken, toggle } = useFaults()
  return (
    <p style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      {lastingFaults.map((fault) => (
        <button
          key={fault.name}
          type="button"
          className="autosave-button"
          title={fault.expects}
          aria-pressed={broken.includes(fault.name)}
          data-main={broken.includes(fault.name) || undefined}
          onClick={() => toggle(fault)}
        >
          {fault.name}
        </button>
      ))}
      {suddenFaults.map(({ name, expects, begin }) => (
        <button key={name} type="button" className="autosave-button" title={expects} onClick={() => void begin()}>
          {name}
        </button>
      ))}
      <button type="button" className="autosave-button" onClick={() => window.open(location.href)}>
        Open a second tab
      </button>
    </p>
  )
}

const meta = {
  title: 'Break it',
  component: BreakIt,
  args: { id: 'break-it' },
} satisfies Meta<typeof BreakIt>

export default meta
type Story = StoryObj<typeof meta>

export const TryItYourself: Story = {}

/** The network goes away: saving to this device does not need it, and goes on. */
export const GoOffline: Story = {
  args: { id: `break-it-${crypto.randomUUID()}` },
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Go offline' }))
    await userEvent.type(canvas.getByLabelText('Title'), 'Loomings')
    await expectStored(args.id, { title: 'Loomings', body: '' })
    await waitFor(() => expect(document.querySelector('.autosave-badge-face')).toHaveTextContent(/^Saved/))
    await userEvent.click(canvas.getByRole('button', { name: 'Go offline' }))
    await expect(navigator.onLine).toBe(true)
  },
}

/** Another tab writes into the same text: what it changed comes in here, and what is typed here stays. */
export const SecondTab: Story = {
  args: { id: `break-it-${crypto.randomUUID()}` },
  play: async ({ canvas, args }) => {
    const otherTab = new AutoSaveService()
    await userEvent.type(canvas.getByLabelText('Title'), 'Loomings')
    await service.getManager(args.id).flush()
    const manager = otherTab.getManager<Article>(args.id)
    const { state } = await manager.restore()
    await manager.immediateSave({ title: 'Loomings', ...state, body: 'Call me Ishmael.' })
    await waitFor(() => expect(canvas.getByLabelText('Body')).toHaveValue('Call me Ishmael.'))
    await userEvent.type(canvas.getByLabelText('Title'), ' again')
    await service.getManager(args.id).flush()
    await otherTab.dispose()
    await expectStored(args.id, { title: 'Loomings again', body: 'Call me Ishmael.' })
  },
}

/** The disk fills up while someone types: it is said, nothing is lost, and it mends itself when there is room. */
export const FillTheDisk: Story = {
  args: { id: `break-it-${crypto.randomUUID()}` },
  play: async ({ canvas, args }) => {
    const badge = () => document.querySelector('.autosave-badge-face')
    await userEvent.type(canvas.getByLabelText('Title'), 'Loomings')
    await waitFor(() => expect(badge()).toHaveTextContent(/^Saved/))
    await userEvent.click(canvas.getByRole('button', { name: 'Fill the disk' }))
    await userEvent.type(canvas.getByLabelText('Body'), 'Call me Ishmael.')
    await waitFor(() => expect(badge()).toHaveTextContent(/Not saved yet|backup storage/))
    await expect(canvas.getByRole('region', { name: 'About saving on this device' })).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Fill the disk' }))
    await userEvent.click(canvas.getByRole('button', { name: 'Save now' }))
    await waitFor(() => expect(badge()).toHaveTextContent(/^Saved( just now)?$/))
    await expectStored(args.id, { title: 'Loomings', body: 'Call me Ishmael.' })
  },
}

/** What the badge says may still be about what was typed before: the database says what is stored. */
async function expectStored(id: string, article: Article): Promise<void> {
  await waitFor(async () => expect((await readStored(id)).state).toEqual(article))
}
