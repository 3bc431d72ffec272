import type { CDPSession, Page } from 'playwright'

/**
 * Has a tab leave its page and come back to it, until it is the very same page. On a busy machine Chromium throws one out now and then for a reason
 * it does not tell (`masked`; perhaps a last transaction that another tab waits for): then once more.
 *
 * @throws When five were loaded anew.
 */
export async function comeBackKept<TTab extends DrivenTab>(leave: () => Promise<TTab>): Promise<TTab> {
  const outcomes: string[] = []
  while (outcomes.length < 5) {
    const tab = await leave()
    const outcome = await tab.comeBack()
    if (outcome === 'kept') return tab
    outcomes.push(outcome)
  }
  throw new Error(outcomes.join('\n'))
}

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
    await this.page.evaluate(awaitReturn)
    const address = `${this.#url}elsewhere`
    await this.page.goto(where === 'same site' ? address : address.replace('127.0.0.1', 'localhost'))
  }

  /** Resolves with `kept` when it is the very document that was left, out of the back/forward cache; else with why it was loaded anew. */
  async comeBack(): Promise<string> {
    await this.page.goBack({ waitUntil: 'commit' })
    await this.ready()
    return this.page.evaluate(isReturned)
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

/** Runs in the page that is about to be left. */
function awaitReturn(): void {
  const returned = new Promise((resolve) => addEventListener('pageshow', resolve, { once: true }))
  Object.assign(globalThis, { returned })
}

/** Runs in the page that is there again. It may be asked before it was told that it is back. */
async function isReturned(): Promise<string> {
  const returned: Promise<unknown> | undefined = Reflect.get(globalThis, 'returned')
  const [entry] = performance.getEntriesByType('navigation')
  if (returned === undefined) return `loaded anew: ${JSON.stringify(entry)}`
  await returned
  return 'kept'
}
