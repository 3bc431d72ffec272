import { expect, test } from 'vitest'
import { newProfile } from '../browsers/newProfile.ts'
import { readRows } from '../measure/readRows.ts'
import { StudioPage } from '../studioPage.ts'

/** `pnpm test:tabs --seconds N` sets it. */
const seconds = Number(process.env['AUTOSAVE_TABS_SECONDS'] ?? 5)

const paragraphs = Array.from({ length: 12 }, (_, index) => `Paragraph ${index + 1} begins here.`)

test.each([2, 10])(
  `%i tabs that type at once for ${seconds} s into one session lose nothing`,
  async (tabCount) => {
    const { launch } = newProfile()
    const { context } = await launch()
    const first = await StudioPage.open(context)
    await first.openPastedText(paragraphs.join('\n\n'))
    await first.saved()
    const tabs = [first]
    while (tabs.length < tabCount) tabs.push(await StudioPage.open(context))

    const end = Date.now() + seconds * 1_000
    const typed = await Promise.all(tabs.map((tab, index) => typeUntil(end, tab, index + 1)))
    for (const tab of tabs) await tab.saved()

    const next = await StudioPage.open(context)
    let missingCount = 0
    for (const [index, words] of typed.entries()) {
      const text = await next.textOf(index + 1)
      missingCount += words.filter((word) => !text.includes(word)).length
    }
    const { sessionIds } = await readRows(context)
    const forks = sessionIds.filter((id) => id.includes('~'))
    const editCount = typed.reduce((sum, words) => sum + words.length, 0)
    console.log(`${tabCount} tabs, ${seconds} s: ${editCount} edits, ${missingCount} missing, ${forks.length} forks`)
    expect({ missingCount, forks }).toEqual({ missingCount: 0, forks: [] })
    expect(editCount).toBeGreaterThan(tabCount)
  },
  120_000 + seconds * 3_000,
)

/** Words that nobody else writes, one after the other. */
async function typeUntil(end: number, tab: StudioPage, number: number): Promise<string[]> {
  const field = await tab.edit(number)
  const words: string[] = []
  // A busy machine may not have come to it by then.
  while (words.length < 2 || Date.now() < end) {
    const word = ` t${number}w${words.length}.`
    await field.pressSequentially(word)
    words.push(word)
  }
  return words
}
