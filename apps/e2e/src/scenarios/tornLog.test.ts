import { appendFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newProfile } from '../browsers/newProfile.ts'
import { StudioPage } from '../studioPage.ts'

/**
 * What a kill between LevelDB's two writes of a record leaves behind: a header (checksum, length 100, kind "whole") without its payload.
 * Left alone, Chromium appends behind it and deletes all databases of the origin at the start after that.
 */
const tornHeader = Buffer.from([0xde, 0xad, 0xbe, 0xef, 100, 0, 1])

test('a log torn by a kill does not cost the whole database two starts later', async () => {
  const { folder, launch } = newProfile()
  const first = await launch()
  const studio = await StudioPage.open(first.context)
  await studio.openPastedText('Words from before the kill.')
  await studio.saved()
  await first.kill()
  tearLog(folder)

  const second = await launch()
  const reopened = await StudioPage.open(second.context)
  await reopened.append(1, ' And after it.')
  await reopened.saved()
  await second.kill()

  const third = await launch()
  expect(await (await StudioPage.open(third.context)).textOf(1)).toBe('Words from before the kill. And after it.')
})

function tearLog(profile: string): void {
  const root = join(profile, 'Default', 'IndexedDB')
  const logs = readdirSync(root)
    .filter((name) => name.endsWith('.indexeddb.leveldb'))
    .flatMap((name) => readdirSync(join(root, name)).map((file) => join(root, name, file)))
    .filter((file) => file.endsWith('.log'))
  expect(logs.length).toBeGreaterThan(0)
  for (const log of logs) appendFileSync(log, tornHeader)
}
