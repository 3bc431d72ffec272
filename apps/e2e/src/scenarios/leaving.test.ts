import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BrowserName, browsers } from '../../../../scripts/browsers.mjs'
import { isLeftOut } from '../browsers/requireBrowser.ts'
import { countKept } from '../leaving/countKept.ts'
import type { LeavableStudio } from '../leaving/LeavableStudio.ts'
import { type LeavingWay, wayWords } from '../leaving/LeavingWay.ts'
import { startBrowser } from '../leaving/startBrowser.ts'

/** `pnpm test:leave` sets them. */
const {
  AUTOSAVE_LEAVE_ROUNDS: wantedRounds = '2',
  AUTOSAVE_LEAVE_BROWSER: onlyBrowser = '',
  AUTOSAVE_LEAVE_WAY: onlyGroup = '',
} = process.env
const rounds = Number(wantedRounds)

/** What each driver can express. Playwright's Firefox asks every tab that it closes, and WebKitGTK's profile ends with its session. */
const waysIn: Readonly<Record<BrowserName, readonly LeavingWay[]>> = {
  chromium: ['close', 'close-unasked', 'cross-site', 'same-site', 'reload', 'quit'],
  firefox: ['close', 'cross-site', 'same-site', 'reload', 'quit'],
  webkit: ['close', 'cross-site', 'same-site', 'reload'],
}

// Words typed inside the debounce are on their way nowhere yet: only what the page does while it is leaving keeps them.
for (const browser of ['chromium', 'firefox', 'webkit'] as const) {
  if (onlyBrowser !== '' && onlyBrowser !== browser) continue
  const { title: browserTitle } = browsers[browser]
  describe.skipIf(isLeftOut(browser))(`in ${browserTitle}`, () => {
    // One browser for all ways: starting it and storing the novel takes longer than leaving it.
    let studio: LeavableStudio
    const ends: (() => Promise<void>)[] = []
    beforeAll(async () => {
      studio = await startBrowser[browser]((end) => ends.push(end))
    })
    afterAll(async () => {
      for (const end of ends.toReversed()) await end()
    })

    for (const way of waysIn[browser]) {
      const { title, group } = wayWords[way]
      const isWanted = onlyGroup === '' || onlyGroup === group
      test.runIf(isWanted)(
        `${title} within 300 ms of the last key keeps the last character`,
        async () => {
          const { lossy, reasons } = await countKept(studio, { way, rounds, withinMs: 300 })
          const written = Array.from(reasons, ([reason, count]) => `${reason} ${count}`).join(', ')
          console.log(`${browserTitle}, ${title}: kept ${rounds - lossy.length} of ${rounds} (stored by ${written})`)
          expect(lossy).toEqual([])
          expect(await studio.lastWordCount()).toBe(0)
        },
        60_000 + rounds * 15_000,
      )
    }
  })
}
