import type { BrowserContext } from 'playwright'
import { onTestFinished } from 'vitest'
import { launchFirefox } from '../browsers/launchFirefox.ts'
import { newProfile } from '../browsers/newProfile.ts'
import type { DrivenBrowser } from './lifeWays.ts'
import { WitnessTab } from './WitnessTab.ts'

interface BrowserOptions {
  readonly name: DrivenBrowser
  readonly url: string
  readonly withoutLocks: boolean
}

interface RunningBrowser {
  readonly context: BrowserContext
  kill(): Promise<void>
}

/** Written by a tab that lives as long as the browser. */
export const LIVE_SESSION = 'live'

/** A browser in which one tab lives on, and another is asked what it makes of the others. It ends with the test. */
export class WitnessBrowser {
  readonly #options: BrowserOptions
  readonly #start: () => Promise<RunningBrowser>
  #running: RunningBrowser
  #observer: WitnessTab

  private constructor(
    options: BrowserOptions,
    start: () => Promise<RunningBrowser>,
    { running, observer }: { readonly running: RunningBrowser; readonly observer: WitnessTab },
  ) {
    this.#options = options
    this.#start = start
    this.#running = running
    this.#observer = observer
  }

  static async launch(options: BrowserOptions): Promise<WitnessBrowser> {
    const start = starters[options.name]()
    return new WitnessBrowser(options, start, await open(options, start))
  }

  get observer(): WitnessTab {
    return this.#observer
  }

  openTab(): Promise<WitnessTab> {
    return WitnessTab.open(this.#running.context, this.#options.url)
  }

  async kill(): Promise<void> {
    await this.#running.kill()
    const { running, observer } = await open(this.#options, this.#start)
    this.#running = running
    this.#observer = observer
  }
}

async function open({ url, withoutLocks }: BrowserOptions, start: () => Promise<RunningBrowser>) {
  const running = await start()
  const { context } = running
  if (withoutLocks) await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'locks'))
  const live = await WitnessTab.open(context, url)
  await live.write(LIVE_SESSION, `Nothing has happened to me since ${Date.now()}.`)
  return { running, observer: await WitnessTab.open(context, url) }
}

const starters: Readonly<Record<DrivenBrowser, () => () => Promise<RunningBrowser>>> = {
  chromium: () => newProfile().launch,
  firefox: () => {
    const { folder } = newProfile()
    return async () => {
      const context = await launchFirefox(folder)
      // Before the folder goes: what is said last is done first.
      onTestFinished(() => context.close())
      return { context, kill: () => Promise.reject(new Error('Its driver cannot kill this browser.')) }
    }
  },
}
