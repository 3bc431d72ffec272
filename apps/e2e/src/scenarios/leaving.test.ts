import { expect, test } from 'vitest'
import { newProfile } from '../browsers/newProfile.ts'
import { StudioPage } from '../studioPage.ts'

// Words typed inside the debounce are on their way nowhere yet: only what the page does while it is leaving keeps them.
const ways: Record<string, (studio: StudioPage) => Promise<unknown>> = {
  'closing the tab': (studio) => studio.close(),
  'a tab that is closed without being asked': ({ page }) => page.close(),
  'going to another page': ({ page }) => page.goto('data:text/html,<title>Elsewhere</title>'),
  'a reload': ({ page }) => page.reload(),
}

for (const [way, leave] of Object.entries(ways)) {
  test(`${way} in the second of the last key keeps the last character`, async () => {
    const { launch } = newProfile()
    const { context } = await launch()
    const studio = await StudioPage.open(context)
    await studio.openNovel()
    await studio.saved()

    await studio.append(1_500, ' Typed in the last second!')
    await leave(studio)

    const reopened = await StudioPage.open(context)
    expect(await reopened.textOf(1_500)).toMatch(/ Typed in the last second!$/)
  })
}
