import type { BrowserContext, Page } from 'playwright'
import { inject } from 'vitest'

/** Row counts and keys of the kit's database. */
export interface StoredRows {
  readonly segmentKeys: readonly string[]
  readonly sessionIds: readonly string[]
}

/**
 * Reads the database from an empty page of the studio's origin, so that no code of the studio runs. Nothing is made when it is not there.
 */
export async function readRows(context: BrowserContext, url = inject('studioUrl')): Promise<StoredRows> {
  const page = await context.newPage()
  await page.route('**/empty-page', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }))
  await page.goto(`${url}empty-page`)
  const rows = await readKeys(page)
  await page.close()
  return rows
}

function readKeys(page: Page): Promise<StoredRows> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases()
    if (!databases.some(({ name }) => name === 'autosave-kit')) return { segmentKeys: [], sessionIds: [] }
    const answer = <TResult>(request: IDBRequest<TResult>) =>
      new Promise<TResult>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error ?? new Error('The request failed.'))
      })
    const database = await answer(indexedDB.open('autosave-kit'))
    const stores = database.transaction(['segments', 'sessions'])
    const segments = answer(stores.objectStore('segments').getAllKeys())
    const sessions = answer(stores.objectStore('sessions').getAllKeys())
    const rows = {
      segmentKeys: (await segments).map((key) => JSON.stringify(key)),
      // Not the notes beside them, which have keys of several parts and are written when a page has nothing better to do.
      sessionIds: (await sessions).filter((key) => typeof key === 'string'),
    }
    database.close()
    return rows
  })
}
