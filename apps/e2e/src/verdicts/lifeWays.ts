import type { BrowserName } from '../../../../scripts/browsers.mjs'
import type { Testimony } from './page/witness.ts'
import { comeBackKept } from '../browsers/DrivenTab.ts'
import type { WitnessTab } from './WitnessTab.ts'

/** What a round gives to a way of living or dying. */
interface LifeStage {
  readonly sessionId: string
  /** With the session open, and something saved in it. */
  readonly tab: WitnessTab
  /** The tab whose word is asked for afterwards. */
  readonly observer: WitnessTab
  /** The browser and all that it has open; it is started again, with another observer. */
  killBrowser(): Promise<void>
  /** The computer: the browser stands still, and its clocks go on. */
  sleep(ms: number): Promise<void>
}

export type DrivenBrowser = Exclude<BrowserName, 'webkit'>

export interface LifeWay {
  /** The beginning of a sentence that ends with "is called …". */
  readonly title: string
  readonly expected: Testimony
  /** Those whose drivers can express it. */
  readonly browsers: readonly DrivenBrowser[]
  /** In all tabs of the browser, as on plain http. */
  readonly withoutLocks?: boolean
  happen(stage: LifeStage): Promise<void>
}

const MINUTES_MS = 60_000

/** A sleep in a test; how long ago the last sign of life was says how long it would have been. */
const SLEEP_MS = 1_500

const alive: Testimony = { ending: 'alive', offered: 'not offered' }
const left: Testimony = { ending: 'left', offered: 'not offered' }
const crashed: Testimony = { ending: 'crashed', offered: 'crashed' }
const unsure: Testimony = { ending: 'unknown', offered: 'unsure' }

const chromiumOnly = ['chromium'] as const
const twoBrowsers = ['chromium', 'firefox'] as const

/** What may become of a tab, and what another tab is to say of it. */
export const lifeWays: readonly LifeWay[] = [
  {
    title: 'a tab whose renderer has crashed',
    expected: crashed,
    browsers: chromiumOnly,
    happen: ({ tab }) => tab.crash(),
  },
  {
    title: 'a tab of a browser that was killed',
    expected: crashed,
    browsers: chromiumOnly,
    happen: (stage) => stage.killBrowser(),
  },
  { title: 'a tab that was closed', expected: left, browsers: twoBrowsers, happen: ({ tab }) => tab.close() },
  {
    title: 'a tab that went to another site',
    expected: left,
    browsers: twoBrowsers,
    happen: ({ tab }) => tab.goElsewhere('other site'),
  },
  {
    title: 'a tab that went to another page of its site',
    expected: left,
    browsers: twoBrowsers,
    happen: ({ tab }) => tab.goElsewhere('same site'),
  },
  {
    title: 'a tab that came back from another page, and goes on',
    expected: alive,
    browsers: twoBrowsers,
    async happen({ tab, sessionId }) {
      await tab.goElsewhere('other site')
      await tab.comeBack()
      await tab.write(sessionId, 'Back again.')
    },
  },
  {
    title: 'a tab that was kept in the back/forward cache while another one wrote, and is back',
    expected: alive,
    browsers: chromiumOnly,
    async happen({ tab, observer, sessionId }) {
      await comeBackKept(async () => {
        await tab.write(sessionId, 'Before it went.')
        await tab.goElsewhere('other site')
        await observer.write(sessionId, 'By another one.')
        // What it makes of the tab is asked anew later.
        await observer.letGo(sessionId)
        return tab
      })
      await tab.shows(sessionId, 'By another one.')
      await tab.write(sessionId, 'Back again.')
    },
  },
  {
    title: 'a tab that crashed after it had come back from another page and gone on',
    expected: crashed,
    browsers: chromiumOnly,
    async happen({ tab, sessionId }) {
      await tab.goElsewhere('other site')
      await tab.comeBack()
      await tab.write(sessionId, 'Back again.')
      await tab.crash()
    },
  },
  {
    title: 'a frozen tab',
    expected: alive,
    browsers: chromiumOnly,
    happen: async ({ tab }) => void (await tab.setLifecycle('frozen')),
  },
  {
    title: 'a tab that was frozen and runs again',
    expected: alive,
    browsers: chromiumOnly,
    async happen({ tab, sessionId }) {
      await tab.setLifecycle('frozen')
      await tab.setLifecycle('active')
      await tab.write(sessionId, 'Thawed.')
    },
  },
  {
    title: 'a tab that was duplicated, its duplicate having been closed',
    expected: alive,
    browsers: twoBrowsers,
    async happen({ tab, sessionId }) {
      const duplicate = await tab.duplicate()
      await duplicate.write(sessionId, 'By the duplicate.')
      await duplicate.close()
      await tab.shows(sessionId, 'By the duplicate.')
      await tab.write(sessionId, 'By the first.')
    },
  },
  {
    title: 'a duplicate whose original was closed',
    expected: alive,
    browsers: twoBrowsers,
    async happen({ tab, sessionId }) {
      const duplicate = await tab.duplicate()
      await tab.close()
      await duplicate.write(sessionId, 'By the duplicate.')
    },
  },
  {
    title: 'a hidden tab that was frozen and silent for ten minutes',
    expected: alive,
    browsers: chromiumOnly,
    async happen({ tab, sessionId, observer }) {
      await observer.silence(sessionId, 10 * MINUTES_MS)
      await tab.setLifecycle('frozen')
    },
  },
  {
    title: 'a tab of a computer that slept for ten minutes',
    expected: alive,
    browsers: chromiumOnly,
    async happen(stage) {
      await stage.observer.silence(stage.sessionId, 10 * MINUTES_MS)
      await stage.sleep(SLEEP_MS)
    },
  },
  {
    title: 'a tab whose clock was set back by an hour',
    expected: alive,
    browsers: twoBrowsers,
    happen: ({ sessionId, observer }) => observer.silence(sessionId, -60 * MINUTES_MS),
  },
  {
    title: 'a tab that crashed, the clock having been set back by an hour',
    expected: crashed,
    browsers: chromiumOnly,
    async happen({ sessionId, observer, tab }) {
      await observer.silence(sessionId, -60 * MINUTES_MS)
      await tab.crash()
    },
  },
  {
    title: 'a tab without Web Locks that was closed',
    expected: left,
    browsers: twoBrowsers,
    withoutLocks: true,
    happen: ({ tab }) => tab.close(),
  },
  {
    title: 'a tab without Web Locks whose clock was set back by an hour',
    expected: alive,
    browsers: twoBrowsers,
    withoutLocks: true,
    happen: ({ sessionId, observer }) => observer.silence(sessionId, -60 * MINUTES_MS),
  },
  {
    title: 'a tab without Web Locks that crashed ten minutes ago',
    expected: unsure,
    browsers: chromiumOnly,
    withoutLocks: true,
    async happen({ sessionId, observer, tab }) {
      await observer.silence(sessionId, 10 * MINUTES_MS)
      await tab.crash()
    },
  },
  {
    title: 'a tab without Web Locks that gives a sign once a minute',
    expected: alive,
    browsers: twoBrowsers,
    withoutLocks: true,
    happen: ({ sessionId, observer }) => observer.silence(sessionId, MINUTES_MS),
  },
  {
    title: 'a tab without Web Locks that was silent for ten minutes',
    expected: unsure,
    browsers: twoBrowsers,
    withoutLocks: true,
    happen: ({ sessionId, observer }) => observer.silence(sessionId, 10 * MINUTES_MS),
  },
]
