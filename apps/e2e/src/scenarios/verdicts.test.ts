import { beforeAll, describe, expect, test } from 'vitest'
import { browsers } from '../../../../scripts/browsers.mjs'
import { isLeftOut } from '../browsers/requireBrowser.ts'
import { countRight } from '../verdicts/countRight.ts'
import { lifeWays } from '../verdicts/lifeWays.ts'
import { WitnessBrowser } from '../verdicts/WitnessBrowser.ts'

/** `pnpm test:verdicts` sets them. */
const {
  AUTOSAVE_VERDICT_ROUNDS: wantedRounds = '1',
  AUTOSAVE_VERDICT_BROWSER: onlyBrowser = '',
  AUTOSAVE_VERDICT_ONLY: onlyWay = '',
} = process.env
const rounds = Number(wantedRounds)

for (const name of ['chromium', 'firefox'] as const) {
  const { title: browserTitle } = browsers[name]
  const isUnwanted = onlyBrowser !== '' && onlyBrowser !== name
  const wanted = lifeWays.filter(({ browsers: names, title }) => names.includes(name) && title.includes(onlyWay))
  for (const withoutLocks of [false, true]) {
    const ways = wanted.filter((way) => (way.withoutLocks ?? false) === withoutLocks)
    const isNothing = isUnwanted || ways.length === 0
    describe.skipIf(isNothing || isLeftOut(name))(`In ${browserTitle} another tab`, () => {
      let browser: WitnessBrowser
      beforeAll(async () => {
        browser = await WitnessBrowser.launch({ name, withoutLocks })
        return () => browser.end()
      })

      for (const way of ways) {
        const { title, expected } = way
        const verdict = expected.offered === 'not offered' ? expected.ending : `${expected.ending}, and offers its work`
        test(
          `calls ${title} ${verdict}, ${rounds} times of ${rounds}, and a living one alive`,
          async () => {
            const wrong = await countRight(browser, { way, rounds })
            console.log(`${browserTitle}, ${title}: ${rounds - wrong.length} of ${rounds} right (${verdict})`)
            expect(wrong).toEqual([])
          },
          60_000 + rounds * 20_000,
        )
      }
    })
  }
}
