import type { RecoverableSession } from '@autosave-kit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { badgeStates } from '../stories/badgeStates.ts'
import { DialogPage } from '../stories/DialogPage.tsx'
import { storyOffer } from '../stories/storyShelf.ts'
import { storyService, type StoryService } from '../stories/storyService.ts'
import { storyError } from '../stories/storySnapshot.ts'
import { RecoveryDialog, type RecoveryDialogProps } from './RecoveryDialog.tsx'

const meta = {
  title: 'RecoveryDialog',
  component: RecoveryDialog,
  args: { isOpen: false, onClose: fn(), onRestored: fn(), locale: 'en-GB' },
} satisfies Meta<typeof RecoveryDialog>

export default meta
type Story = StoryObj<typeof meta>

const offers = [
  storyOffer('draft', 6, { title: 'Moby-Dick, chapter 3' }),
  storyOffer('letter', 60 * 26, {
    title: 'Letter to Hawthorne',
    certain: false,
    ending: 'unsure',
    baseRevision: 0,
    changed: { commitCount: 1, byteLength: 912, since: Date.now() },
  }),
]

interface Open {
  readonly service: StoryService
  readonly dialog: HTMLElement
  readonly args: RecoveryDialogProps
}

/** A story of a page with these offers, its dialog open. */
function storyOf(sessions: readonly RecoverableSession[], play: (open: Open) => Promise<void>): Story {
  const service = storyService()
  return {
    beforeEach: () => {
      service.reset(badgeStates.saved)
      service.offer(sessions)
    },
    render: ({ isOpen, onClose, ...args }) => (
      <DialogPage
        {...{ service, isOpen, onClose, opener: 'Recover' }}
        dialog={(opening) => <RecoveryDialog {...args} {...opening} />}
      />
    ),
    play: async ({ canvas, args }) => {
      await userEvent.click(canvas.getByRole('button', { name: 'Recover' }))
      await play({ service, args, dialog: await canvas.findByRole('dialog') })
    },
  }
}

export const Offers = storyOf(offers, async ({ dialog }) => {
  const rows = await within(dialog).findAllByRole('listitem')
  await expect(rows[0]).toHaveTextContent(/Moby-Dick, chapter 3.*closed unexpectedly.*17 saves, 12 kB/)
  await expect(rows[1]).toHaveTextContent(/It may still be open in another tab.*1 save/)
})

export const OffersDark: Story = { ...Offers, globals: { theme: 'dark' } }

export const Nothing = storyOf([], async ({ dialog }) => {
  await expect(await within(dialog).findByText('There is nothing to bring back.')).toBeVisible()
})

/** What changed since it was last closed in order, before anything is decided. */
export const Preview = storyOf(offers, async ({ dialog }) => {
  await userEvent.click(await within(dialog).findByRole('button', { name: 'What changed Moby-Dick, chapter 3' }))
  await waitFor(() => expect(within(dialog).getByText('voice.speed')).toBeVisible())
  await userEvent.click(within(dialog).getByRole('button', { name: 'What changed Letter to Hawthorne' }))
  await waitFor(() => expect(within(dialog).getByText('All of it is new.')).toBeVisible())
})

/** Restored, and that taken back, and restored again: one button, and the focus stays on it. */
export const RestoreAndUndo = storyOf(offers, async ({ service, dialog, args }) => {
  const button = await within(dialog).findByRole('button', { name: 'Restore Moby-Dick, chapter 3' })
  button.focus()
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(button).toHaveAccessibleName('Undo Moby-Dick, chapter 3'))
  await expect(args.onRestored).toHaveBeenCalledWith('draft')
  await expect(button).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(button).toHaveAccessibleName('Restore Moby-Dick, chapter 3'))
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(button).toHaveAccessibleName('Undo Moby-Dick, chapter 3'))
  await expect(service.calls.filter((call) => call.startsWith('re') && !call.startsWith('read'))).toEqual([
    'recover draft',
    'restoreRevision 44',
    'restoreRevision 61',
  ])
})

/** Never closed in order: there is no earlier state to go back to, and none is offered. */
export const RestoreWhatIsAllNew = storyOf(offers, async ({ service, dialog }) => {
  const button = await within(dialog).findByRole('button', { name: 'Restore Letter to Hawthorne' })
  await userEvent.click(button)
  await waitFor(() => expect(within(dialog).getByText('Restored')).toBeVisible())
  await userEvent.click(button)
  await waitFor(() => expect(button).toHaveAccessibleName('Restore Letter to Hawthorne'))
  await expect(button).toHaveFocus()
  await expect(service.calls.filter((call) => call.startsWith('re'))).toEqual(['recover letter'])
})

/** Into the trash, and back. */
export const DiscardAndUndo = storyOf(offers, async ({ service, dialog }) => {
  await userEvent.click(await within(dialog).findByRole('button', { name: 'Discard Letter to Hawthorne' }))
  const undo = await within(dialog).findByRole('button', { name: 'Undo Letter to Hawthorne' })
  await waitFor(() => expect(undo).toHaveFocus())
  await expect(await within(dialog).findByText('Moved to the trash')).toBeVisible()
  await expect(await within(dialog).findByText('Trash (1)')).toBeVisible()
  await userEvent.click(undo)
  await waitFor(() => expect(undo).toHaveAccessibleName('Discard Letter to Hawthorne'))
  await expect(service.calls).toEqual(expect.arrayContaining(['discard letter', 'restoreDiscarded trash letter']))
  await waitFor(() => expect(within(dialog).queryByText('Trash (1)')).toBeNull())
})

/** Its button goes with what it put back; the focus stays where that is said, and the next Tab goes on from there. */
export const FromTheTrash = storyOf(offers, async ({ dialog }) => {
  await userEvent.click(await within(dialog).findByRole('button', { name: 'Discard Letter to Hawthorne' }))
  await userEvent.click(await within(dialog).findByText('Trash (1)'))
  await userEvent.click(await within(dialog).findByRole('button', { name: /^Put back/ }))
  await waitFor(() => expect(within(dialog).queryByText('Trash (1)')).toBeNull())
  const said = await within(dialog).findByText('“Letter to Hawthorne” was put back.')
  await waitFor(() => expect(said.parentElement).toHaveFocus())
  await expect(await within(dialog).findByRole('button', { name: 'Discard Letter to Hawthorne' })).toBeVisible()
  await userEvent.tab()
  await expect(within(dialog).getByRole('button', { name: 'Close' })).toHaveFocus()
})

export const ThatFails = storyOf(offers, async ({ service, dialog }) => {
  service.failWith(storyError('READ_FAILED'))
  const button = await within(dialog).findByRole('button', { name: 'Restore Moby-Dick, chapter 3' })
  await userEvent.click(button)
  await waitFor(() => expect(within(dialog).getByRole('alert')).toHaveTextContent('Nothing was changed.'))
  await expect(button).toHaveFocus()
})

/** Nothing is decided by leaving. */
export const EscapeChangesNothing = storyOf(offers, async ({ service, dialog, args }) => {
  dialog.dispatchEvent(new Event('cancel', { cancelable: true }))
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
  await expect(args.onClose).toHaveBeenCalled()
  await expect(service.calls).toEqual([])
})

export const RightToLeft: Story = {
  ...Offers,
  args: {
    locale: 'ar',
    labels: { title: 'عمل لم يُغلق كما ينبغي', restore: 'استعادة', discard: 'تجاهل', preview: 'ما تغيّر' },
  },
  decorators: [
    (Story) => (
      <div lang="ar" dir="rtl">
        <Story />
      </div>
    ),
  ],
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Recover' }))
    await expect(await canvas.findByRole('dialog', { name: 'عمل لم يُغلق كما ينبغي' })).toBeVisible()
  },
}
