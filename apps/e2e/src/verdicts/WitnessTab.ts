import type { BrowserContext, CDPSession, Page } from 'playwright'
import type { Testimony } from './page/witness.ts'

/** A tab with the witness page in it. */
export class WitnessTab {
  readonly page: Page
  readonly #url: string

  constructor(page: Page, url: string) {
    this.page = page
    this.#url = url
  }

  static async open(context: BrowserContext, url: string): Promise<WitnessTab> {
    const tab = new WitnessTab(await context.newPage(), url)
    await tab.page.goto(url)
    await tab.ready()
    return tab
  }

  async ready(): Promise<void> {
    await this.page.waitForFunction(() => 'witness' in globalThis)
  }

  write(sessionId: string, text: string): Promise<void> {
    return this.page.evaluate(({ sessionId, text }) => globalThis.witness.write(sessionId, text), { sessionId, text })
  }

  read(sessionId: string): Promise<string> {
    return this.page.evaluate((id) => globalThis.witness.read(id), sessionId)
  }

  /** Waits until the tab has heard of what another one wrote: else the two would contradict each other. */
  async shows(sessionId: string, text: string): Promise<void> {
    const hasIt = async (wanted: { readonly id: string; readonly text: string }): Promise<boolean> =>
      (await globalThis.witness.read(wanted.id)) === wanted.text
    await this.page.waitForFunction(hasIt, { id: sessionId, text })
  }

  testify(sessionId: string): Promise<Testimony> {
    return this.page.evaluate((id) => globalThis.witness.testify(id), sessionId)
  }

  silence(sessionId: string, ms: number): Promise<void> {
    return this.page.evaluate(({ sessionId, ms }) => globalThis.witness.silence(sessionId, ms), { sessionId, ms })
  }

  /** As the cross of a tab does: the page is told. */
  async close(): Promise<void> {
    await Promise.all([this.page.waitForEvent('close'), this.page.close({ runBeforeUnload: true })])
  }

  async goElsewhere(where: 'same site' | 'other site'): Promise<void> {
    const address = `${this.#url}elsewhere`
    await this.page.goto(where === 'same site' ? address : address.replace('127.0.0.1', 'localhost'))
  }

  async comeBack(): Promise<void> {
    await this.page.goBack({ waitUntil: 'commit' })
    await this.ready()
  }

  /** A tab made of this one, as "Duplicate" makes it: the same address, with a copy of its `sessionStorage`. */
  async duplicate(): Promise<WitnessTab> {
    const opened = this.page.waitForEvent('popup')
    await this.page.evaluate(() => void open(location.href))
    const tab = new WitnessTab(await opened, this.#url)
    await tab.ready()
    return tab
  }

  /** Its renderer process dies, as when it runs out of memory (Chromium). */
  async crash(): Promise<void> {
    const crashed = this.page.waitForEvent('crash')
    // Whoever crashes does not answer.
    void this.#devTools((session) => session.send('Page.crash')).catch(() => undefined)
    await crashed
  }

  /** The browser freezes it, as it does with what was in the background for minutes, or lets it run again (Chromium). */
  setLifecycle(state: 'frozen' | 'active'): Promise<unknown> {
    return this.#devTools((session) => session.send('Page.setWebLifecycleState', { state }))
  }

  async #devTools(ask: (session: CDPSession) => Promise<unknown>): Promise<void> {
    await ask(await this.page.context().newCDPSession(this.page))
  }
}
