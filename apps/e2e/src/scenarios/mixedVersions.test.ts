import type { Page } from 'playwright'
import { expect, inject, test } from 'vitest'
import { newProfile } from '../browsers/newProfile.ts'
import { StudioPage } from '../studioPage.ts'

/** A version of the database that this code does not know. */
const NEWER = 400

test('a studio in the way of newer code saves what was just typed, steps aside, says so, and loses nothing that is typed after', async () => {
  const { launch } = newProfile()
  const { context } = await launch()
  const studio = await StudioPage.open(context)
  await studio.openPastedText('A whale is a fish.\n\nIt has a horizontal tail.')
  await studio.saved()
  const newer = await context.newPage()
  await newer.goto(`${inject('studioUrl')}elsewhere`)
  let loadCount = 0
  studio.page.on('load', () => (loadCount += 1))

  await studio.append(1, ' Typed before.')
  const { isBlocked, payloads } = await takeOver(newer)

  expect(isBlocked).toBe(false)
  expect(payloads.some((payload) => payload.includes('Typed before.'))).toBe(true)
  await studio.page.getByText('A newer version of this page is open elsewhere.', { exact: false }).first().waitFor()

  await studio.append(2, ' Typed after.')
  await studio.page.locator('[data-durability="fallback"]').first().waitFor()
  expect(await readPayloads(newer)).toEqual(payloads)
  expect(loadCount).toBe(0)

  // Still the older code, since nothing newer was deployed here: it is neither blank nor in a loop, and shows both.
  await studio.reload()
  expect(await studio.textOf(1)).toBe('A whale is a fish. Typed before.')
  expect(await studio.textOf(2)).toBe('It has a horizontal tail. Typed after.')
  expect(loadCount).toBe(1)
})

/** What a tab with newer code does first: it brings the database to its own version. */
function takeOver(page: Page): Promise<{ isBlocked: boolean; payloads: string[] }> {
  return page.evaluate(async (version) => {
    let isBlocked = false
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('autosave-kit', version)
      request.addEventListener('blocked', () => (isBlocked = true))
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error ?? new Error('not opened')))
    })
    Reflect.set(globalThis, 'database', database)
    const payloads = await new Promise<string[]>((resolve) => {
      const request = database.transaction('segments').objectStore('segments').getAll()
      request.addEventListener('success', () => resolve(request.result.map(({ payload }) => String(payload))))
    })
    return { isBlocked, payloads }
  }, NEWER)
}

function readPayloads(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const database: unknown = Reflect.get(globalThis, 'database')
    if (!(database instanceof IDBDatabase)) throw new Error('The database was not opened here.')
    return new Promise<string[]>((resolve) => {
      const request = database.transaction('segments').objectStore('segments').getAll()
      request.addEventListener('success', () => resolve(request.result.map(({ payload }) => String(payload))))
    })
  })
}
