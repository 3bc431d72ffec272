import type { SaveSnapshot } from '@autosave-kit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, type within } from 'storybook/test'
import { badgeStates } from '../stories/badgeStates.ts'
import { listenToSpeech, spoken } from '../stories/spoken.ts'
import { storyService, type StoryService } from '../stories/storyService.ts'
import { StorySession } from '../stories/StorySession.tsx'
import { SaveStatusBadge } from './SaveStatusBadge.tsx'

const meta = {
  title: 'SaveStatusBadge',
  component: SaveStatusBadge,
  args: { locale: 'en' },
} satisfies Meta<typeof SaveStatusBadge>

export default meta
type Story = StoryObj<typeof meta>

interface Page {
  readonly service: StoryService
  readonly canvas: ReturnType<typeof within>
  /** The button that is the badge. */
  readonly face: () => HTMLElement
}

/** A story of one state; its service is at hand in the play function. */
function storyOf(snapshot: Partial<SaveSnapshot>, play: (page: Page) => Promise<void>): Story {
  const service = storyService()
  return {
    beforeEach: () => service.reset(snapshot),
    render: (args) => (
      <StorySession service={service}>
        <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 12 }}>
          <SaveStatusBadge {...args} />
          <span>Chapter 3</span>
        </div>
      </StorySession>
    ),
    play: async ({ canvas }) => {
      await play({
        service,
        canvas,
        face: () => {
          const [face] = canvas.getAllByRole('button')
          if (!face) throw new Error('The badge is not on the page.')
          return face
        },
      })
    },
  }
}

export const Idle = storyOf(badgeStates.idle, async ({ face }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Auto-save on'))
})

export const JustSaved = storyOf(badgeStates.justSaved, async ({ face }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Saved just now'))
})

export const Saved = storyOf(badgeStates.saved, async ({ face }) => {
  await waitFor(() => expect(face()).toHaveTextContent(/^Saved \d+ min ago$/))
})

export const SavedYesterday = storyOf(badgeStates.savedYesterday, async ({ face }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Saved yesterday'))
})

export const Editing = storyOf(badgeStates.editing, async ({ face }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Editing'))
})

export const Saving = storyOf(badgeStates.saving, async ({ face }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Saving…'))
})

export const Retrying = storyOf(badgeStates.retrying, async ({ face, canvas }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Not saved yet. Trying again'))
  await userEvent.click(face())
  await waitFor(() => expect(canvas.getByText(/no room left on this device/)).toBeVisible())
  await expect(canvas.getByText('Next try')).toBeVisible()
})

export const Failed = storyOf(badgeStates.failed, async ({ face }) => {
  await waitFor(() => expect(spoken()).toContain('Can’t save'))
  await userEvent.click(face())
})

/** Saved work that this app cannot open: what is true, what is safe, and why. */
export const Refused = storyOf(badgeStates.refused, async ({ face, canvas }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Can’t save'))
  await userEvent.click(face())
  await waitFor(() => expect(canvas.getByText(/What you change here cannot be saved at the moment/)).toBeVisible())
  await expect(canvas.getByText(/It is kept as it was/)).toBeVisible()
})

export const Conflict = storyOf(badgeStates.conflict, async ({ service, face, canvas }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Changed in another tab'))
  await userEvent.click(canvas.getByRole('button', { name: 'Review' }))
  await waitFor(() => expect(canvas.getByRole('button', { name: 'Use the other' })).toBeVisible())
  await expect(service.calls).toEqual([])
})

export const ConflictKeepMine = storyOf(badgeStates.conflict, async ({ service, face, canvas }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Changed in another tab'))
  await userEvent.click(face())
  await userEvent.click(await canvas.findByRole('button', { name: 'Keep mine' }))
  await expect(service.calls).toEqual(['resolveConflict mine'])
  await expect(face()).toHaveFocus()
  await waitFor(() => expect(face()).toHaveTextContent('Saved'))
})

export const ConflictUseTheOther = storyOf(badgeStates.conflict, async ({ service, face, canvas }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Changed in another tab'))
  await userEvent.click(face())
  await userEvent.click(await canvas.findByRole('button', { name: 'Use the other' }))
  await expect(service.calls).toEqual(['resolveConflict theirs'])
})

export const Paused = storyOf(badgeStates.paused, async ({ face, canvas }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Auto-save off'))
  await expect(canvas.getByRole('button', { name: 'Turn on' })).toBeVisible()
})

export const TurnOn = storyOf(badgeStates.paused, async ({ service, face, canvas }) => {
  await userEvent.click(await canvas.findByRole('button', { name: 'Turn on' }))
  await expect(service.calls).toEqual(['resume manual'])
  await waitFor(() => expect(face()).toHaveTextContent('Editing'))
  await expect(face()).toHaveFocus()
})

export const PausedByTheApp = storyOf(badgeStates.pausedByTheApp, async ({ face, canvas }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Auto-save off'))
  await expect(canvas.queryByRole('button', { name: 'Turn on' })).toBeNull()
})

/** With `tabs: 'single-writer'`: this tab reads what another one writes, until somebody wants it otherwise. */
export const OpenInAnotherTab = storyOf(badgeStates.elsewhere, async ({ service, face, canvas }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Open in another tab'))
  await userEvent.click(face())
  await waitFor(() => expect(canvas.getByText(/the other tab then only reads/)).toBeVisible())
  await userEvent.click(canvas.getByRole('button', { name: 'Take over' }))
  await expect(service.calls).toEqual(['takeOver'])
  await waitFor(() => expect(face()).toHaveTextContent(/^Saved/))
  await expect(face()).toHaveFocus()
})

/** Without Web Locks nobody can say for sure that the other tab is still there. */
export const OpenInAnotherTabPerhaps = storyOf(
  { ...badgeStates.elsewhere, isAccessCertain: false },
  async ({ face, canvas }) => {
    await userEvent.click(face())
    await waitFor(() => expect(canvas.getByText(/may be gone already/)).toBeVisible())
  },
)

export const SomePartsLeftOut = storyOf(badgeStates.partial, async ({ face, canvas }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Some parts could not be saved'))
  await userEvent.click(face())
  await waitFor(() => expect(canvas.getByText('cover.file')).toBeVisible())
})

/** The database does not work, and a smaller store does: said once, politely, and nothing is lost. */
export const InBackupStorage = storyOf(badgeStates.backup, async ({ face, canvas }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Saved in backup storage'))
  await userEvent.click(face())
  await waitFor(() => expect(canvas.getByText('In backup storage on this device')).toBeVisible())
})

/** Nothing can be kept here: the page says so before it is too late, and offers a copy. */
export const InMemoryOnly = storyOf(badgeStates.memory, async ({ service, face, canvas }) => {
  await waitFor(() => expect(face()).toHaveTextContent('Not kept after closing'))
  await waitFor(() => expect(spoken()).toContain('Not kept after closing'))
  await expect(service.calls).toEqual([])
  await expect(canvas.getByRole('button', { name: 'Download a copy' })).toBeVisible()
})

/** The detail opens on a click and stays until it is put away: by Escape, by a click elsewhere, by another click. */
export const Detail = storyOf(badgeStates.saved, async ({ face, canvas }) => {
  await waitFor(() => expect(face()).toHaveTextContent(/^Saved/))
  const panel = () => canvas.queryByRole('region', { name: 'About saving' })
  await userEvent.click(face())
  await expect(face()).toHaveAttribute('aria-expanded', 'true')
  await waitFor(() => expect(panel()).toHaveTextContent('On this device'))
  await userEvent.keyboard('{Escape}')
  await expect(panel()).toBeNull()
  await expect(face()).toHaveFocus()
  await userEvent.click(face())
  await userEvent.click(canvas.getByText('Chapter 3'))
  await expect(panel()).toBeNull()
  await userEvent.click(face())
  await userEvent.click(face())
  await expect(panel()).toBeNull()
  await userEvent.click(face())
  await waitFor(() => expect(panel()).toBeVisible())
})

export const DetailByKeyboard = storyOf(badgeStates.saved, async ({ face, canvas }) => {
  await waitFor(() => expect(face()).toHaveTextContent(/^Saved/))
  await userEvent.tab()
  await expect(face()).toHaveFocus()
  await waitFor(() => expect(canvas.getByText('On this device')).toBeVisible())
  await userEvent.tab()
  await expect(canvas.queryByText('On this device')).toBeNull()
})

export const DetailByPointer = storyOf(badgeStates.saved, async ({ face, canvas }) => {
  await waitFor(() => expect(face()).toHaveTextContent(/^Saved/))
  await userEvent.hover(face())
  await waitFor(() => expect(canvas.getByText('On this device')).toBeVisible())
  await userEvent.unhover(face())
  await waitFor(() => expect(canvas.queryByText('On this device')).toBeNull())
})

/** Nothing beside the badge moves when its words change, and a screen reader hears of outcomes only. */
export const Calm = storyOf(badgeStates.saved, async ({ service, face, canvas }) => {
  await waitFor(() => expect(face()).toHaveTextContent(/^Saved/))
  await waitFor(() => expect(document.querySelector('[role=status]')).toBeEmptyDOMElement())
  listenToSpeech()

  const place = (): string => JSON.stringify(canvas.getByText('Chapter 3').getBoundingClientRect())
  const before = place()
  const { editing, saving, retrying, justSaved } = badgeStates
  for (const [words, snapshot] of [
    ['Editing', editing],
    ['Saving…', saving],
    ['Not saved yet. Trying again', retrying],
    ['Saved', { ...justSaved, isUnsaved: false, error: undefined, retryAt: undefined }],
  ] as const) {
    service.show(snapshot)
    await waitFor(() => expect(face()).toHaveTextContent(words))
    await expect(place()).toBe(before)
  }
  await waitFor(() => expect(spoken()).toEqual(['Not saved yet. Trying again', 'Saved']))
})
