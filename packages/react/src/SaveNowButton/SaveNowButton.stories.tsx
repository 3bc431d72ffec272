import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fireEvent, userEvent, waitFor } from 'storybook/test'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { spoken } from '../stories/spoken.ts'
import { storyService, type StoryService } from '../stories/storyService.ts'
import { StorySession } from '../stories/StorySession.tsx'
import { storyError } from '../stories/storySnapshot.ts'
import { SaveNowButton } from './SaveNowButton.tsx'

const meta = { title: 'SaveNowButton', component: SaveNowButton } satisfies Meta<typeof SaveNowButton>

export default meta
type Story = StoryObj<typeof meta>

interface Page {
  readonly service: StoryService
  readonly button: HTMLElement
}

/** A story of a page with something unsaved; its service is at hand in the play function. */
function storyOf(play: (page: Page) => Promise<void>): Story {
  const service = storyService()
  return {
    beforeEach: () => service.reset({ status: 'unsaved', isUnsaved: true }),
    render: (args) => (
      <StorySession service={service}>
        <SaveNowButton {...args} />
      </StorySession>
    ),
    play: async ({ canvas }) => {
      const button = canvas.getByRole('button')
      await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'))
      await play({ service, button })
    },
  }
}

const lastSaid = (): string => spoken().at(-1) ?? ''

export const Ready = storyOf(async ({ button }) => {
  await expect(button).toHaveAccessibleName('Save now')
  await expect(button).toHaveAttribute('aria-disabled', 'false')
})

export const ReadyDark: Story = { ...Ready, globals: { theme: 'dark' } }

/** It says so for a moment, announces it at once, and is a button of the same width all the while. */
export const Saved = storyOf(async ({ service, button }) => {
  const { width } = button.getBoundingClientRect()
  // Looked for from before it comes: it goes again by itself.
  const shown = waitFor(() => expect(button).toHaveTextContent('Saved now'))
  await userEvent.click(button)
  await expect(service.calls).toEqual(['immediateSave'])
  await shown
  await expect(button.getBoundingClientRect().width).toBe(width)
  await waitFor(() => expect(lastSaid()).toBe('Saved now'))
  await expect(button).toHaveFocus()
  await waitFor(() => expect(button).toHaveTextContent('Save now'))
})

export const Saving = storyOf(async ({ service, button }) => {
  service.holdUntil(new Promise(() => undefined))
  button.click()
  // Not at once: a short save is not worth a word.
  const { textContent } = button
  await expect(textContent).toContain('Save now')
  await waitFor(() => expect(button).toHaveTextContent('Saving…'))
})

/** The badge says why; the button announces that it did not work and can be pressed again. */
export const NotSaved = storyOf(async ({ service, button }) => {
  service.failWith(storyError('QUOTA_EXCEEDED'))
  await userEvent.click(button)
  await waitFor(() => expect(lastSaid()).toMatch(/^Not saved yet/))
  await expect(button).toHaveTextContent('Save now')
  await expect(button).toHaveAttribute('aria-disabled', 'false')
})

/** Ctrl+S and Cmd+S save, and keep the browser's own dialog away. */
export const Shortcut = storyOf(async ({ service }) => {
  const isLeftToBrowser = async (init: KeyboardEventInit): Promise<boolean> =>
    fireEvent.keyDown(document.body, { code: 'KeyS', ...init })
  await expect(await isLeftToBrowser({ key: 's', ctrlKey: true })).toBe(false)
  await expect(await isLeftToBrowser({ key: 's', metaKey: true })).toBe(false)
  await expect(service.calls).toEqual(['immediateSave', 'immediateSave'])
  await expect(await isLeftToBrowser({ key: 's' })).toBe(true)
  await expect(await isLeftToBrowser({ key: 's', ctrlKey: true, repeat: true })).toBe(false)
  await expect(service.calls).toHaveLength(2)
})

/** Nothing on the page is kept by a session: the button stays, and can be focused, but does nothing. */
export const NothingToSave: Story = {
  play: async ({ canvas }) => {
    const button = canvas.getByRole('button')
    await expect(button).toHaveAttribute('aria-disabled', 'true')
    await userEvent.click(button)
    await expect(button).toHaveFocus()
    await expect(emptyService.calls).toEqual([])
  },
  render: (args) => (
    <AutoSaveProvider service={emptyService}>
      <SaveNowButton {...args} />
    </AutoSaveProvider>
  ),
}

const emptyService = storyService()

export const NothingToSaveDark: Story = { ...NothingToSave, globals: { theme: 'dark' } }

export const LongWords: Story = {
  ...Ready,
  args: { labels: { saveNow: 'Jetzt speichern', saving: 'Speichervorgang läuft…', saved: 'Soeben gespeichert' } },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Jetzt speichern' })).toBeVisible()
  },
}

export const RightToLeft: Story = {
  ...Ready,
  args: { labels: { saveNow: 'احفظ الآن', saving: 'جارٍ الحفظ…', saved: 'تم الحفظ' } },
  decorators: [
    (Story) => (
      <div lang="ar" dir="rtl">
        <Story />
      </div>
    ),
  ],
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'احفظ الآن' })).toBeVisible()
  },
}
