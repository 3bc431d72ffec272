import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type Page, chromium } from 'playwright'
import { findBrowser, howToGet } from '../../../../scripts/browsers.mjs'
import type { Bench } from '../page/main.ts'
import { type Timing, readTrace } from './readTrace.ts'

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A function of the page, and what it is given. */
export interface BenchCall {
  readonly name: keyof Bench
  readonly parameters: readonly unknown[]
}

/** A Chromium of its own with an empty profile on disk: an incognito window's IndexedDB would be in memory. */
export class BenchBrowser {
  readonly version: string
  readonly #context: BrowserContext
  readonly #profile: string
  readonly #url: string

  private constructor(context: BrowserContext, { profile, url }: { profile: string; url: string }) {
    this.#context = context
    this.#profile = profile
    this.#url = url
    this.version = context.browser()?.version() ?? 'unknown'
  }

  static async launch(url: string): Promise<BenchBrowser> {
    const executablePath = findBrowser('chromium')
    if (executablePath === undefined) throw new Error(howToGet('chromium'))
    const profile = await mkdtemp(join(tmpdir(), 'autosave-bench-'))
    const context = await chromium.launchPersistentContext(profile, { executablePath, args, headless: true })
    return new BenchBrowser(context, { profile, url })
  }

  /** Calls one of the page's functions in a fresh page. */
  async call<TResult>({ name, parameters }: BenchCall): Promise<{ result: TResult; timings: Timing[] }> {
    const page = await this.#openPage()
    const session = await this.#context.newCDPSession(page)
    let result: TResult | undefined
    const timings = await readTrace(session, async () => {
      result = await callIn<TResult>(page, name, parameters)
    })
    await page.close()
    if (timings.length === 0) throw new Error(`${name} left no marks in the trace.`)
    return { result: result as TResult, timings }
  }

  /** Calls one of the page's functions under Chromium's profiler, after another that is not seen. */
  async profile({ name, parameters }: BenchCall, before?: BenchCall): Promise<unknown> {
    const page = await this.#openPage()
    if (before !== undefined) await callIn(page, before.name, before.parameters)
    const session = await this.#context.newCDPSession(page)
    await session.send('Profiler.enable')
    await session.send('Profiler.setSamplingInterval', { interval: 100 })
    await session.send('Profiler.start')
    await callIn(page, name, parameters)
    const { profile } = await session.send('Profiler.stop')
    await page.close()
    return profile
  }

  async close(): Promise<void> {
    await this.#context.close()
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 })
  }

  async #openPage(): Promise<Page> {
    const page = await this.#context.newPage()
    page.on('pageerror', (error) => console.error(error))
    await page.goto(this.#url)
    return page
  }
}

function callIn<TResult>(page: Page, name: string, parameters: readonly unknown[]): Promise<TResult> {
  return page.evaluate(
    async ([called, given]) => {
      const bench: unknown = Reflect.get(globalThis, 'bench')
      const run: unknown = Reflect.get(Object(bench), called)
      if (typeof run !== 'function') throw new Error(`The page has no ${called}.`)
      return (await run(...given)) as TResult
    },
    [name, parameters] as const,
  )
}
