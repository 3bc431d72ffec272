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
  return context.newPage()
}

/** Opens the page; answers with everything its badge has said, from the first frame on. */
async function openWatched(page: Page, url: string): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const said: string[] = []
    Object.assign(globalThis, { said })
    const look = (): void => {
      const words = document.querySelector('.autosave-badge-face')?.textContent
      if (words && said.at(-1) !== words) said.push(words)
    }
    new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true })
  })
  await page.goto(url)
  return () => page.evaluate(() => Reflect.get(globalThis, 'said') as string[])
}

describe.each(['development', 'production'] as const)('a page rendered on a server (%s)', (build) => {
  test('is whole without any script, and says nothing that only the browser can know', async () => {
    const page = await newPage({ javaScriptEnabled: false })
    await page.goto(await startServerRendered(build))
    expect(await page.getByLabel('Title').inputValue()).toBe('')
    expect(await page.locator('.autosave-badge-face').textContent()).toBe('Auto-save on')
    expect(await page.getByRole('button', { name: 'Save now' }).isVisible()).toBe(true)
  })

  test('hydrates without a complaint, keeps what is typed, and shows it after a reload without a flash of “Saved”', async () => {
    const url = await startServerRendered(build)
    const page = await newPage()
    await openWatched(page, url)
    await page.getByLabel('Title').fill('Loomings')
    await page.getByLabel('Message').fill('Call me Ishmael.')
    await page.getByRole('button', { name: 'Save now' }).click()
    await page.getByText('Saved now').first().waitFor()

    const said = await openWatched(page, url)
    await page.waitForFunction(() => document.querySelector('input')?.value === 'Loomings')
    expect(await page.getByLabel('Message').inputValue()).toBe('Call me Ishmael.')
    await page.getByText('Saved just now').first().waitFor()
    expect(await said()).toEqual(['Auto-save on', 'Saved just now'])
  })

  test('keeps what was typed into it before its script had come', async () => {
    const url = await startServerRendered(build)
    const page = await newPage()
    await page.goto(url)
    await page.getByLabel('Mail').fill('ishmael@pequod.example')
    await page.getByLabel('Message').fill('An older message')
    await page.getByRole('button', { name: 'Save now' }).click()
    await page.getByText('Saved now').first().waitFor()

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
    await page.goto(`${await startServerRendered(build)}de`)
    await page.getByLabel('Title').fill('Loomings')
    await page.getByRole('button', { name: 'Save now' }).click()
    await page.getByText('Saved now').first().waitFor()
    expect(await page.locator('.autosave-badge > .autosave-reserve').getAttribute('data-words')).toContain('vor 59')
  })
})
