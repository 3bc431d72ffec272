import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { newProfile } from '../browsers/newProfile.ts'
import { isLeftOut } from '../browsers/requireBrowser.ts'
import { WebKitBrowser } from '../browsers/WebKitBrowser.ts'
import { WebKitStudio } from '../WebKitStudio.ts'

describe.skipIf(isLeftOut('webkit'))('in WebKitGTK', () => {
  test('a pasted text and an edit of it are there after a reload', async () => {
    const studio = await openInWebKit()
    await studio.openPastedText('A whale is a fish.\n\nIt has a horizontal tail.')
    await studio.append(1, ' It spouts.')
    await studio.saved()

    await studio.open()

    expect(await studio.textOf(1)).toBe('A whale is a fish. It spouts.')
    expect(await studio.textOf(2)).toBe('It has a horizontal tail.')
  })
})

async function openInWebKit(): Promise<WebKitStudio> {
  const { folder } = newProfile()
  const webkit = await WebKitBrowser.launch(folder)
  // Before the folder goes: what is said last is done first.
  onTestFinished(() => webkit.quit())
  const studio = new WebKitStudio(webkit.driver, inject('studioUrl'))
  await studio.open()
  return studio
}
