import type { SaveSnapshot } from '@autosave-kit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, spyOn, userEvent, waitFor } from 'storybook/test'
import { badgeStates } from '../stories/badgeStates.ts'
import { storyService, type StoryService } from '../stories/storyService.ts'
import { StorySession } from '../stories/StorySession.tsx'
import { StorageNotice } from './StorageNotice.tsx'

const meta = { title: 'StorageNotice', component: StorageNotice } satisfies Meta<typeof StorageNotice>

export default meta
type Story = StoryObj<typeof meta>
type Play = (page: { readonly service: StoryService; readonly notice: () => HTMLElement | null }) => Promise<void>

function storyOf(snapshot: Partial<SaveSnapshot>, play: Play): Story {
  const service = storyService()
  return {
    beforeEach: () => service.reset(snapshot),
    render: (args) => (
      <StorySession service={service}>
        <StorageNotice {...args} />
      </StorySession>
    ),
    play: async ({ canvas }) => {
      await play({ service, notice: () => canvas.queryByRole('region', { name: 'About saving on this device' }) })
    },
  }
}

const sound = { place: 'disk', isReadOnly: false, problems: [], lifeboat: 'off' } as const

/** All is well: nothing is there. */
export const Nothing = storyOf(badgeStates.saved, async ({ notice }) => {
  await expect(notice()).toBeNull()
})

/** It goes by itself when there is room again. */
export const DiskFull = storyOf(badgeStates.retrying, async ({ service, notice }) => {
  await waitFor(() => expect(notice()).toHaveTextContent('There is no room left on this device'))
  service.show({ ...badgeStates.justSaved, isUnsaved: false, error: undefined, retryAt: undefined })
  await waitFor(() => expect(notice()).toBeNull())
  service.reset(badgeStates.retrying)
  await waitFor(() => expect(notice()).toBeVisible())
})

export const CannotBeSaved = storyOf(badgeStates.failed, async ({ notice }) => {
  await waitFor(() => expect(notice()).toHaveTextContent('cannot be saved'))
})

export const InMemoryOnly = storyOf(badgeStates.memory, async ({ notice }) => {
  await waitFor(() => expect(notice()).toHaveTextContent('gone when you close this page'))
})

export const InBackupStorage = storyOf(badgeStates.backup, async ({ notice }) => {
  await waitFor(() => expect(notice()).toHaveTextContent('moves back by itself'))
})

export const NewerVersionElsewhere = storyOf(
  { ...badgeStates.saved, storage: { ...sound, isReadOnly: true } },
  async ({ notice }) => {
    await waitFor(() => expect(notice()).toHaveTextContent('A newer version of this page'))
  },
)

/** The file holds what is on the screen, not what was saved last. */
export const DownloadACopy: Story = {
  ...storyOf(badgeStates.failed, async () => undefined),
  play: async ({ canvas }) => {
    const files: Blob[] = []
    const names: string[] = []
    const createUrl = spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      if (file instanceof Blob) files.push(file)
      return 'data:,'
    })
    const click = spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download)
    })
    await userEvent.click(await canvas.findByRole('button', { name: 'Download a copy' }))
    createUrl.mockRestore()
    click.mockRestore()
    await expect(await files[0]?.text()).toBe('"a story"')
    await expect(names[0]).toMatch(/ \(\d{4}-\d\d-\d\d \d\d\.\d\d\)\.json$/)
  },
}
