import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { StorySession } from '../stories/StorySession.tsx'
import { useSaveMetrics, type UseSaveMetricsOptions } from './useSaveMetrics.ts'

/** What saving a session has cost in this page: a developer's own panel, made of the hook's figures. */
function Figures(options: UseSaveMetricsOptions) {
  const { totalSaves, saveTime, mainThreadTime, bytesWritten, payloadReduction } = useSaveMetrics(options)
  return (
    <dl style={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '4px 16px', margin: 0 }}>
      <dt>Saves</dt>
      <dd>{totalSaves}</dd>
      <dt>Until stored, half of them</dt>
      <dd>{saveTime.p50} ms</dd>
      <dt>What the page felt, 95 of 100</dt>
      <dd>{mainThreadTime.p95} ms</dd>
      <dt>Written</dt>
      <dd>{bytesWritten} bytes</dd>
      <dt>Spared</dt>
      <dd>{(payloadReduction * 100).toFixed(1)}%</dd>
    </dl>
  )
}

const meta = {
  title: 'useSaveMetrics',
  component: Figures,
  render: (args) => (
    <StorySession>
      <Figures {...args} />
    </StorySession>
  ),
} satisfies Meta<typeof Figures>

export default meta
type Story = StoryObj<typeof meta>

export const AnAfternoonOfWriting: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('1204')).toBeVisible()
    await expect(canvas.getByText('99.7%')).toBeVisible()
  },
}

/** Without a session of that id all figures are 0. */
export const NoSuchSession: Story = {
  args: { id: 'nobody keeps this' },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('0.0%')).toBeVisible()
  },
}
