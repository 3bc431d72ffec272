import type { BrowserContext } from 'playwright'
import { countLastWords } from '../measure/countLastWords.ts'
import { readLastReason } from '../measure/readLastReason.ts'
import { StudioPage } from '../studioPage.ts'
import type { LeavableStudio } from './LeavableStudio.ts'
import type { LeavingWay } from './LeavingWay.ts'

/** A browser with one profile that can be started again after it was quit. */
export interface RunningBrowser {
  readonly context: BrowserContext
  quit(): Promise<void>
}

/** Chunk that is written in: far down in the novel, so that nothing is at an edge. */
const CHUNK = 1_500

export class PlaywrightLeavable implements LeavableStudio {
  readonly #start: () => Promise<RunningBrowser>
  #browser: RunningBrowser
  #studio: StudioPage

  private constructor(start: () => Promise<RunningBrowser>, browser: RunningBrowser, studio: StudioPage) {
    this.#start = start
    this.#browser = browser
    this.#studio = studio
  }

  /** Starts the browser, and opens the novel, which is stored before this resolves. */
  static async open(start: () => Promise<RunningBrowser>): Promise<PlaywrightLeavable> {
    const browser = await start()
    const studio = await StudioPage.open(browser.context)
    await studio.openNovel()
    await studio.saved()
    return new PlaywrightLeavable(start, browser, studio)
  }

  type(words: string): Promise<void> {
    return this.#studio.append(CHUNK, words)
  }

  async leave(way: LeavingWay): Promise<void> {
    const { page } = this.#studio
    if (way === 'close') await this.#studio.close()
    if (way === 'close-unasked') await page.close()
    if (way === 'cross-site') await this.#studio.goElsewhere('other site')
    if (way === 'same-site') await this.#studio.goElsewhere('same site')
    if (way === 'reload') await this.#studio.reload()
    if (way === 'quit') await this.#browser.quit()
    if (way === 'quit') this.#browser = await this.#start()
  }

  async reopen(): Promise<string> {
    const isGone = this.#studio.page.isClosed() || this.#studio.page.context() !== this.#browser.context
    if (isGone) this.#studio = await StudioPage.open(this.#browser.context)
    else if (!this.#studio.isHere) await this.#studio.goto()
    return this.#studio.textOf(CHUNK)
  }

  lastReason(): Promise<string> {
    return readLastReason(this.#studio.page)
  }

  lastWordCount(): Promise<number> {
    return this.#studio.page.evaluate(countLastWords)
  }
}
