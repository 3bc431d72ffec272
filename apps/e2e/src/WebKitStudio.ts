import { By, Key, until, type WebDriver, type WebElement } from 'selenium-webdriver'

const TIMEOUT_MS = 60_000

/** What `StudioPage` does in the other engines, as far as the WebKitGTK scenarios need it, by WebDriver: found by the same names. */
export class WebKitStudio {
  readonly #driver: WebDriver
  readonly #url: string

  constructor(driver: WebDriver, url: string) {
    this.#driver = driver
    this.#url = url
  }

  /** Loads the studio, and waits until it has read what is stored. */
  async open(): Promise<void> {
    await this.#driver.get(this.#url)
    await this.#find('[role="feed"][aria-label="Manuscript"], main[aria-labelledby="start-title"]')
  }

  async reload(): Promise<void> {
    await this.#driver.navigate().refresh()
    await this.#find('[role="feed"][aria-label="Manuscript"]')
  }

  async openPastedText(text: string): Promise<void> {
    await (await this.#button('Paste a text')).click()
    // A line break inside the text is dropped by WebKitWebDriver; its key is not.
    await (await this.#find('textarea[aria-label="Text to open"]')).sendKeys(text.replaceAll('\n', Key.ENTER))
    await (await this.#button('Use this text')).click()
    await this.#find('[aria-label="Chunk 1"]')
  }

  /** Writes at the end of a chunk, where its cursor starts. */
  async append(number: number, words: string): Promise<void> {
    await (await this.#edit(number)).sendKeys(words)
  }

  async textOf(number: number): Promise<string> {
    const field = await this.#edit(number)
    return (await field.getAttribute('value')) ?? ''
  }

  /** As in `StudioPage`: the tasks that tell the badge of an edit pass first, then it says that everything is stored. */
  async saved(): Promise<void> {
    await this.#driver.executeAsyncScript(
      'const done = arguments[0]; requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => setTimeout(done, 0)), 0))',
    )
    await this.#located(By.xpath(`//*[@data-status='saved'][.//button[starts-with(normalize-space(), 'Saved')]]`))
  }

  async #edit(number: number): Promise<WebElement> {
    const field = await this.#find('[aria-label="Go to chunk"]')
    await field.sendKeys(String(number), Key.ENTER)
    await this.#find(`[aria-label="Chunk ${number}"]:focus`)
    await this.#driver.actions().sendKeys(Key.ENTER).perform()
    return this.#find(`textarea[aria-label="Text of chunk ${number}"]`)
  }

  /** A button by its first words: a card of the start page has a note below them. */
  #button(words: string): Promise<WebElement> {
    return this.#located(By.xpath(`//button[normalize-space()='${words}' or .//span[normalize-space()='${words}']]`))
  }

  #find(css: string): Promise<WebElement> {
    return this.#located(By.css(css))
  }

  async #located(by: By): Promise<WebElement> {
    const element = await this.#driver.wait(until.elementLocated(by), TIMEOUT_MS)
    return this.#driver.wait(until.elementIsVisible(element), TIMEOUT_MS)
  }
}
