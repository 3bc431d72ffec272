import { describe, expect, test } from 'vitest'
import { isLeftOut } from '../browsers/requireBrowser.ts'
import { stayHidden } from '../verdicts/stayHidden.ts'

/** `pnpm test:hidden` sets it. Nobody can hurry the browser here, so it is left out otherwise. */
const minutes = Number(process.env['AUTOSAVE_HIDDEN_MINUTES'] ?? 0)

describe.skipIf(minutes === 0 || isLeftOut('chromium'))('In Chromium another tab', () => {
  test.concurrent.each([
    ['with', false],
    ['without', true],
  ] as const)(
    `calls a hidden tab, whose timers run once a minute, alive for ${minutes} minutes, %s Web Locks`,
    async (title, withoutLocks) => {
      const { wakings, testimonies, longestSilenceMs } = await stayHidden({ minutes, withoutLocks })
      const right = testimonies.filter(({ ending, offered }) => ending === 'alive' && offered === 'not offered')
      const seconds = Math.round(longestSilenceMs / 1_000)
      console.log(
        `${title} Web Locks, hidden for ${minutes} min: ${wakings} wakings of a timer of one second, a sign of life at most ${seconds} s old, ` +
          `${right.length} of ${testimonies.length} right (alive)`,
      )
      expect(right).toHaveLength(testimonies.length)
      // Ten seconds, then once a minute: else it was not throttled, and shows nothing.
      expect(wakings).toBeLessThan(20 + 2 * minutes)
    },
    60_000 + minutes * 90_000,
  )
})
