import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chromium, type Browser, type BrowserContext, type CDPSession } from 'playwright'
import { requireBrowser } from './requireBrowser.ts'
import { signalGroup, spawnUnderWatch } from './spawnUnderWatch.ts'

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  // Not a real microphone or loudspeaker: players advance all the same.
  '--autoplay-policy=no-user-gesture-required',
  '--window-size=1440,900',
  '--remote-debugging-port=0',
]

export interface LaunchOptions {
  readonly flags?: readonly string[]
  /** A tab behind another one is hidden, as on a screen. Else Playwright has every tab believe that it is in front. */
  readonly isHidingReal?: boolean
}

/** How long a busy machine may take to start a browser, and a page for what it is waited for. */
const LAUNCH_TIMEOUT_MS = 90_000
const PAGE_TIMEOUT_MS = 60_000

/**
 * A Chromium of our own in a process group of its own, so that it can be killed as a power button kills it: browser, renderers and all, with
 * nobody told. Playwright's own launch hides the process and always says goodbye first.
 */
export class ChromiumProcess {
  readonly context: BrowserContext
  readonly #process: ChildProcess
  readonly #browser: Browser

  private constructor(process: ChildProcess, browser: Browser) {
    const context = browser.contexts()[0]
    if (context === undefined) throw new Error('Chromium came up without a context.')
    this.#process = process
    this.#browser = browser
    this.context = context
    context.setDefaultTimeout(PAGE_TIMEOUT_MS)
  }

  /** Starts Chromium on a profile folder, which is made when it is not there. */
  static async launch(profile: string, options: LaunchOptions = {}): Promise<ChromiumProcess> {
    const args = [...flags, ...(options.flags ?? []), `--user-data-dir=${profile}`]
    const child = spawnUnderWatch(requireBrowser('chromium'), args, { signal: 'KILL' })
    const endpoint = await readEndpoint(child)
    const browser = await chromium.connectOverCDP(endpoint, {
      timeout: LAUNCH_TIMEOUT_MS,
      noDefaults: options.isHidingReal === true,
    })
    return new ChromiumProcess(child, browser)
  }

  /** Ends the whole process group at once. Resolves when the browser process is gone. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const exit = once(this.#process, 'exit')
    signalGroup(this.#process, 'SIGKILL')
    await exit
    await this.#browser.close()
  }

  /** Everything stands still, as in a computer that sleeps: clocks go on, and nothing else does. */
  async sleep(ms: number): Promise<void> {
    signalGroup(this.#process, 'SIGSTOP')
    await new Promise((resolve) => setTimeout(resolve, ms))
    signalGroup(this.#process, 'SIGCONT')
  }

  /** Quits as its own menu and Ctrl+C do: every page is told before it goes (DURABILITY.md, E1-0). */
  async quit(): Promise<void> {
    await this.#end(async (session) => {
      const { processInfo } = await session.send('SystemInfo.getProcessInfo')
      const leader = processInfo.find(({ type }) => type === 'browser')
      if (leader === undefined) throw new Error('Chromium does not say which process is the browser.')
      process.kill(leader.id, 'SIGINT')
    })
  }

  /** Ends in order, and tells no page: what DevTools' `Browser.close`, a log-out or a shutdown does. */
  async shutDown(): Promise<void> {
    await this.#end((session) => session.send('Browser.close').catch(() => undefined))
  }

  async #end(askToEnd: (session: CDPSession) => Promise<unknown>): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const exit = once(this.#process, 'exit')
    await askToEnd(await this.#browser.newBrowserCDPSession())
    await exit
    await this.#browser.close()
  }
}

/** Chromium says on stderr where it listens for DevTools. */
function readEndpoint(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const fail = (reason: string) => {
      signalGroup(child, 'SIGKILL')
      reject(new Error(`Chromium did not start: ${reason}\n${said}`))
    }
    const timer = setTimeout(() => fail(`silent for ${LAUNCH_TIMEOUT_MS} ms`), LAUNCH_TIMEOUT_MS)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`Chromium ended with ${code} before it could be used.\n${said}`))
    })
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const endpoint = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (endpoint === undefined) return
      clearTimeout(timer)
      child.stderr?.removeAllListeners('data').resume()
      resolve(endpoint)
    })
  })
}
