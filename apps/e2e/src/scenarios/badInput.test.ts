import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeProfile, newProfile } from '../browsers/newProfile.ts'
import { readRows } from '../measure/readRows.ts'
import { StudioPage } from '../studioPage.ts'

interface BadInput {
  readonly make: (folder: string) => string
  readonly message: RegExp
}

const inputs: Record<string, BadInput> = {
  'a folder, which cannot be read as a file,': {
    make: (folder) => {
      const path = join(folder, 'notes.txt')
      mkdirSync(path)
      return path
    },
    message: /“notes\.txt” could not be read.*Nothing was changed/,
  },
  'a binary file': {
    make: (folder) =>
      write(
        folder,
        'photo.txt',
        new Uint8Array(4_096).map((_, index) => (index * 37) % 256),
      ),
    message: /“photo\.txt” is not a text file.*Nothing was changed/,
  },
  'a text of 50 MB': {
    make: (folder) => write(folder, 'huge.txt', new Uint8Array(50_000_000).fill(0x61)),
    message: /“huge\.txt” has 50 MB.*Nothing was changed/,
  },
  'an empty text': {
    make: (folder) => write(folder, 'empty.txt', new Uint8Array()),
    message: /“empty\.txt” is empty.*Nothing was changed/,
  },
}

describe('beside a text that is open', () => {
  const { folder, launch, end } = makeProfile()
  let studio: StudioPage

  beforeAll(async () => {
    const { context } = await launch()
    studio = await StudioPage.open(context)
    await studio.openPastedText('The text that is open.')
    await studio.saved()
  })

  afterAll(end)

  for (const [name, { make, message }] of Object.entries(inputs)) {
    test(`${name} gets a clear message and changes nothing`, async () => {
      const context = studio.page.context()
      const before = await readRows(context)

      await studio.chooseOtherText()
      await studio.openFile(make(folder))

      expect(await studio.problem.textContent()).toMatch(message)
      await studio.reload()
      expect(await studio.textOf(1)).toBe('The text that is open.')
      expect(await readRows(context)).toEqual(before)
    })
  }
})

test('50 MB on the clipboard get a clear message and change nothing', async () => {
  const { launch } = newProfile()
  const { context } = await launch()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const studio = await StudioPage.open(context)
  await studio.page.evaluate(() => navigator.clipboard.writeText('a'.repeat(50_000_000)))

  await studio.page.getByRole('button', { name: /Paste a text/ }).click()
  await studio.page.getByRole('textbox', { name: 'Text to open' }).press('ControlOrMeta+v')

  expect(await studio.problem.textContent()).toMatch(/The pasted text has 50 MB.*Nothing was changed/)
  expect(await studio.page.getByRole('textbox', { name: 'Text to open' }).inputValue()).toBe('')
  expect(await readRows(context)).toEqual({ segmentKeys: [], sessionIds: [] })
})

function write(folder: string, name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
