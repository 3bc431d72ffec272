import type { Meta, StoryObj } from '@storybook/react-vite'
import type { SaveSnapshot } from '@autosave-kit/core'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { badgeStates } from '../stories/badgeStates.ts'
import { DialogPage } from '../stories/DialogPage.tsx'
import { storyError } from '../stories/storySnapshot.ts'
import { storyService } from '../stories/storyService.ts'
import { ConflictDialog } from './ConflictDialog.tsx'

const service = storyService()

const meta = {
  title: 'ConflictDialog',
  component: ConflictDialog,
  args: { isOpen: false, onClose: fn() },
  beforeEach: () => service.reset(badgeStates.conflict),
  render: ({ isOpen, onClose, ...args }) => (
    <DialogPage
      {...{ service, isOpen, onClose, opener: 'Choose' }}
      dialog={(opening) => <ConflictDialog {...args} {...opening} />}
    />
  ),
} satisfies Meta<typeof ConflictDialog>

export default meta
type Story = StoryObj<typeof meta>

export const Open: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Choose' }))
    await expect(await canvas.findByRole('dialog', { name: 'Changed in another tab' })).toBeVisible()
  },
}

/** What both tabs changed, side by side, with what it was before. */
export const WithTheParts: Story = {
  beforeEach: () =>
    service.reset({
      ...badgeStates.conflict,
      conflict: {
        theirRevision: 12,
        forkId: 'story (mine)',
        places: [
          { path: 'title', base: 'Chapter 1', mine: 'Loomings', theirs: 'The Carpet-Bag' },
          { path: 'tags', base: undefined, mine: ['sea'], theirs: ['land', 'sea'] },
        ],
      },
    }),
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Choose' }))
    const dialog = await canvas.findByRole('dialog')
    for (const text of ['Loomings', 'The Carpet-Bag', 'Chapter 1', 'nothing'])
      await expect(dialog).toHaveTextContent(text)
  },
}

const twoParts: Partial<SaveSnapshot> = {
  ...badgeStates.conflict,
  conflict: {
    theirRevision: 12,
    forkId: 'story (mine)',
    places: [
      { path: 'title', base: 'Chapter 1', mine: 'Loomings', theirs: 'The Carpet-Bag' },
      {
        path: 'chunks.3.text',
        base: 'Some years ago, having little or no money in my purse, I thought I would sail about a little.',
        mine: 'Some years ago—never mind how long—having no money in my purse, I thought I would sail about a little.',
        theirs:
          'Some years ago, having little or no money in my purse, I thought I would see the watery part of the world.',
      },
    ],
  },
}

/** Part by part, by keyboard: yours of the one, the other's of the other. */
export const PartByPart: Story = {
  beforeEach: () => service.reset(twoParts),
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Choose' }))
    const text = await canvas.findByRole('group', { name: 'chunks.3.text' })
    const [mine] = within(text).getAllByRole('radio')
    await expect(mine).toBeChecked()
    mine?.focus()
    await userEvent.keyboard('{ArrowDown}')
    await expect(within(text).getByRole('radio', { name: /The other/ })).toBeChecked()
    await userEvent.click(canvas.getByRole('button', { name: 'Use these choices' }))
    await expect(service.calls).toEqual(['resolveConflict part by part'])
  },
}

export const PartByPartDark: Story = {
  ...PartByPart,
  globals: { theme: 'dark' },
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Choose' }))
    await expect(await canvas.findByRole('group', { name: 'title' })).toBeVisible()
  },
}

export const KeepBoth: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Choose' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Keep both' }))
    await expect(service.calls).toEqual(['resolveConflict both'])
  },
}

export const KeepMine: Story = {
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Choose' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Keep mine' }))
    await expect(service.calls).toEqual(['resolveConflict mine'])
    await waitFor(() => expect(canvas.queryByRole('dialog')).toBeNull())
    await expect(args.onClose).toHaveBeenCalled()
  },
}

export const UseTheOther: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Choose' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Use the other' }))
    await expect(service.calls).toEqual(['resolveConflict theirs'])
  },
}

/** Nothing is chosen by leaving, and the focus goes back to the button that opened it. */
export const EscapeChangesNothing: Story = {
  play: async ({ canvas }) => {
    const opener = canvas.getByRole('button', { name: 'Choose' })
    opener.focus()
    await userEvent.click(opener)
    const dialog = await canvas.findByRole('dialog')
    // What the browser sends for Escape; a script's own key press is none to it.
    dialog.dispatchEvent(new Event('cancel', { cancelable: true }))
    await waitFor(() => expect(canvas.queryByRole('dialog')).toBeNull())
    await expect(service.calls).toEqual([])
    await expect(opener).toHaveFocus()
  },
}

/** It does not come up where there is nothing to choose, and goes when the conflict is over. */
export const OnlyInAConflict: Story = {
  beforeEach: () => service.reset(badgeStates.saved),
  play: async ({ canvas, args }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Choose' }))
    await waitFor(() => expect(args.onClose).toHaveBeenCalled())
    await expect(canvas.queryByRole('dialog')).toBeNull()
  },
}

export const ThatFails: Story = {
  play: async ({ canvas }) => {
    service.failWith(storyError('READ_FAILED'))
    await userEvent.click(canvas.getByRole('button', { name: 'Choose' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Keep mine' }))
    await waitFor(() => expect(canvas.getByRole('alert')).toHaveTextContent('Nothing was changed.'))
  },
}
