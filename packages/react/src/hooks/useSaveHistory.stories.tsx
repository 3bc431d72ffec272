import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { badgeStates } from '../stories/badgeStates.ts'
import { storyService } from '../stories/storyService.ts'
import { StorySession } from '../stories/StorySession.tsx'
import { storyVersions } from '../stories/storyVersions.ts'
import { useSaveHistory } from './useSaveHistory.ts'

/** A list of versions of your own, and the way back to each. */
function Versions() {
  const { versions, isLoading, restore } = useSaveHistory()
  if (isLoading) return <p>Reading…</p>
  return (
    <ul>
      {versions.map(({ revision, label, reason }) => (
        <li key={revision}>
          {label ?? `Version ${revision}`} ({reason}){' '}
          <button type="button" onClick={() => void restore(revision)}>
            {`Restore ${revision}`}
          </button>
        </li>
      ))}
    </ul>
  )
}

const service = storyService()

const meta = {
  title: 'useSaveHistory',
  component: Versions,
  beforeEach: () => {
    service.reset(badgeStates.saved)
    service.keep(storyVersions)
  },
  render: () => (
    <StorySession service={service}>
      <Versions />
    </StorySession>
  ),
} satisfies Meta<typeof Versions>

export default meta
type Story = StoryObj<typeof meta>

export const SomeDaysOfWork: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Restore 52' }))
    await expect(service.calls).toContain('restoreRevision 52')
  },
}
