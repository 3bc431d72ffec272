import { expect, test } from 'vitest'
import { newProfile } from '../browsers/newProfile.ts'
import { takeWrites } from '../measure/recordWrites.ts'
import { StudioPage } from '../studioPage.ts'

const LIMIT_BYTES = 8 * 1024

test('one edit in the novel writes one row a commit, less than 8 KB in all', async () => {
  const { launch } = newProfile()
  const { context } = await launch()
  const studio = await StudioPage.open(context)
  await studio.openNovel()
  await studio.saved()

  await expectSmallRows(studio)
})

test('one edit in the novel with speech in it writes one row a commit, less than 8 KB in all', async () => {
  const { launch } = newProfile()
  const { context } = await launch()
  const studio = await StudioPage.open(context)
  await studio.openNovel()
  for (const number of [40, 41, 42]) await studio.speak(number)
  await studio.saved()

  await expectSmallRows(studio)
})

async function expectSmallRows(studio: StudioPage): Promise<void> {
  await studio.goTo(1_500)
  const first = await takeWrites(studio.page)
  // The book itself went through the counter, so the counter counts.
  expect(first.reduce((sum, { bytes }) => sum + bytes, 0)).toBeGreaterThan(1_000_000)

  await studio.append(1_500, ' Yes')
  await studio.saved()

  const writes = await takeWrites(studio.page)
  const bytes = writes.reduce((sum, write) => sum + write.bytes, 0)
  console.log(
    `One edit: ${writes.map((write) => `${write.bytes} bytes to ${write.store} (${write.reason})`).join(', ')}`,
  )
  // Its first letter is committed early, the others with the save: each commit is one row.
  const revisions = writes.filter(({ store }) => store === 'segments').map(({ revision }) => revision)
  expect(revisions.length).toBeGreaterThan(0)
  expect(new Set(revisions).size).toBe(revisions.length)
  expect(bytes).toBeLessThan(LIMIT_BYTES)
}
