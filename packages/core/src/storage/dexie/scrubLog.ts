import { watchDataLoss } from './watchDataLoss.ts'

const SCRATCH_NAME = 'autosave-kit:scratch'

/**
 * Creates and deletes a scratch database, which makes Chromium begin a new log.
 *
 * A browser that is killed in the middle of a write can leave a torn record at the end of IndexedDB's log. Chromium reads
 * past it once, appends behind it, and at the start after that deletes every database of the origin without an error
 * (DURABILITY.md E2b). Beginning a new log before the first write prevents it: 0 of 350 kills lost, against 10 of 530. It
 * costs some 2 ms beside the opening, and nobody waits for it: requests are taken in order.
 */
export function scrubLog(onDataLoss?: (message: string) => void): void {
  const opening = indexedDB.open(SCRATCH_NAME)
  if (onDataLoss !== undefined) watchDataLoss(opening, onDataLoss)
  opening.addEventListener('success', () => {
    opening.result.close()
    indexedDB.deleteDatabase(SCRATCH_NAME)
  })
}
