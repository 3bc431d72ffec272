import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { isLeftOut } from '../browsers/requireBrowser.ts'
import { WebKitBrowser } from '../browsers/WebKitBrowser.ts'
import { WebKitStudio } from '../WebKitStudio.ts'

describe.skipIf(isLeftOut('webkit'))('in WebKitGTK', () => {
  const folder = mkdtempSync(join(tmpdir(), 'autosave-kit-webkit-'))
  const studioUrl = inject('studioUrl')
  let webkit: WebKitBrowser | undefined
  let studio: WebKitStudio

  beforeAll(async () => {
    webkit = await WebKitBrowser.launch(folder)
    studio = new WebKitStudio(webkit.driver, studioUrl)
  })
  afterAll(async () => {
    await webkit?.quit()
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  })

  test('a pasted text and an edit of it are there after a reload', async () => {
    await studio.open()
    await studio.openPastedText('A whale is a fish.\n\nIt has a horizontal tail.')
    await studio.append(1, ' It spouts.')
    await studio.saved()

    await studio.open()

    expect(await studio.textOf(1)).toBe('A whale is a fish. It spouts.')
    expect(await studio.textOf(2)).toBe('It has a horizontal tail.')
  })

  test('going to another page in the second of the last key keeps the last character', async () => {
    await studio.append(2, ' Typed in the last second!')
    await studio.leave()

    await studio.open()

    expect(await studio.textOf(2)).toMatch(/ Typed in the last second!$/)
  })
})
