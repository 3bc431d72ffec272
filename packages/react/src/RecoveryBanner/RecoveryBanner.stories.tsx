import type { AutoSaveErrorCode, RecoverableSession, RestoreReport } from '@autosave-kit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, userEvent, waitFor, within } from 'storybook/test'
import { spoken } from '../stories/spoken.ts'
import { storyOffer } from '../stories/storyShelf.ts'
import { storyService } from '../stories/storyService.ts'
import { StorySession } from '../stories/StorySession.tsx'
import { storyError, storyReport } from '../stories/storySnapshot.ts'
import { RecoveryBanner } from './RecoveryBanner.tsx'

const meta = {
  title: 'RecoveryBanner',
  component: RecoveryBanner,
  args: { locale: 'en-GB' },
} satisfies Meta<typeof RecoveryBanner>

export default meta
type Story = StoryObj<typeof meta>

const today = new Date().setHours(14, 2, 0, 0)

function storyOf(report: Partial<RestoreReport>): Story {
  const service = storyService()
  return {
    beforeEach: () => service.reset({ status: 'saved', revision: 12, restored: storyReport(report) }),
    render: (args) => (
      <StorySession service={service}>
        <RecoveryBanner {...args} />
        <p>The page goes on below.</p>
      </StorySession>
    ),
  }
}

const crash = { ending: 'crashed', savedAt: today } as const
const damage = { damagedRowCount: 2, missingPaths: ['chunks.3.text', 'chunks.17.audio', 'voice'] } as const

export const AfterACrash: Story = {
  ...storyOf(crash),
  play: async ({ canvas }) => {
    const banner = await canvas.findByRole('region', { name: 'Your work was recovered' })
    await expect(banner).toHaveTextContent('The page closed unexpectedly. Your work up to 14:02 is here.')
    await expect(banner).not.toContainElement(document.activeElement as HTMLElement | null)
    await waitFor(() => expect(spoken().join(' ')).toMatch(/closed unexpectedly/))
  },
}

export const AfterACrashDark: Story = { ...storyOf(crash), globals: { theme: 'dark' } }

/** Put away, it stays away, and the keyboard goes on from where it was. */
export const PutAway: Story = {
  ...storyOf(crash),
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Got it' }))
    await expect(canvas.queryByRole('region')).toBeNull()
    await expect(document.activeElement).not.toBe(document.body)
  },
}

export const Damaged: Story = {
  ...storyOf(damage),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/Nothing was deleted/)).toBeVisible()
    await userEvent.click(canvas.getByText('Which parts'))
    await expect(canvas.getByText('chunks.17.audio')).toBeVisible()
  },
}

export const BroughtBack: Story = {
  ...storyOf({ source: 'lifeboat' }),
  play: async ({ canvas }) => {
    const banner = await canvas.findByRole('region', { name: 'Your work was recovered' })
    await expect(banner).toHaveTextContent('Your work is back, from a second copy on this device.')
  },
}

export const DamagedAndCrashedDark: Story = {
  ...storyOf({ ...crash, ...damage, savedAt: today - 5 * 24 * 60 * 60_000 }),
  globals: { theme: 'dark' },
}

export const PlainReload: Story = {
  ...storyOf({ ending: 'left' }),
  play: async ({ canvas }) => {
    await expect(canvas.getByText('The page goes on below.')).toBeVisible()
    await expect(canvas.queryByRole('region')).toBeNull()
  },
}

const draft = storyOffer('draft', 6, { title: 'Moby-Dick, chapter 3' })
const letter = storyOffer('letter', 60 * 26, { title: 'Letter to Hawthorne' })

/** Work that other pages left behind, on a page that can show it. */
function offerStory(offers: readonly RecoverableSession[]): Story {
  const service = storyService()
  return {
    args: { onRestored: fn() },
    beforeEach: () => {
      service.reset({ status: 'saved', revision: 12, restored: storyReport({ ending: 'left' }) })
      service.offer(offers)
    },
    render: (args) => (
      <StorySession service={service}>
        <RecoveryBanner {...args} />
        <button type="button">Below</button>
      </StorySession>
    ),
  }
}

export const OtherPages: Story = {
  ...offerStory([draft, letter]),
  play: async ({ canvas }) => {
    const banner = await canvas.findByRole('region', { name: 'Work of other pages was recovered' })
    await expect(banner).toHaveTextContent('2 other pages closed unexpectedly. Their work is saved.')
    await waitFor(() => expect(spoken().at(-1)).toMatch(/^2 other pages/))
  },
}

export const OtherPagesDark: Story = { ...OtherPages, globals: { theme: 'dark' } }

/** Reviewed and restored in the dialog; when nothing is left to offer, the keyboard goes on from where the banner was. */
export const ReviewAndRestore: Story = {
  ...offerStory([draft]),
  play: async ({ canvas, args }) => {
    await expect(await canvas.findByText(/^“Moby-Dick, chapter 3” was open/)).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Review' }))
    const dialog = await canvas.findByRole('dialog')
    await userEvent.click(await within(dialog).findByRole('button', { name: 'Restore Moby-Dick, chapter 3' }))
    await waitFor(() => expect(args.onRestored).toHaveBeenCalledWith('draft'))
    await waitFor(() => expect(within(dialog).getByText('Restored')).toBeVisible())
    await userEvent.click(within(dialog).getByRole('button', { name: 'Close' }))
    await waitFor(() => expect(canvas.queryByRole('region')).toBeNull())
    await userEvent.tab()
    await expect(canvas.getByRole('button', { name: 'Below' })).toHaveFocus()
  },
}

/** Looked at and left: the offer stays, with the focus on the button that opened it. */
export const ReviewAndClose: Story = {
  ...offerStory([draft]),
  play: async ({ canvas }) => {
    const review = await canvas.findByRole('button', { name: 'Review' })
    await userEvent.click(review)
    await userEvent.click(within(await canvas.findByRole('dialog')).getByRole('button', { name: 'Close' }))
    await waitFor(() => expect(canvas.queryByRole('dialog')).toBeNull())
    await expect(review).toHaveFocus()
  },
}

export const NotNow: Story = {
  ...offerStory([letter]),
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Not now' }))
    await waitFor(() => expect(canvas.queryByRole('region')).toBeNull())
    await userEvent.tab()
    await expect(canvas.getByRole('button', { name: 'Below' })).toHaveFocus()
  },
}

function refusedStory(code: AutoSaveErrorCode): Story {
  const service = storyService()
  return {
    beforeEach: () => service.reset({ status: 'error', error: storyError(code), restored: undefined }),
    render: (args) => (
      <StorySession service={service}>
        <RecoveryBanner {...args} />
        <p>The page goes on below.</p>
      </StorySession>
    ),
  }
}

/** An empty form where work is expected looks like loss: it says at once that nothing is lost. It cannot be put away. */
export const NotOpened: Story = {
  ...refusedStory('MIGRATION_FAILED'),
  play: async ({ canvas }) => {
    const banner = await canvas.findByRole('region', { name: 'Your earlier work could not be opened' })
    await expect(banner).toHaveTextContent(/It is kept as it was, and nothing is written over it/)
    await waitFor(() => expect(spoken().join(' ')).toMatch(/could not be opened/))
    await expect(canvas.getByRole('button', { name: 'Reload' })).toBeVisible()
    await expect(canvas.queryByRole('button', { name: 'Got it' })).toBeNull()
  },
}

export const SavedByANewerVersion: Story = {
  ...refusedStory('SCHEMA_NEWER'),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/saved by a newer version of this page/)).toBeVisible()
  },
}

export const NotOpenedDark: Story = { ...refusedStory('VALIDATION_FAILED'), globals: { theme: 'dark' } }

export const LongWords: Story = {
  ...storyOf({
    ...crash,
    ...damage,
    missingPaths: ['kapitel.3.absaetze.17.sprachausgabeeinstellungen.geschwindigkeit'],
  }),
  args: {
    locale: 'de',
    labels: {
      title: 'Ihre Arbeit wurde wiederhergestellt',
      crashed: (time) =>
        `Die Seite wurde unerwartet geschlossen. Ihre Arbeit bis ${time} wurde vollständig wiederhergestellt.`,
      damaged:
        'Einige gespeicherte Bestandteile konnten nicht gelesen werden. Alles andere ist da. Gelöscht wurde nichts.',
      whichParts: 'Betroffene Bestandteile anzeigen',
      dismiss: 'Zur Kenntnis genommen',
    },
  },
  decorators: [
    (Story) => (
      <div lang="de" style={{ maxInlineSize: 300 }}>
        <Story />
      </div>
    ),
  ],
}

export const RightToLeft: Story = {
  ...storyOf(crash),
  args: {
    locale: 'ar',
    labels: {
      title: 'استُعيد عملك',
      crashed: (time) => `أُغلقت الصفحة بشكل غير متوقع. عملك حتى ${time} موجود هنا.`,
      dismiss: 'حسنًا',
    },
  },
  decorators: [
    (Story) => (
      <div lang="ar" dir="rtl">
        <Story />
      </div>
    ),
  ],
}
