import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent } from 'storybook/test'
import { storyService } from '../stories/storyService.ts'
import { StorySession } from '../stories/StorySession.tsx'
import { storyVersions } from '../stories/storyVersions.ts'
import { SaveHistoryPanel } from './SaveHistoryPanel.tsx'

const service = storyService()

const meta = {
  title: 'SaveHistoryPanel/Looks',
  component: SaveHistoryPanel,
  args: { locale: 'en-GB' },
  beforeEach: () => {
    service.reset({ status: 'saved', revision: 61 })
    service.keep(storyVersions)
  },
  render: (args) => (
    <StorySession service={service}>
      <SaveHistoryPanel {...args} />
    </StorySession>
  ),
} satisfies Meta<typeof SaveHistoryPanel>

export default meta
type Story = StoryObj<typeof meta>

const narrow = (Story: () => React.ReactElement) => (
  <div style={{ maxInlineSize: 256 }}>
    <Story />
  </div>
)

/** A phone of 320 px, with the page's own margins taken off. */
export const Narrow: Story = {
  decorators: [narrow],
  play: async ({ canvas, canvasElement }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Name this version…' }))
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth)
  },
}

export const NarrowDark: Story = { ...Narrow, globals: { theme: 'dark' } }

export const LongWords: Story = {
  args: {
    locale: 'de',
    labels: {
      title: 'Fassungen',
      current: 'Aktuelle Fassung',
      justNow: 'gerade eben',
      restore: 'Wiederherstellen',
      undo: 'Rückgängig machen',
      nameVersion: 'Diese Fassung benennen…',
      versionName: 'Bezeichnung dieser Fassung',
      save: 'Speichern',
      reasons: { debounce: 'Während der Bearbeitung', manual: 'Von Ihnen gespeichert', leave: 'Vor dem Verlassen' },
    },
  },
  decorators: [(Story) => <div lang="de">{narrow(Story)}</div>],
  play: async ({ canvas, canvasElement }) => {
    await expect(await canvas.findByText('Aktuelle Fassung')).toBeVisible()
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth)
  },
}

export const RightToLeft: Story = {
  args: {
    locale: 'ar',
    labels: {
      title: 'الإصدارات',
      current: 'الإصدار الحالي',
      justNow: 'الآن',
      restore: 'استعادة',
      undo: 'تراجع',
      nameVersion: 'سمِّ هذا الإصدار…',
      reasons: { debounce: 'أثناء عملك', manual: 'حفظتَه', leave: 'قبل المغادرة', restore: 'أُعيد' },
    },
  },
  decorators: [
    (Story) => (
      <div lang="ar" dir="rtl" style={{ maxInlineSize: 420 }}>
        <Story />
      </div>
    ),
  ],
  play: async ({ canvas }) => {
    const button = await canvas.findByRole('button', { name: 'استعادة Before the cut' })
    const title = canvas.getByText('Before the cut')
    await expect(button.getBoundingClientRect().right).toBeLessThan(title.getBoundingClientRect().left)
  },
}

/** Many an app says this of its buttons, outside of any layer, and so wins over the kit. */
export const UnderAnAppsReset: Story = {
  decorators: [
    (Story) => (
      <div style={{ ['--autosave-accent' as string]: '#1f6350', maxInlineSize: 420 }}>
        <style>{'button { font: inherit; color: inherit }'}</style>
        <Story />
      </div>
    ),
  ],
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Name this version…' }))
    await expect(canvas.getByRole('button', { name: 'Save' })).toBeVisible()
  },
}
