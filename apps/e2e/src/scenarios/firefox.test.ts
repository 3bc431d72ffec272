import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchFirefox } from '../browsers/launchFirefox.ts'
import { isLeftOut } from '../browsers/requireBrowser.ts'
import { StudioPage } from '../studioPage.ts'

describe.skipIf(isLeftOut('firefox'))('in Firefox', () => {
  const profile = mkdtempSync(join(tmpdir(), 'autosave-kit-firefox-'))
  let context: BrowserContext

  beforeAll(async () => {
    context = await launchFirefox(profile)
  })
  afterAll(async () => {
    await context.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  })

  test('a pasted text and an edit of it are there after a reload', async () => {
    const studio = await StudioPage.open(context)
    await studio.openPastedText('A whale is a fish.\n\nIt has a horizontal tail.')
    await studio.append(1, ' It spouts.')
    await studio.saved()

    await studio.reload()

    expect(await studio.textOf(1)).toBe('A whale is a fish. It spouts.')
    expect(await studio.textOf(2)).toBe('It has a horizontal tail.')
    await studio.close()
  })

  test('going to another page in the second of the last key keeps the last character', async () => {
    const studio = await StudioPage.open(context)
    await studio.append(2, ' Typed in the last second!')
    await studio.page.goto('about:blank')

    await studio.goto()

    expect(await studio.textOf(2)).toMatch(/ Typed in the last second!$/)
  })
})
