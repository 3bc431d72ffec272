import type { BrowserContext } from 'playwright'

/** The pages of this context have no OPFS, as in some private windows: no second copy of anything is kept or read. */
export async function withoutFilesOfItsOwn(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    // Not to be had in the blank page that a tab begins with.
    if (typeof StorageManager === 'undefined') return
    Object.defineProperty(StorageManager.prototype, 'getDirectory', { value: undefined })
  })
}
