import { expect, test } from 'vitest'
import { tearLogs } from '../browsers/databaseFiles.ts'
import { newProfile } from '../browsers/newProfile.ts'
import { withoutFilesOfItsOwn } from '../browsers/withoutFilesOfItsOwn.ts'
import { StudioPage } from '../studioPage.ts'

/** Without a second copy, so that nothing but the fresh log at every start stands between the tear and the loss. */
test('a log torn by a kill does not cost the whole database two starts later', async () => {
  const { folder, launch } = newProfile()
  const open = async () => {
    const chromium = await launch()
    await withoutFilesOfItsOwn(chromium.context)
    return { chromium, studio: await StudioPage.open(chromium.context) }
  }
  const first = await open()
  await first.studio.openPastedText('Words from before the kill.')
  await first.studio.saved()
  await first.chromium.kill()
  tearLogs(folder)

  const second = await open()
  await second.studio.append(1, ' And after it.')
  await second.studio.saved()
  await second.chromium.kill()

  expect(await (await open()).studio.textOf(1)).toBe('Words from before the kill. And after it.')
})
