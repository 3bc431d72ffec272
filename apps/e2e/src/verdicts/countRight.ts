import type { LifeWay } from './lifeWays.ts'
import type { Testimony } from './page/witness.ts'
import { LIVE_SESSION, type WitnessBrowser } from './WitnessBrowser.ts'

interface VerdictCampaign {
  readonly way: LifeWay
  readonly rounds: number
}

/** A round in which another tab said something else than what had happened. */
interface WrongRound {
  readonly round: number
  readonly said: Testimony
  /** Of the tab that nothing happened to. */
  readonly ofLive: Testimony
}

/** Has it happen to a tab again and again, and asks another tab each time what has become of it, and of one that lives. */
export async function countRight(browser: WitnessBrowser, { way, rounds }: VerdictCampaign): Promise<WrongRound[]> {
  const wrong: WrongRound[] = []
  for (let round = 1; round <= rounds; round += 1) {
    const sessionId = browser.newSession()
    const tab = await browser.openTab()
    await tab.write(sessionId, 'Call me Ishmael.')
    const ofBrowser = { killBrowser: () => browser.kill(), sleep: (ms: number) => browser.sleep(ms) }
    await way.happen({ sessionId, tab, observer: browser.observer, ...ofBrowser })

    const said = await browser.observer.testify(sessionId)
    const ofLive = await browser.observer.testify(LIVE_SESSION)
    const isRight = said.ending === way.expected.ending && said.offered === way.expected.offered
    if (!isRight || ofLive.ending !== 'alive' || ofLive.offered !== 'not offered') wrong.push({ round, said, ofLive })
    await tab.page.close()
  }
  return wrong
}
