import { describe, expect, onTestFinished, test } from 'vitest'
import { launchFirefox } from '../browsers/launchFirefox.ts'
import { newProfile } from '../browsers/newProfile.ts'
import { isLeftOut } from '../browsers/requireBrowser.ts'
import { StudioPage } from '../studioPage.ts'

describe.skipIf(isLeftOut('firefox'))('in Firefox', () => {
  test('a pasted text and an edit of it are there after a reload', async () => {
    const studio = await openInFirefox()
    await studio.openPastedText('A whale is a fish.\n\nIt has a horizontal tail.')
    await studio.append(1, ' It spouts.')
    await studio.saved()

    await studio.reload()

    expect(await studio.textOf(1)).toBe('A whale is a fish. It spouts.')
    expect(await studio.textOf(2)).toBe('It has a horizontal tail.')
  })
})

async function openInFirefox(): Promise<StudioPage> {
  const { folder } = newProfile()
  const context = await launchFirefox(folder)
  // Before the folder goes: what is said last is done first.
  onTestFinished(() => context.close())
  return StudioPage.open(context)
}
