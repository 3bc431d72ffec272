import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, spyOn, userEvent, waitFor, within } from 'storybook/test'
import { badgeStates } from '../stories/badgeStates.ts'
import { storyError } from '../stories/storySnapshot.ts'
import { storyService } from '../stories/storyService.ts'
import { StorySession } from '../stories/StorySession.tsx'
import { AutoSaveSettings } from './AutoSaveSettings.tsx'

const service = storyService()

const meta = {
  title: 'AutoSaveSettings',
  component: AutoSaveSettings,
  args: { locale: 'en', onChange: fn() },
  beforeEach: () => service.reset(badgeStates.saved),
  render: (args) => (
    <StorySession service={service}>
      <AutoSaveSettings {...args} />
    </StorySession>
  ),
} satisfies Meta<typeof AutoSaveSettings>

export default meta
type Story = StoryObj<typeof meta>

export const On: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('checkbox', { name: 'Save by itself' })).toBeChecked()
    await expect(canvas.getByLabelText('Save when you pause for')).toHaveDisplayValue('2 seconds')
    await waitFor(() => expect(canvas.getByText(/used by this site/)).toBeVisible())
  },
}

export const Off: Story = {
  beforeEach: () => service.reset(badgeStates.paused),
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByRole('checkbox')).not.toBeChecked())
    await expect(canvas.getByText(/stays in this page only/)).toBeVisible()
    await userEvent.click(canvas.getByRole('checkbox'))
    await expect(service.calls).toContain('resume manual')
    await waitFor(() => expect(canvas.getByRole('checkbox')).toBeChecked())
  },
}

export const TurnOff: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('checkbox'))
    await expect(service.calls).toContain('pause manual')
  },
}

/** The work as a file, and back from one: next to what is here, never over it. */
export const BackupFile: Story = {
  args: { onImported: fn() },
  play: async ({ canvas, args }) => {
    const names: string[] = []
    const click = spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download)
    })
    await userEvent.click(canvas.getByRole('button', { name: 'Save a backup file' }))
    await waitFor(() => expect(names).toContain('story.autosave'))
    click.mockRestore()
    const picker = canvas.getByLabelText('Open a backup file…', { selector: 'input' })
    await userEvent.upload(picker, new File(['what was saved'], 'story.autosave'))
    await waitFor(() => expect(canvas.getByText(/Opened as “A story”/)).toBeVisible())
    await expect(args.onImported).toHaveBeenCalledWith('story-2')
    await expect(service.calls).toContain('importSession what was saved')
  },
}

export const ADamagedFile: Story = {
  play: async ({ canvas }) => {
    service.failWith(storyError('IMPORT_DAMAGED'))
    await userEvent.upload(
      canvas.getByLabelText('Open a backup file…', { selector: 'input' }),
      new File(['half'], 'story.autosave'),
    )
    await waitFor(() => expect(canvas.getByText(/damaged. Nothing was changed/)).toBeVisible())
  },
}

/** It asks first and says what will be gone; the focus is on the answer that changes nothing, and comes back. */
export const ClearMyData: Story = {
  args: { onCleared: fn() },
  play: async ({ canvas, args }) => {
    const clear = canvas.getByRole('button', { name: 'Clear my data…' })
    await userEvent.click(clear)
    const question = await canvas.findByRole('alertdialog', { name: 'Clear everything that is kept here?' })
    await expect(within(question).getByRole('button', { name: 'Keep it' })).toHaveFocus()
    await expect(await within(question).findByText('2 works are kept in this browser:')).toBeVisible()
    await expect(within(question).getByText('Letter to Hawthorne')).toBeVisible()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(question).not.toBeInTheDocument())
    await expect(clear).toHaveFocus()
    await expect(service.calls).not.toContain('purge')
    await userEvent.click(clear)
    await userEvent.click(await canvas.findByRole('button', { name: 'Clear everything' }))
    await waitFor(() => expect(args.onCleared).toHaveBeenCalled())
    await expect(service.calls).toEqual(expect.arrayContaining(['purge', 'removeManager']))
    await expect(canvas.getByText('Nothing is kept here any more.')).toBeVisible()
  },
}

export const ThatCannotBeCleared: Story = {
  args: { onCleared: fn() },
  play: async ({ canvas, args }) => {
    service.failWith(storyError('STORAGE_TIMEOUT'))
    await userEvent.click(canvas.getByRole('button', { name: 'Clear my data…' }))
    await userEvent.click(await canvas.findByRole('button', { name: 'Clear everything' }))
    await expect(await canvas.findByRole('alert')).toHaveTextContent(/Not everything could be cleared yet/)
    await expect(args.onCleared).not.toHaveBeenCalled()
  },
}

export const ChooseAnInterval: Story = {
  play: async ({ canvas, args }) => {
    await userEvent.selectOptions(canvas.getByLabelText('Save when you pause for'), '5 seconds')
    await expect(args.onChange).toHaveBeenLastCalledWith({ debounceMs: 5_000 })
    await userEvent.selectOptions(canvas.getByLabelText('Keep versions for'), '7 days')
    await expect(args.onChange).toHaveBeenLastCalledWith({ retention: { maxAgeMs: 7 * 24 * 60 * 60_000 } })
    await expect(service.calls).toEqual(['updateGlobalConfig', 'updateGlobalConfig'])
  },
}
