import { beforeAll, describe, expect, test } from 'vitest'
import { browsers } from '../../../../scripts/browsers.mjs'
import { isLeftOut } from '../browsers/requireBrowser.ts'
import { countRight } from '../verdicts/countRight.ts'
import { type DrivenBrowser, type LifeWay, lifeWays } from '../verdicts/lifeWays.ts'
import { servePage } from '../setup/servePage.ts'
import { WitnessBrowser } from '../verdicts/WitnessBrowser.ts'

/** `pnpm test:verdicts` sets them. */
const { AUTOSAVE_VERDICT_ROUNDS: wantedRounds = '1', AUTOSAVE_VERDICT_BROWSER: onlyBrowser = '' } = process.env
const rounds = Number(wantedRounds)

for (const browser of ['chromium', 'firefox'] as const) {
  const { title: browserTitle } = browsers[browser]
  const isUnwanted = onlyBrowser !== '' && onlyBrowser !== browser
  describe.skipIf(isUnwanted || isLeftOut(browser))(`In ${browserTitle} another tab`, () => {
    /** One for all ways that can share it: with Web Locks, and without. */
    const browserFor = useWitnessBrowsers(browser)
    for (const way of lifeWays.filter(({ browsers: names }) => names.includes(browser))) {
      const { title, expected } = way
      const verdict = expected.offered === 'not offered' ? expected.ending : `${expected.ending}, and offers its work`
      test(
        `calls ${title} ${verdict}, ${rounds} times of ${rounds}, and a living one alive`,
        async () => {
          const wrong = await countRight({ way, rounds, browser: await browserFor(way) })
          console.log(`${browserTitle}, ${title}: ${rounds - wrong.length} of ${rounds} right (${verdict})`)
          expect(wrong).toEqual([])
        },
        60_000 + rounds * 20_000,
      )
    }
  })
}

/** Started when they are first asked for, and ended with the `describe` in which it is called. */
function useWitnessBrowsers(name: DrivenBrowser): (way: LifeWay) => Promise<WitnessBrowser> {
  const launched = new Map<boolean, WitnessBrowser>()
  let url = ''
  beforeAll(async () => {
    const served = await servePage('witness')
    url = served.url
    return async () => {
      for (const browser of launched.values()) await browser.end()
      served.close()
    }
  })
  return async ({ withoutLocks = false }) => {
    const browser = launched.get(withoutLocks) ?? (await WitnessBrowser.launch({ name, url, withoutLocks }))
    launched.set(withoutLocks, browser)
    return browser
  }
}
