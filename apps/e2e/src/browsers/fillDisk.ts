import type { BrowserContext } from 'playwright'
import { inject } from 'vitest'

interface FullDisk {
  /** Makes room again. */
  free(): Promise<void>
}

/**
 * Leaves the studio's address no room: neither in IndexedDB, whose quota Chromium itself then refuses to exceed, nor in localStorage, which is
 * filled to the last letter. To be called before the studio is opened: Chromium remembers for a while how much room there was.
 */
export async function fillDisk(context: BrowserContext): Promise<FullDisk> {
  const page = await context.newPage()
  await page.goto(`${inject('studioUrl')}elsewhere`)
  await page.evaluate(fillLocalStorage)
  const session = await context.newCDPSession(page)
  const { origin } = new URL(inject('studioUrl'))
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
  return {
    free: async () => {
      await session.send('Storage.overrideQuotaForOrigin', { origin })
      await page.evaluate(() => {
        for (const key of Object.keys(localStorage)) if (key.startsWith('filling')) localStorage.removeItem(key)
      })
    },
  }
}

/** Runs in the page. */
function fillLocalStorage(): void {
  let size = 5_000_000
  for (let count = 0; size >= 1; count += 1) {
    try {
      localStorage.setItem(`filling ${count}`, 'x'.repeat(size))
    } catch {
      size = Math.floor(size / 2)
    }
  }
}
