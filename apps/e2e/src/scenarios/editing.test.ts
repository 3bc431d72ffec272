import { expect, test } from 'vitest'
import { newProfile } from '../browsers/newProfile.ts'
import { readRows } from '../measure/readRows.ts'
import { takeWrites } from '../measure/recordWrites.ts'
import { StudioPage } from '../studioPage.ts'

test('an edit of chunk 1,500 of the novel is there after a reload', async () => {
  const { launch } = newProfile()
  const { context } = await launch()
  const studio = await StudioPage.open(context)
  await studio.openNovel()
  await studio.append(1_500, ' Call me later.')
  await studio.saved()

  await studio.reload()

  expect(await studio.textOf(1_500)).toMatch(/ Call me later\.$/)
})

test('a pasted text is there after the browser was quit and started again', async () => {
  const { launch } = newProfile()
  const first = await launch()
  const studio = await StudioPage.open(first.context)
  await studio.openPastedText('A short beginning.\n\nA short end.')
  await studio.saved()
  await first.quit()

  const second = await launch()
  const reopened = await StudioPage.open(second.context)

  expect(await reopened.textOf(1)).toBe('A short beginning.')
  expect(await reopened.textOf(2)).toBe('A short end.')
})

test('opening the studio on saved work and closing it again writes nothing', async () => {
  const { launch } = newProfile()
  const { context } = await launch()
  const studio = await StudioPage.open(context)
  await studio.openNovel()
  await studio.append(1_500, ' Call me later.')
  await studio.saved()
  await studio.close()
  const before = await readRows(context)
  expect(before.segmentKeys.length).toBeGreaterThan(1)

  const opened = await StudioPage.open(context)
  await opened.chunk(1).waitFor()
  await opened.close()

  expect(await readRows(context)).toEqual(before)
})

test('Ctrl+S saves at once, as a manual save', async () => {
  const { launch } = newProfile()
  const { context } = await launch()
  const studio = await StudioPage.open(context)
  await studio.openPastedText('Words to keep.')
  await studio.saved()
  await takeWrites(studio.page)

  await studio.append(1, ' And more.')
  await studio.page.keyboard.press('ControlOrMeta+s')

  // What was typed before the keys were pressed may be on the disk already.
  const reasons: string[] = []
  const look = async (): Promise<string | undefined> => {
    const rows = (await takeWrites(studio.page)).filter(({ store }) => store === 'segments')
    reasons.push(...rows.map(({ reason }) => reason))
    return reasons.at(-1)
  }
  await expect.poll(look).toBe('manual')
  expect(reasons.filter((reason) => reason === 'manual')).toHaveLength(1)
})
