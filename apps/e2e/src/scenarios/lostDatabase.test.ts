import { describe, expect, test } from 'vitest'
import { removeDatabases, tearLogsInTheMiddle } from '../browsers/databaseFiles.ts'
import { type BrowserProfile, newProfile } from '../browsers/newProfile.ts'
import { withoutFilesOfItsOwn } from '../browsers/withoutFilesOfItsOwn.ts'
import { untilCopied } from '../measure/untilCopied.ts'
import { StudioPage } from '../studioPage.ts'

const causes = [
  ['a log torn by a kill and written on', tearLogsInTheMiddle],
  ['databases that are simply gone', removeDatabases],
] as const

const words = 'Call me Ishmael. Some years ago.'

describe.each(causes)('the whole database, lost by %s', (_cause, lose) => {
  test('takes everything with it where the browser keeps no second copy', async () => {
    const { folder, launch } = newProfile()
    const first = await launch()
    await withoutFilesOfItsOwn(first.context)
    const studio = await StudioPage.open(first.context)
    await studio.openPastedText(words)
    await studio.saved()
    await first.kill()
    lose(folder)

    const second = await launch()
    await withoutFilesOfItsOwn(second.context)
    const reopened = await StudioPage.open(second.context)
    await expect.poll(() => reopened.startPage.isVisible()).toBe(true)
  })

  test('comes back from the second copy, and the page says so', async () => {
    const { folder, launch } = newProfile()
    const first = await launch()
    const studio = await StudioPage.open(first.context)
    await studio.openPastedText(words)
    await studio.saved()
    await studio.append(1, ' Never mind how long.')
    await studio.saved()
    await untilCopied(studio.page, 'Never mind how long')
    await first.kill()
    lose(folder)

    const second = await launch()
    const reopened = await StudioPage.open(second.context)
    const expected = `${words} Never mind how long.`
    expect(await reopened.textOf(1)).toBe(expected)
    await expect.poll(() => reopened.recoveryBanner.textContent()).toMatch(/Your work is back, from a second copy/)
    await reopened.saved()
    await reopened.page.getByRole('button', { name: /^Saved/ }).click()
    await reopened.page.getByText('It was brought back from a second copy.').waitFor()
    await goesOnAsBefore({ folder, launch }, reopened, second)
  })
})

/** It is in the database again, and copied on. */
async function goesOnAsBefore(
  { launch }: BrowserProfile,
  studio: StudioPage,
  chromium: Awaited<ReturnType<BrowserProfile['launch']>>,
): Promise<void> {
  await studio.append(1, ' Having little money.')
  await studio.saved()
  await chromium.kill()
  const third = await launch()
  await withoutFilesOfItsOwn(third.context)
  const last = await StudioPage.open(third.context)
  expect(await last.textOf(1)).toBe(`${words} Never mind how long. Having little money.`)
}
