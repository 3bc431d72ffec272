import type { BrowserContext, Locator, Page } from 'playwright'
import { inject } from 'vitest'

/** The studio as a person uses it: everything is found by its role and its name. The one place that knows them. */
export class StudioPage {
  readonly page: Page
  readonly #url: string

  constructor(page: Page, url: string) {
    this.page = page
    this.#url = url
  }

  /** Opens the studio in a new tab, and waits until it has read what is stored. */
  static async open(context: BrowserContext, url = inject('studioUrl')): Promise<StudioPage> {
    const studio = new StudioPage(await context.newPage(), url)
    await studio.goto()
    return studio
  }

  async goto(): Promise<void> {
    await this.page.goto(this.#url)
    await this.#ready()
  }

  /** The studio has read what is stored: it shows a manuscript, or the ways to start one. */
  async #ready(): Promise<void> {
    await this.manuscript.or(this.startPage).first().waitFor({ timeout: 60_000 })
  }

  async reload(): Promise<void> {
    await this.page.reload()
    await this.#ready()
  }

  get manuscript(): Locator {
    return this.page.getByRole('feed', { name: 'Manuscript' })
  }

  /** The empty studio. */
  get startPage(): Locator {
    return this.page.getByRole('main', { name: 'What shall be read aloud?' })
  }

  get recoveryBanner(): Locator {
    return this.page.getByRole('region', { name: 'Your work was recovered' })
  }

  /** What the studio says went wrong. */
  get problem(): Locator {
    return this.page.getByRole('alert').filter({ hasText: /\S/ })
  }

  /** The badge, or the Save now button, with these words on it. */
  button(words: string): Locator {
    return this.page.getByRole('button', { name: words, exact: true })
  }

  chunk(number: number): Locator {
    return this.page.getByRole('article', { name: `Chunk ${number}`, exact: true })
  }

  async openNovel(): Promise<void> {
    await this.page.getByRole('button', { name: /Moby-Dick/ }).click()
    await this.chunk(1).waitFor({ timeout: 60_000 })
  }

  async openPastedText(text: string): Promise<void> {
    await this.page.getByRole('button', { name: /Paste a text/ }).click()
    await this.page.getByRole('textbox', { name: 'Text to open' }).fill(text)
    await this.button('Use this text').click()
  }

  /** Opens the dialog that offers to open another text. */
  async chooseOtherText(): Promise<void> {
    await this.button('Open a text').click()
  }

  /**
   * Chooses a file in the studio's file dialog (Chromium only). The browser itself opens it, so it may be of any size, and a folder too, as
   * when one is dropped; Playwright's own way streams files, and refuses folders.
   */
  async openFile(path: string): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page)
    const expression = `document.querySelector('input[aria-label="Text file"]')`
    const { result } = await session.send('Runtime.evaluate', { expression })
    if (result.objectId === undefined) throw new Error('The studio offers no way to open a file here.')
    await session.send('DOM.setFileInputFiles', { files: [path], objectId: result.objectId })
    await session.detach()
  }

  /**
   * Waits until the badge says that everything is stored. The engine tells the badge of an edit in a task of its own, so those tasks are let
   * pass first: what the badge says then is about that edit, not about the one before.
   */
  async saved(): Promise<void> {
    await this.page.evaluate(letTasksPass)
    const words = this.page.getByRole('button', { name: /^Saved( |$)/ })
    await this.page.locator('[data-status="saved"]').filter({ has: words }).waitFor({ timeout: 60_000 })
  }

  /** Whether the tab shows the studio, and not another page it was sent to. */
  get isHere(): boolean {
    return this.page.url() === this.#url
  }

  /** Goes back to the studio. Whether it was the same page, kept by the browser, is told by something left in its memory. */
  async comeBack(): Promise<'from the cache' | 'loaded anew'> {
    await this.page.goBack({ waitUntil: 'commit' })
    await this.#ready()
    const isSame = await this.page.evaluate(() => Reflect.has(globalThis, 'hasGoneElsewhere'))
    return isSame ? 'from the cache' : 'loaded anew'
  }

  /** Goes to an empty page, of the studio's own address or of another one. */
  async goElsewhere(where: 'same site' | 'other site'): Promise<void> {
    const address = `${this.#url}elsewhere`
    await this.page.evaluate(() => Reflect.set(globalThis, 'hasGoneElsewhere', true))
    await this.page.goto(where === 'same site' ? address : address.replace('127.0.0.1', 'localhost'))
  }

  /** Waits until the badge says that the work is not stored, or only in this tab. */
  async notSaved(): Promise<void> {
    await this.page.locator('[data-status="error"], [data-durability="memory"]').first().waitFor({ timeout: 60_000 })
  }

  /** Closes the tab as its cross does, and stays if the browser asks. */
  async tryToClose(): Promise<'closed' | 'asked to stay'> {
    const closed = this.page.waitForEvent('close').then(() => 'closed' as const)
    const asked = this.page.waitForEvent('dialog').then(async (dialog) => {
      await dialog.dismiss()
      return 'asked to stay' as const
    })
    await this.page.close({ runBeforeUnload: true })
    return Promise.race([closed, asked])
  }

  /** Closes the tab as its cross does: the page is told before it goes. */
  async close(): Promise<void> {
    await Promise.all([this.page.waitForEvent('close'), this.page.close({ runBeforeUnload: true })])
  }

  /** Makes speech for a chunk, and waits until it is there (it starts to play, too). */
  async speak(number: number): Promise<void> {
    const chunk = await this.goTo(number)
    await chunk.getByRole('button', { name: `Generate speech for chunk ${number}` }).click()
    await chunk.getByRole('button', { name: new RegExp(`^(Play|Pause) chunk ${number}$`) }).waitFor({ timeout: 90_000 })
  }

  /** Plays a chunk until its sound is heard to advance. */
  async play(number: number): Promise<{ durationMs: number; positionMs: number }> {
    const chunk = await this.goTo(number)
    await chunk.getByRole('button', { name: `Play chunk ${number}` }).click()
    const position = this.page.getByRole('slider', { name: 'Position' })
    await position.waitFor()
    const heard = await this.page.waitForFunction(
      (input) => {
        if (!(input instanceof HTMLInputElement)) throw new Error('The position is not a slider.')
        // Looked at in the page itself: a short sound is over before anybody else asks.
        return input.valueAsNumber > 0 && { durationMs: Number(input.max), positionMs: input.valueAsNumber }
      },
      await position.elementHandle(),
    )
    const sound = await heard.jsonValue()
    if (sound === false) throw new Error('Nothing was heard.')
    return sound
  }

  async goTo(number: number): Promise<Locator> {
    const field = this.page.getByRole('combobox', { name: 'Go to chunk' })
    await field.fill(String(number))
    await field.press('Enter')
    const chunk = this.chunk(number)
    await chunk.waitFor()
    return chunk
  }

  /** Opens a chunk for writing, with the cursor at its end. */
  async edit(number: number): Promise<Locator> {
    const chunk = await this.goTo(number)
    await chunk.press('Enter')
    const field = chunk.getByRole('textbox', { name: `Text of chunk ${number}` })
    await field.press('ControlOrMeta+End')
    return field
  }

  /** Writes at the end of a chunk, key by key, and stays in it. */
  async append(number: number, words: string): Promise<void> {
    await (await this.edit(number)).pressSequentially(words)
  }

  async textOf(number: number): Promise<string> {
    return (await this.edit(number)).inputValue()
  }
}

/** Runs in the page: two frames, and the timers due by then. */
async function letTasksPass(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
  }
}
