import type { BrowserContext } from 'playwright'
import { launchFirefox } from '../browsers/launchFirefox.ts'
import { makeProfile } from '../browsers/newProfile.ts'
import { type ServedPage, servePage } from '../setup/servePage.ts'
import type { DrivenBrowser } from './lifeWays.ts'
import { WitnessTab } from './WitnessTab.ts'

interface BrowserOptions {
  readonly name: DrivenBrowser
  readonly withoutLocks: boolean
}

interface RunningBrowser {
  readonly context: BrowserContext
  kill(): Promise<void>
  sleep(ms: number): Promise<void>
}

interface Parts {
  readonly served: ServedPage
  readonly start: () => Promise<RunningBrowser>
  readonly end: () => Promise<void>
}

/** Written by a tab that lives as long as the browser. */
export const LIVE_SESSION = 'live'

/** A browser in which one tab lives on, and another is asked what it makes of the others. */
export class WitnessBrowser {
  readonly #options: BrowserOptions
  readonly #parts: Parts
  #running: { readonly browser: RunningBrowser; readonly observer: WitnessTab }
  #sessionCount = 0

  private constructor(
    options: BrowserOptions,
    parts: Parts,
    running: { readonly browser: RunningBrowser; readonly observer: WitnessTab },
  ) {
    this.#options = options
    this.#parts = parts
    this.#running = running
  }

  static async launch(options: BrowserOptions): Promise<WitnessBrowser> {
    const served = await servePage('witness')
    const { start, end } = starters[options.name]()
    const parts = { served, start, end }
    return new WitnessBrowser(options, parts, await open(options, parts))
  }

  get observer(): WitnessTab {
    return this.#running.observer
  }

  /** That nobody has used yet. */
  newSession(): string {
    this.#sessionCount += 1
    return `session-${this.#sessionCount}`
  }

  openTab(): Promise<WitnessTab> {
    return WitnessTab.open(this.#running.browser.context, this.#parts.served.url)
  }

  /** The whole browser, as a computer that sleeps. */
  sleep(ms: number): Promise<void> {
    return this.#running.browser.sleep(ms)
  }

  async kill(): Promise<void> {
    await this.#running.browser.kill()
    this.#running = await open(this.#options, this.#parts)
  }

  async end(): Promise<void> {
    await this.#parts.end()
    this.#parts.served.close()
  }
}

async function open({ withoutLocks }: BrowserOptions, { served: { url }, start }: Parts) {
  const browser = await start()
  const { context } = browser
  if (withoutLocks) await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'locks'))
  const live = await WitnessTab.open(context, url)
  await live.write(LIVE_SESSION, `Nothing has happened to me since ${Date.now()}.`)
  return { browser, observer: await WitnessTab.open(context, url) }
}

const starters: Readonly<Record<DrivenBrowser, () => Pick<Parts, 'start' | 'end'>>> = {
  chromium: () => {
    const { launch, end } = makeProfile()
    return { start: launch, end }
  },
  firefox: () => {
    const { folder, end } = makeProfile()
    const contexts: BrowserContext[] = []
    const refuse = (): Promise<never> => Promise.reject(new Error('Its driver does not say which process it is.'))
    return {
      async start() {
        const context = await launchFirefox(folder)
        contexts.push(context)
        return { context, kill: refuse, sleep: refuse }
      },
      async end() {
        for (const context of contexts) await context.close()
        await end()
      },
    }
  },
}
