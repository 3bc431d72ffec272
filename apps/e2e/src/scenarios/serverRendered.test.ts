import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { requireBrowser } from '../browsers/requireBrowser.ts'
import { startServerRendered } from '../setup/startServerRendered.ts'

let browser: Browser

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: requireBrowser('chromium'), args: ['--no-sandbox'] })
})

afterAll(() => browser.close())

/** A page of a fresh profile; a warning or an error in its console fails the test. */
async function newPage(
  options: { readonly javaScriptEnabled?: boolean; readonly locale?: string } = {},
): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-GB', ...options })
  const complaints: string[] = []
  context.on('weberror', (event) => complaints.push(String(event.error())))
  context.on('console', (message) => ['warning', 'error'].includes(message.type()) && complaints.push(message.text()))
  onTestFinished(async () => {
    await context.close()
    expect(complaints).toEqual([])
  })
  context.setDefaultTimeout(60_000)
  await context.addInitScript(noteWords)
  return context.newPage()
}

/** Runs in each page, before anything of it: notes what its badge shows and what a screen reader is given to say, from the first frame on. */
function noteWords(): void {
  const [shown, spoken]: string[][] = [[], []]
  Object.assign(globalThis, { shown, spoken })
  const note = (words: string[] | undefined, selector: string): void => {
    const text = document.querySelector(selector)?.textContent
    if (text && words?.at(-1) !== text) words?.push(text)
  }
  const look = (): void => {
    note(shown, '.autosave-badge-face')
    note(spoken, '[role=status]')
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })
}

/** "Saved now" goes again after some seconds: it counts that it was said. */
async function saveNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save now' }).click()
  await page.waitForFunction(() => (Reflect.get(globalThis, 'spoken') as string[]).includes('Saved now'))
}

describe.each(['development', 'production'] as const)('a page rendered on a server (%s)', (build) => {
  let url: string
  let server: Awaited<ReturnType<typeof startServerRendered>> | undefined

  beforeAll(async () => {
    server = await startServerRendered(build)
    url = server.url
  })

  afterAll(() => server?.stop())

  test('is whole without any script, and says nothing that only the browser can know', async () => {
    const page = await newPage({ javaScriptEnabled: false })
    await page.goto(url)
    expect(await page.getByLabel('Title').inputValue()).toBe('')
    expect(await page.locator('.autosave-badge-face').textContent()).toBe('Auto-save on')
    expect(await page.getByRole('button', { name: 'Save now' }).isVisible()).toBe(true)
  })

  test('hydrates without a complaint, keeps what is typed, and shows it after a reload without a flash of “Saved”', async () => {
    const page = await newPage()
    await page.goto(url)
    await page.getByLabel('Title').fill('Loomings')
    await page.getByLabel('Message').fill('Call me Ishmael.')
    await saveNow(page)

    await page.goto(url)
    await page.waitForFunction(() => document.querySelector('input')?.value === 'Loomings')
    expect(await page.getByLabel('Message').inputValue()).toBe('Call me Ishmael.')
    await page
      .getByText(/^Saved (just now|\d+ min ago)$/)
      .first()
      .waitFor()
    const shown = await page.evaluate(() => Reflect.get(globalThis, 'shown') as string[])
    expect(shown).toEqual(['Auto-save on', expect.stringMatching(/^Saved (just now|\d+ min ago)$/)])
  })

  test('keeps what was typed into it before its script had come', async () => {
    const page = await newPage()
    await page.goto(url)
    await page.getByLabel('Mail').fill('ishmael@pequod.example')
    await page.getByLabel('Message').fill('An older message')
    await saveNow(page)

    let letScriptsCome = (): void => undefined
    const wait = new Promise<void>((resolve) => (letScriptsCome = resolve))
    await page.route(/\.(js|tsx)(\?|$)/, async (route) => {
      await wait
      await route.continue()
    })
    await page.goto(url, { waitUntil: 'commit' })
    await page.getByLabel('Message').fill('Typed early')
    letScriptsCome()
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[name=mail]')?.value.includes('pequod'))
    expect(await page.getByLabel('Message').inputValue()).toBe('Typed early')
  })

  test('hydrates without a complaint in another language than the server’s', async () => {
    const page = await newPage({ locale: 'ja-JP' })
    await page.goto(`${url}de`)
    await page.getByLabel('Title').fill('Loomings')
    await saveNow(page)
    expect(await page.locator('.autosave-badge > .autosave-reserve').getAttribute('data-words')).toContain('vor 59')
  })
})
