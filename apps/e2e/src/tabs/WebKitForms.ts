import { By, type WebDriver, until } from 'selenium-webdriver'

/** Windows of WebKitGTK with the form in them. Its driver speaks to one at a time. */
export class WebKitForms {
  readonly #driver: WebDriver
  readonly #url: string

  constructor(driver: WebDriver, url: string) {
    this.#driver = driver
    this.#url = url
  }

  /** In a new window, unless it is the first. Resolves with its handle. */
  async open(which: 'first' | 'another'): Promise<string> {
    if (which === 'another') await this.#driver.switchTo().newWindow('tab')
    await this.#driver.manage().setTimeouts({ script: 30_000 })
    await this.#driver.get(this.#url)
    await this.#driver.wait(until.elementLocated(By.css('html[data-ready]')), 30_000)
    return this.#driver.getWindowHandle()
  }

  /** Runs `form.…` in a window; resolves with what it comes to, by way of JSON. */
  async call(handle: string, expression: string): Promise<unknown> {
    await this.#driver.switchTo().window(handle)
    const answer: unknown = await this.#driver.executeAsyncScript(
      `const done = arguments[0]
      Promise.resolve(form.${expression}).then((value) => done(JSON.stringify([value])), (error) => done(String(error)))`,
    )
    const [value]: unknown[] = JSON.parse(String(answer))
    return value
  }

  async close(handle: string): Promise<void> {
    await this.#driver.switchTo().window(handle)
    await this.#driver.close()
  }
}
