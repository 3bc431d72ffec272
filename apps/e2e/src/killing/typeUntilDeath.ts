import type { Page } from 'playwright'

/** Death comes at a random moment within this time of the first key. */
const DEATH_WITHIN_MS = 4_000
const LETTERS = 'etaoin shrdlu cmfwyp '

/**
 * Types as people do (quick keys, now and then a pause to think) and brings death in the middle of it.
 *
 * @returns The instant of death, by the clock of this machine.
 */
export async function typeUntilDeath(page: Page, die: () => Promise<void>): Promise<number> {
  let isAlive = true
  const typing = (async () => {
    while (isAlive) {
      await page.keyboard.press(LETTERS.charAt(Math.floor(Math.random() * LETTERS.length)))
      await pause(Math.random() < 0.08 ? between(300, 2_500) : between(20, 150))
    }
  })()
  // A key that is under way when the browser dies fails, and is one of those that may be missing.
  const typed = typing.catch((error: unknown) => {
    if (isAlive) throw error
  })
  await Promise.race([pause(between(300, DEATH_WITHIN_MS)), typed])
  isAlive = false
  const diedAt = Date.now()
  await die()
  await typed
  return diedAt
}

function between(least: number, most: number): number {
  return least + Math.random() * (most - least)
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs))
}
