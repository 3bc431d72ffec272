import { firefox, type BrowserContext } from 'playwright'
import { requireBrowser } from './requireBrowser.ts'

/**
 * Starts the distribution's own Firefox on a profile folder. Playwright speaks WebDriver BiDi to it (channel `moz-firefox`): its usual way needs
 * a Firefox it has patched itself.
 */
export async function launchFirefox(profile: string): Promise<BrowserContext> {
  const context = await firefox.launchPersistentContext(profile, {
    channel: 'moz-firefox',
    executablePath: requireBrowser('firefox'),
    timeout: 90_000,
    viewport: { width: 1440, height: 900 },
  })
  context.setDefaultTimeout(60_000)
  return context
}
