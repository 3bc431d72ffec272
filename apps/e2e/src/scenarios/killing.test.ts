import { expect, test } from 'vitest'
import { newProfile } from '../browsers/newProfile.ts'
import { StudioPage } from '../studioPage.ts'

/** `pnpm test:kill --rounds N` sets it. */
const rounds = Number(process.env['AUTOSAVE_KILL_ROUNDS'] ?? 5)

test(
  `nothing acknowledged is missing after ${rounds} kills of the browser`,
  async () => {
    const { launch } = newProfile()
    let chromium = await launch()
    let studio = await StudioPage.open(chromium.context)
    await studio.openNovel()
    const missing: string[] = []

    for (let round = 1; round <= rounds; round += 1) {
      const number = 37 * round
      const words = ` Round ${round}.`
      await studio.append(number, words)
      await studio.saved()
      await chromium.kill()

      chromium = await launch()
      studio = await StudioPage.open(chromium.context)
      const text = await studio.textOf(number)
      if (!text.endsWith(words)) missing.push(`round ${round}: chunk ${number} ends with "${text.slice(-30)}"`)
    }

    console.log(`${rounds} kills, ${missing.length} acknowledged edits missing`)
    expect(missing).toEqual([])
  },
  rounds * 30_000,
)

test('the recovery banner speaks after a kill, and not after a reload', async () => {
  const { launch } = newProfile()
  const first = await launch()
  const studio = await StudioPage.open(first.context)
  await studio.openPastedText('Words that are about to see a crash.')
  await studio.saved()
  await studio.reload()
  expect(await studio.recoveryBanner.count()).toBe(0)
  await studio.append(1, ' Bang.')
  await studio.saved()
  await first.kill()

  const second = await launch()
  const reopened = await StudioPage.open(second.context)

  await reopened.recoveryBanner.waitFor()
  await reopened.reload()
  expect(await reopened.recoveryBanner.count()).toBe(0)
})
