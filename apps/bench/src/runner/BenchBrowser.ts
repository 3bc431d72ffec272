import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright'
import { findBrowser, howToGet } from '../../../../scripts/browsers.mjs'
import { type BenchCall, BenchPage } from './BenchPage.ts'
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
  async call<TResult>(call: BenchCall): Promise<{ result: TResult; timings: Timing[] }> {
    const page = await this.open()
    let result: TResult | undefined
    const timings = await readTrace(page.session, async () => {
      result = await page.call<TResult>(call)
    })
    await page.close()
    if (timings.length === 0) throw new Error(`${call.name} left no marks in the trace.`)
    return { result: result as TResult, timings }
  }

  /** Calls one of the page's functions under Chromium's profiler, after another that is not seen. */
  async profile(call: BenchCall, before?: BenchCall): Promise<unknown> {
    const page = await this.open()
    if (before !== undefined) await page.call(before)
    const { session } = page
    await session.send('Profiler.enable')
    await session.send('Profiler.setSamplingInterval', { interval: 100 })
    await session.send('Profiler.start')
    await page.call(call)
    const { profile } = await session.send('Profiler.stop')
    await page.close()
    return profile
  }

  async close(): Promise<void> {
    await this.#context.close()
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 })
  }

  async open(): Promise<BenchPage> {
    const page = await this.#context.newPage()
    page.on('pageerror', (error) => console.error(error))
    await page.goto(this.#url)
    return new BenchPage(page, await this.#context.newCDPSession(page))
  }
}
