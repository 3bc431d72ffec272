import type { Page } from 'playwright'

/** Why the newest rows of the kit's database were written, read in a page of the studio. */
export function readLastReason(page: Page): Promise<string> {
  return page.evaluate(lastReasonHere)
}

/** Runs in the page. */
export async function lastReasonHere(): Promise<string> {
  const answer = <TResult>(request: IDBRequest<TResult>) =>
    new Promise<TResult>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error ?? new Error('The request failed.'))
    })
  const database = await answer(indexedDB.open('autosave-kit'))
  const newest = await answer(database.transaction('segments').objectStore('segments').openCursor(null, 'prev'))
  database.close()
  return String(Reflect.get(Object(newest?.value), 'reason'))
}
