import type { WebDriver } from 'selenium-webdriver'
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

  private constructor(driver: WebDriver, url: string) {
    this.#driver = driver
    this.#studio = new WebKitStudio(driver, url)
    this.#url = url
  }

  /** Opens a short text, which is stored before this resolves. */
  static async open(driver: WebDriver, url: string): Promise<WebKitLeavable> {
    const leavable = new WebKitLeavable(driver, url)
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
    if (this.#isGone) await this.#studio.open()
    this.#isGone = false
    return this.#studio.textOf(1)
  }

  lastReason(): Promise<string> {
    return this.#driver.executeScript(`return (${lastReasonHere.toString()})()`)
  }

  /** Another window has to be there before, or the browser would end. */
  async #closeWindow(): Promise<void> {
    const studioWindow = await this.#driver.getWindowHandle()
    await this.#driver.switchTo().newWindow('window')
    const emptyWindow = await this.#driver.getWindowHandle()
    await this.#driver.switchTo().window(studioWindow)
    await this.#driver.close()
    await this.#driver.switchTo().window(emptyWindow)
  }
}
