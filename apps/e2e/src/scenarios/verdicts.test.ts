import { describe, expect, test } from 'vitest'
import { browsers } from '../../../../scripts/browsers.mjs'
import { isLeftOut } from '../browsers/requireBrowser.ts'
import { countRight } from '../verdicts/countRight.ts'
import { lifeWays } from '../verdicts/lifeWays.ts'
import { servePageForTest } from '../setup/servePage.ts'

/** `pnpm test:verdicts` sets them. */
const { AUTOSAVE_VERDICT_ROUNDS: wantedRounds = '1', AUTOSAVE_VERDICT_BROWSER: onlyBrowser = '' } = process.env
const rounds = Number(wantedRounds)

for (const browser of ['chromium', 'firefox'] as const) {
  const { title: browserTitle } = browsers[browser]
  const isUnwanted = onlyBrowser !== '' && onlyBrowser !== browser
  describe.skipIf(isUnwanted || isLeftOut(browser))(`In ${browserTitle} another tab`, () => {
    for (const way of lifeWays.filter(({ browsers: names }) => names.includes(browser))) {
      const { title, expected } = way
      const verdict = expected.offered === 'not offered' ? expected.ending : `${expected.ending}, and offers its work`
      test(
        `calls ${title} ${verdict}, ${rounds} times of ${rounds}, and a living one alive`,
        async () => {
          const wrong = await countRight({ way, rounds, browser, url: await servePageForTest('witness') })
          console.log(`${browserTitle}, ${title}: ${rounds - wrong.length} of ${rounds} right (${verdict})`)
          expect(wrong).toEqual([])
        },
        60_000 + rounds * 20_000,
      )
    }
  })
}
