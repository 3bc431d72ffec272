import type { BrowserContext } from 'playwright'
import { launchFirefox } from '../browsers/launchFirefox.ts'
import { makeProfile } from '../browsers/newProfile.ts'
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

interface Starter {
  start(): Promise<RunningBrowser>
  end(): Promise<void>
}

/** A browser in which one tab lives on, and another is asked what it makes of the others. */
export class WitnessBrowser {
  readonly #options: BrowserOptions
  readonly #starter: Starter
  #running: RunningBrowser
  #observer: WitnessTab

  private constructor(
    options: BrowserOptions,
    starter: Starter,
    { running, observer }: { readonly running: RunningBrowser; readonly observer: WitnessTab },
  ) {
    this.#options = options
    this.#starter = starter
    this.#running = running
    this.#observer = observer
  }

  static async launch(options: BrowserOptions): Promise<WitnessBrowser> {
    const starter = starters[options.name]()
    return new WitnessBrowser(options, starter, await open(options, starter))
  }

  get observer(): WitnessTab {
    return this.#observer
  }

  openTab(): Promise<WitnessTab> {
    return WitnessTab.open(this.#running.context, this.#options.url)
  }

  async kill(): Promise<void> {
    await this.#running.kill()
    const { running, observer } = await open(this.#options, this.#starter)
    this.#running = running
    this.#observer = observer
  }

  end(): Promise<void> {
    return this.#starter.end()
  }
}

async function open({ url, withoutLocks }: BrowserOptions, starter: Starter) {
  const running = await starter.start()
  const { context } = running
  if (withoutLocks) await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'locks'))
  const live = await WitnessTab.open(context, url)
  await live.write(LIVE_SESSION, `Nothing has happened to me since ${Date.now()}.`)
  return { running, observer: await WitnessTab.open(context, url) }
}

const starters: Readonly<Record<DrivenBrowser, () => Starter>> = {
  chromium: () => {
    const { launch, end } = makeProfile()
    return { start: launch, end }
  },
  firefox: () => {
    const { folder, end } = makeProfile()
    let context: BrowserContext | undefined
    return {
      start: async () => {
        context = await launchFirefox(folder)
        return { context, kill: () => Promise.reject(new Error('Its driver cannot kill this browser.')) }
      },
      end: async () => {
        await context?.close()
        await end()
      },
    }
  },
}
