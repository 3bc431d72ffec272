import type { HistoryEntry } from '@autosave-kit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, type within } from 'storybook/test'
import { spoken } from '../stories/spoken.ts'
import { storyService, type StoryService } from '../stories/storyService.ts'
import { StorySession } from '../stories/StorySession.tsx'
import { storyError } from '../stories/storySnapshot.ts'
import { storyVersion, storyVersions } from '../stories/storyVersions.ts'
import { SaveHistoryPanel } from './SaveHistoryPanel.tsx'

const meta = {
  title: 'SaveHistoryPanel',
  component: SaveHistoryPanel,
  args: { locale: 'en-GB' },
} satisfies Meta<typeof SaveHistoryPanel>

export default meta
type Story = StoryObj<typeof meta>

interface Page {
  readonly service: StoryService
  readonly canvas: ReturnType<typeof within>
}

/** A story of a session with these versions; its service is at hand in the play function. */
function storyOf(versions: readonly HistoryEntry[] | Error, play?: (page: Page) => Promise<void>): Story {
  const service = storyService()
  return {
    beforeEach: () => {
      service.reset({ status: 'saved', revision: 61, savedAt: Date.now() - 20_000 })
      service.keep(versions)
    },
    render: (args) => (
      <StorySession service={service}>
        <div style={{ maxInlineSize: 420 }}>
          <SaveHistoryPanel {...args} />
        </div>
      </StorySession>
    ),
    ...(play && { play: ({ canvas }) => play({ service, canvas }) }),
  }
}

const lastSaid = (): string => spoken().at(-1) ?? ''
const oneOlder = [storyVersion(61, 20_000), storyVersion(58, 9 * 60_000)]

/** When, why, and what it was called: the newest is the current one and has nothing to restore. */
export const Versions = storyOf(storyVersions, async ({ canvas }) => {
  const rows = await canvas.findAllByRole('listitem')
  await expect(rows).toHaveLength(storyVersions.length)
  await expect(rows[0]).toHaveTextContent(/just now.*While you worked.*Current version/)
  await expect(rows[2]).toHaveTextContent(/Before the cut.*9 min ago.*Saved by you/)
  await expect(canvas.getAllByRole('button', { name: /^Restore/ })).toHaveLength(rows.length - 1)
  await expect(canvas.getByRole('button', { name: 'Restore Before the cut' })).toBeVisible()
})

export const VersionsDark: Story = { ...storyOf(storyVersions), globals: { theme: 'dark' } }

export const Empty = storyOf([], async ({ canvas }) => {
  await expect(await canvas.findByText(/^No versions yet/)).toBeVisible()
})

export const Loading: Story = {
  render: (args) => (
    <StorySession service={slowService}>
      <SaveHistoryPanel {...args} />
    </StorySession>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('region', { name: 'Versions' })).toHaveAttribute('aria-busy', 'true')
    await expect(canvas.getByText('Reading the versions…')).toBeVisible()
  },
}

const slowService = storyService()
slowService.holdUntil(new Promise(() => undefined))

/** What went wrong, what is safe, and a way to try again that keeps the keyboard where it is. */
export const Unreadable = storyOf(storyError('READ_FAILED'), async ({ service, canvas }) => {
  const again = await canvas.findByRole('button', { name: 'Try again' })
  await expect(canvas.getByText(/Your work itself is not affected/)).toBeVisible()
  await userEvent.click(again)
  await expect(again).toHaveFocus()
  service.keep(storyVersions)
  await userEvent.click(again)
  await expect(await canvas.findAllByRole('listitem')).toHaveLength(storyVersions.length)
  await expect(canvas.getByRole('region', { name: 'Versions' })).toHaveFocus()
})

export const UnreadableDark: Story = { ...storyOf(storyError('READ_FAILED')), globals: { theme: 'dark' } }

/** What is different now: texts as texts, the rest from what to what, by the place it is in. */
export const WhatChangedSince = storyOf(oneOlder, async ({ service, canvas }) => {
  const opener = await canvas.findByRole('button', { name: /^What changed since/ })
  await userEvent.click(opener)
  await waitFor(() => expect(canvas.getByText('little or', { selector: 'ins' })).toBeVisible())
  await expect(service.calls).toContain('readVersion 58')
  await expect(canvas.getByText('to be cut').closest('del')).toBeVisible()
  await expect(canvas.getByText('voice.speed')).toBeVisible()
  await userEvent.click(opener)
  await expect(canvas.queryByText('voice.speed')).toBeNull()
  await userEvent.click(opener)
  await waitFor(() => expect(canvas.getByText('voice.speed')).toBeVisible())
})

export const WhatChangedSinceDark: Story = { ...WhatChangedSince, globals: { theme: 'dark' } }

export const ChangesThatCannotBeRead = storyOf(oneOlder, async ({ service, canvas }) => {
  service.failWith(storyError('READ_FAILED'))
  await userEvent.click(await canvas.findByRole('button', { name: /^What changed since/ }))
  await expect(await canvas.findByText(/The changes could not be read/)).toBeVisible()
})

/** One button: Restore, then Undo. Focus stays on it, and a screen reader hears what came of it. */
export const RestoreAndUndo = storyOf(oneOlder, async ({ service, canvas }) => {
  const button = await canvas.findByRole('button', { name: /^Restore/ })
  const { width } = button.getBoundingClientRect()
  button.focus()
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(button).toHaveAccessibleName(/^Undo/))
  await expect(service.calls).toContain('restoreRevision 58')
  await waitFor(() => expect(lastSaid()).toMatch(/^The version from .* is back/))
  await expect(button).toHaveFocus()
  await expect(button.getBoundingClientRect().width).toBe(width)
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(button).toHaveAccessibleName(/^Restore/))
  await expect(service.calls).toContain('restoreRevision 61')
  await waitFor(() => expect(lastSaid()).toMatch(/^Undone/))
  await expect(button).toHaveFocus()
})

export const Restored = storyOf(storyVersions, async ({ canvas }) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'Restore Before the cut' }))
  await expect(await canvas.findByRole('button', { name: 'Undo Before the cut' })).toBeVisible()
})

/** Two clicks in haste are one wish. */
export const DoubleClick = storyOf(oneOlder, async ({ service, canvas }) => {
  const button = await canvas.findByRole('button', { name: /^Restore/ })
  await userEvent.dblClick(button)
  await waitFor(() => expect(button).toHaveAccessibleName(/^Undo/))
  await expect(service.calls.filter((call) => call.startsWith('restoreRevision'))).toEqual(['restoreRevision 58'])
})

export const NotRestored = storyOf(oneOlder, async ({ service, canvas }) => {
  service.failWith(storyError('QUOTA_EXCEEDED'))
  const button = await canvas.findByRole('button', { name: /^Restore/ })
  await userEvent.click(button)
  await waitFor(() => expect(canvas.getByText(/could not be brought back.*no room left/)).toBeVisible())
  await waitFor(() => expect(lastSaid()).toMatch(/Nothing was changed/))
  await expect(button).toHaveAccessibleName(/^Restore/)
  await expect(button).toHaveFocus()
})

/** A name, by keyboard alone; the focus comes back to where it began. */
export const NameThisVersion = storyOf(oneOlder, async ({ service, canvas }) => {
  const opener = await canvas.findByRole('button', { name: 'Name this version…' })
  opener.focus()
  await userEvent.keyboard('{Enter}')
  await expect(canvas.getByLabelText('Name of this version')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect(service.calls).not.toContain('immediateSave')
  await userEvent.keyboard('First draft{Enter}')
  await waitFor(() => expect(canvas.getByRole('button', { name: 'Name this version…' })).toHaveFocus())
  await expect(service.calls).toContain('immediateSave')
  await waitFor(() => expect(lastSaid()).toBe('Saved as “First draft”'))
})

export const NamingPutAway = storyOf(oneOlder, async ({ service, canvas }) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'Name this version…' }))
  await userEvent.keyboard('First{Escape}')
  await waitFor(() => expect(canvas.getByRole('button', { name: 'Name this version…' })).toHaveFocus())
  await expect(service.calls).not.toContain('immediateSave')
})

export const NotNamed = storyOf(oneOlder, async ({ service, canvas }) => {
  service.failWith(storyError('QUOTA_EXCEEDED'))
  await userEvent.click(await canvas.findByRole('button', { name: 'Name this version…' }))
  await userEvent.keyboard('First draft{Enter}')
  await waitFor(() => expect(canvas.getByText(/Not saved under this name yet.*no room left/)).toBeVisible())
  await expect(canvas.getByLabelText('Name of this version')).toHaveValue('First draft')
})
