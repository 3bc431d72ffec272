import type { BrowserContext, Page } from 'playwright'
import { DrivenTab } from '../browsers/DrivenTab.ts'
import type { Testimony } from './page/witness.ts'

/** A tab with the witness page in it. */
export class WitnessTab extends DrivenTab {
  readonly #url: string

  constructor(page: Page, url: string) {
    super(page, { url, name: 'witness' })
    this.#url = url
  }

  static async open(context: BrowserContext, url: string): Promise<WitnessTab> {
    const tab = new WitnessTab(await context.newPage(), url)
    await tab.goto()
    return tab
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

  letGo(sessionId: string): Promise<void> {
    return this.page.evaluate((id) => globalThis.witness.letGo(id), sessionId)
  }

  testify(sessionId: string): Promise<Testimony> {
    return this.page.evaluate((id) => globalThis.witness.testify(id), sessionId)
  }

  silence(sessionId: string, ms: number): Promise<void> {
    return this.page.evaluate(({ sessionId, ms }) => globalThis.witness.silence(sessionId, ms), { sessionId, ms })
  }

  silenceOf(sessionId: string): Promise<number> {
    return this.page.evaluate((id) => globalThis.witness.silenceOf(id), sessionId)
  }

  async duplicate(): Promise<WitnessTab> {
    const tab = new WitnessTab(await this.duplicatePage(), this.#url)
    await tab.ready()
    return tab
  }
}
