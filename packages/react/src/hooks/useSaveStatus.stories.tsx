import type { SaveSnapshot } from '@autosave-kit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { badgeStates } from '../stories/badgeStates.ts'
import { StorySession } from '../stories/StorySession.tsx'
import { useSaveStatus } from './useSaveStatus.ts'

interface FactsProps {
  /** One of the states a session can be in. */
  readonly state: keyof typeof badgeStates
}

/** Every fact there is; a component renders again only for those it reads. */
function Facts() {
  const { status, isUnsaved, revision, durability, error, retryAt, pauseReasons, leftOutPaths, access } =
    useSaveStatus()
  const facts = {
    status,
    isUnsaved,
    revision,
    durability,
    error: error?.code,
    retryAt,
    pauseReasons,
    leftOutPaths,
    access,
  }
  return <pre style={{ margin: 0, whiteSpace: 'pre-wrap' }}>{JSON.stringify(facts, undefined, 2)}</pre>
}

const meta = {
  title: 'useSaveStatus',
  component: Facts,
  args: { state: 'retrying' },
  argTypes: { state: { control: 'select', options: Object.keys(badgeStates) } },
  render: ({ state }: FactsProps) => {
    const snapshot: Partial<SaveSnapshot> = badgeStates[state]
    return (
      <StorySession key={state} snapshot={snapshot}>
        <Facts />
      </StorySession>
    )
  },
} satisfies Meta<FactsProps>

export default meta
type Story = StoryObj<typeof meta>

export const Retrying: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(/QUOTA_EXCEEDED/)).toBeVisible()
  },
}

export const Saved: Story = { args: { state: 'saved' } }
export const OpenInAnotherTab: Story = { args: { state: 'elsewhere' } }
export const InConflict: Story = { args: { state: 'conflict' } }
