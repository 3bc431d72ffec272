import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor } from 'storybook/test'
import { badgeStates } from '../stories/badgeStates.ts'
import { StorySession } from '../stories/StorySession.tsx'
import { SaveStatusBadge } from './SaveStatusBadge.tsx'
import type { SaveStatusLabelOptions } from './saveStatusLabels.ts'

const meta = {
  title: 'SaveStatusBadge/Looks',
  component: SaveStatusBadge,
  args: { locale: 'en' },
  render: (args) => (
    <div style={{ display: 'grid', gap: 8, justifyItems: 'start' }}>
      {Object.entries(badgeStates).map(([name, snapshot]) => (
        <StorySession key={name} snapshot={snapshot}>
          <SaveStatusBadge {...args} />
        </StorySession>
      ))}
    </div>
  ),
} satisfies Meta<typeof SaveStatusBadge>

export default meta
type Story = StoryObj<typeof meta>

export const EveryState: Story = {
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getAllByText('Auto-save on')).toHaveLength(1))
    await expect(canvas.getAllByText('Auto-save off')).toHaveLength(2)
  },
}

export const EveryStateDark: Story = { ...EveryState, globals: { theme: 'dark' } }

const german: SaveStatusLabelOptions = {
  idle: 'Automatisches Speichern eingeschaltet',
  saved: 'Gespeichert',
  savedJustNow: 'Gerade eben gespeichert',
  savedAgo: (time) => `Zuletzt gespeichert ${time}`,
  partial: 'Einige Bestandteile konnten nicht gespeichert werden',
  editing: 'In Bearbeitung',
  saving: 'Speichervorgang läuft…',
  paused: 'Automatisches Speichern ausgeschaltet',
  conflict: 'In einem anderen Browserfenster geändert',
  retrying: 'Noch nicht gespeichert. Speicherversuch wird wiederholt',
  failed: 'Speichern nicht möglich',
  turnOn: 'Einschalten',
  review: 'Ansehen',
}

/** Words twice as long, in a column as narrow as a phone. */
export const LongWords: Story = {
  args: { labels: german, locale: 'de' },
  decorators: [
    (Story) => (
      <div lang="de" style={{ maxInlineSize: 280 }}>
        <Story />
      </div>
    ),
  ],
  play: async ({ canvasElement, canvas }) => {
    await expect(await canvas.findByText(/^Zuletzt gespeichert vor \d+ Min\.$/)).toBeVisible()
    await expect(canvasElement.scrollWidth).toBeLessThanOrEqual(canvasElement.clientWidth)
  },
}

const arabic: SaveStatusLabelOptions = {
  idle: 'الحفظ التلقائي مفعّل',
  saved: 'تم الحفظ',
  savedJustNow: 'تم الحفظ الآن',
  savedAgo: (time) => `تم الحفظ ${time}`,
  partial: 'تعذّر حفظ بعض الأجزاء',
  editing: 'قيد التحرير',
  saving: 'جارٍ الحفظ…',
  paused: 'الحفظ التلقائي متوقف',
  conflict: 'تغيّر في علامة تبويب أخرى',
  retrying: 'لم يُحفظ بعد. تُعاد المحاولة',
  failed: 'تعذّر الحفظ',
  turnOn: 'تشغيل',
  review: 'مراجعة',
}

export const RightToLeft: Story = {
  args: { labels: arabic, locale: 'ar' },
  decorators: [
    (Story) => (
      <div lang="ar" dir="rtl">
        <Story />
      </div>
    ),
  ],
  play: async ({ canvas }) => {
    const [face] = await canvas.findAllByRole('button', { name: 'تعذّر الحفظ' })
    const icon = face?.querySelector('svg')
    await expect(icon?.getBoundingClientRect().right).toBeGreaterThan(
      face?.querySelector('span')?.getBoundingClientRect().right ?? 0,
    )
  },
}

/** Many an app says this of its buttons, outside of any layer, and so wins over the kit: every word must be readable all the same. */
export const UnderAnAppsReset: Story = {
  render: (args) => (
    <StorySession snapshot={badgeStates.conflict}>
      <style>{'button { font: inherit; color: inherit }'}</style>
      <div style={{ ['--autosave-accent' as string]: '#1f6350' }}>
        <SaveStatusBadge {...args} />
      </div>
    </StorySession>
  ),
  play: async ({ canvas }) => {
    await userEvent.click(await canvas.findByRole('button', { name: 'Review' }))
    await waitFor(() => expect(canvas.getByRole('button', { name: 'Keep mine' })).toBeVisible())
  },
}
