import type { WebDriver } from 'selenium-webdriver'
import { countLastWords } from '../measure/countLastWords.ts'
import { lastReasonHere } from '../measure/readLastReason.ts'
import { WebKitStudio } from '../WebKitStudio.ts'
import type { LeavableStudio } from './LeavableStudio.ts'
import type { LeavingWay } from './LeavingWay.ts'

/** WebKitGTK by WebDriver. Its profile ends with the session, so it cannot be quit and started again. */
export class WebKitLeavable implements LeavableStudio {
  readonly #driver: WebDriver
  readonly #studio: WebKitStudio
  readonly #url: string
  #isGone = false
  #emptyWindow: string | undefined

  private constructor(driver: WebDriver, url: string) {
    this.#driver = driver
    this.#studio = new WebKitStudio(driver, url)
    this.#url = url
  }

  /** Opens a short text, which is stored before this resolves. */
  static async open(driver: WebDriver, url: string): Promise<WebKitLeavable> {
    const leavable = new WebKitLeavable(driver, url)
    await leavable.#openWindow()
    await leavable.#studio.open()
    await leavable.#studio.openPastedText('A whale is a fish.')
    await leavable.#studio.saved()
    return leavable
  }

  type(words: string): Promise<void> {
    return this.#studio.append(1, words)
  }

  async leave(way: LeavingWay): Promise<void> {
    this.#isGone = way !== 'reload'
    if (way === 'reload') return this.#studio.reload()
    if (way === 'close') return this.#closeWindow()
    const address = `${this.#url}elsewhere`
    await this.#driver.get(way === 'same-site' ? address : address.replace('127.0.0.1', 'localhost'))
  }

  async reopen(): Promise<string> {
    const handle = await this.#driver.getWindowHandle()
    if (handle === this.#emptyWindow) await this.#openWindow()
    if (this.#isGone) await this.#studio.open()
    this.#isGone = false
    return this.#studio.textOf(1)
  }

  lastReason(): Promise<string> {
    return this.#driver.executeScript(`return (${lastReasonHere.toString()})()`)
  }

  lastWordCount(): Promise<number> {
    return this.#driver.executeScript(`return (${countLastWords.toString()})()`)
  }

  /**
   * The window the browser came with stays empty and open, or closing the studio's would end the browser. The studio's is the newer one and has
   * the focus: a page that loses it saves, and closing would have nothing left to lose.
   */
  async #openWindow(): Promise<void> {
    this.#emptyWindow ??= await this.#driver.getWindowHandle()
    await this.#driver.switchTo().newWindow('window')
  }

  async #closeWindow(): Promise<void> {
    if (this.#emptyWindow === undefined) throw new Error('The studio has no window of its own.')
    await this.#driver.close()
    await this.#driver.switchTo().window(this.#emptyWindow)
  }
}
