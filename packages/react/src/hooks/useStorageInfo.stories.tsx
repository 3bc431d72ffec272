import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor } from 'storybook/test'
import { badgeStates } from '../stories/badgeStates.ts'
import { StorySession } from '../stories/StorySession.tsx'
import { byteSize } from '../words/byteSize.ts'
import { useStorageInfo } from './useStorageInfo.ts'

/** How much of the room is used, and whether the browser has promised to keep it. */
function Room() {
  const { usage, quota, isPersisted, diagnosis } = useStorageInfo()
  if (usage === undefined || quota === undefined) return <p>The browser does not say.</p>
  return (
    <div style={{ display: 'grid', gap: 8, maxInlineSize: 360 }}>
      <label style={{ display: 'grid', gap: 4 }}>
        {`${byteSize(usage, 'en')} of ${byteSize(quota, 'en')}`}
        <meter value={usage} max={quota} style={{ inlineSize: '100%' }} />
      </label>
      <p style={{ margin: 0 }}>
        {isPersisted ? 'The browser keeps it.' : 'The browser may clear it when room runs out.'}
      </p>
      <p style={{ margin: 0 }}>Saves go to: {diagnosis.place}</p>
    </div>
  )
}

const meta = {
  title: 'useStorageInfo',
  component: Room,
  render: () => (
    <StorySession snapshot={badgeStates.saved}>
      <Room />
    </StorySession>
  ),
} satisfies Meta<typeof Room>

export default meta
type Story = StoryObj<typeof meta>

export const RoomOnThisDevice: Story = {
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByText('32 MB of 6.2 GB')).toBeVisible())
    await expect(canvas.getByText('Saves go to: disk')).toBeVisible()
  },
}
