import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fireEvent, userEvent, waitFor } from 'storybook/test'
import { AutoSaveProvider } from '../provider/AutoSaveProvider.tsx'
import { storyService } from '../stories/storyService.ts'
import { StorySession } from '../stories/StorySession.tsx'
import { storyError } from '../stories/storySnapshot.ts'
import { SaveNowButton } from './SaveNowButton.tsx'

const service = storyService()

const meta = {
  title: 'SaveNowButton',
  component: SaveNowButton,
  beforeEach: () => service.reset({ status: 'unsaved', isUnsaved: true }),
  render: (args) => (
    <StorySession service={service}>
      <SaveNowButton {...args} />
    </StorySession>
  ),
} satisfies Meta<typeof SaveNowButton>

export default meta
type Story = StoryObj<typeof meta>

const statusText = (): string | null | undefined => document.querySelector('[role=status]')?.textContent

export const Ready: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Save now' })).toHaveAttribute('aria-disabled', 'false')
  },
}

export const ReadyDark: Story = { ...Ready, globals: { theme: 'dark' } }

/** It says so for a moment, announces it at once, and is a button of the same width all the while. */
export const Saved: Story = {
  play: async ({ canvas }) => {
    const button = canvas.getByRole('button')
    const { width } = button.getBoundingClientRect()
    await userEvent.click(button)
    await expect(service.calls).toEqual(['immediateSave'])
    await waitFor(() => expect(button).toHaveTextContent('Saved now'))
    await waitFor(() => expect(statusText()).toBe('Saved now'))
    await expect(button.getBoundingClientRect().width).toBe(width)
    await expect(button).toHaveFocus()
    await waitFor(() => expect(button).toHaveTextContent('Save now'), { timeout: 3_000 })
  },
}

export const Saving: Story = {
  play: async ({ canvas }) => {
    service.holdUntil(new Promise(() => undefined))
    await userEvent.click(canvas.getByRole('button'))
    await waitFor(() => expect(canvas.getByRole('button')).toHaveTextContent('Saving…'))
  },
}

/** The badge says why; the button announces that it did not work and can be pressed again. */
export const NotSaved: Story = {
  play: async ({ canvas }) => {
    service.failWith(storyError('QUOTA_EXCEEDED'))
    await userEvent.click(canvas.getByRole('button'))
    await waitFor(() => expect(statusText()).toMatch(/^Not saved yet/))
    await expect(canvas.getByRole('button')).toHaveTextContent('Save now')
    await expect(canvas.getByRole('button')).toHaveAttribute('aria-disabled', 'false')
  },
}

/** Ctrl+S and Cmd+S save, and keep the browser's own dialog away. */
export const Shortcut: Story = {
  play: async () => {
    const isLeftToBrowser = async (init: KeyboardEventInit): Promise<boolean> =>
      fireEvent.keyDown(document.body, { code: 'KeyS', ...init })
    await expect(await isLeftToBrowser({ key: 's', ctrlKey: true })).toBe(false)
    await expect(await isLeftToBrowser({ key: 's', metaKey: true })).toBe(false)
    await expect(service.calls).toEqual(['immediateSave', 'immediateSave'])
    await expect(await isLeftToBrowser({ key: 's' })).toBe(true)
    await expect(await isLeftToBrowser({ key: 's', ctrlKey: true, repeat: true })).toBe(false)
    await expect(service.calls).toHaveLength(2)
  },
}

/** Nothing on the page is kept by a session: the button stays, and can be focused, but does nothing. */
export const NothingToSave: Story = {
  render: (args) => (
    <AutoSaveProvider service={service}>
      <SaveNowButton {...args} />
    </AutoSaveProvider>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button')).toHaveAttribute('aria-disabled', 'true')
    await userEvent.click(canvas.getByRole('button'))
    await expect(canvas.getByRole('button')).toHaveFocus()
    await expect(service.calls).toEqual([])
  },
}

export const NothingToSaveDark: Story = { ...NothingToSave, globals: { theme: 'dark' } }

export const LongWords: Story = {
  args: {
    labels: { saveNow: 'Jetzt speichern', saving: 'Speichervorgang läuft…', saved: 'Soeben gespeichert' },
  },
}

export const RightToLeft: Story = {
  args: { labels: { saveNow: 'احفظ الآن', saving: 'جارٍ الحفظ…', saved: 'تم الحفظ' } },
  decorators: [
    (Story) => (
      <div lang="ar" dir="rtl">
        <Story />
      </div>
    ),
  ],
}
