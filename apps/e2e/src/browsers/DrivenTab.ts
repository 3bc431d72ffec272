import type { CDPSession, Page } from 'playwright'

/** A tab with one of our pages in it, and what may happen to a tab. */
export class DrivenTab {
  readonly page: Page
  readonly #url: string
  /** The global by which the page is called once it runs. */
  readonly #name: string

  protected constructor(page: Page, { url, name }: { readonly url: string; readonly name: string }) {
    this.page = page
    this.#url = url
    this.#name = name
  }

  async goto(): Promise<void> {
    await this.page.goto(this.#url)
    await this.ready()
  }

  async ready(): Promise<void> {
    await this.page.waitForFunction((name) => name in globalThis, this.#name)
  }

  /** As the cross of a tab does: the page is told. */
  async close(): Promise<void> {
    await Promise.all([this.page.waitForEvent('close'), this.page.close({ runBeforeUnload: true })])
  }

  async reload(): Promise<void> {
    await this.page.reload()
    await this.ready()
  }

  async goElsewhere(where: 'same site' | 'other site'): Promise<void> {
    const address = `${this.#url}elsewhere`
    await this.page.goto(where === 'same site' ? address : address.replace('127.0.0.1', 'localhost'))
  }

  async comeBack(): Promise<void> {
    await this.page.goBack({ waitUntil: 'commit' })
    await this.ready()
  }

  /** The page of a tab made of this one, as "Duplicate" makes it: the same address, with a copy of its `sessionStorage`. */
  protected async duplicatePage(): Promise<Page> {
    const opened = this.page.waitForEvent('popup')
    await this.page.evaluate(() => void open(location.href))
    return opened
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
