import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { recordWrites } from '../measure/recordWrites.ts'
import { ChromiumProcess, type LaunchOptions } from './ChromiumProcess.ts'

export interface BrowserProfile {
  readonly folder: string
  /** Starts Chromium on the profile, with its writes counted. An error in the page's console fails the test. */
  readonly launch: (options?: LaunchOptions) => Promise<ChromiumProcess>
}

/** A fresh profile folder for one test. After it, whatever still runs on the profile is killed, and the folder is removed. */
export function newProfile(): BrowserProfile {
  const { end, ...profile } = makeProfile()
  onTestFinished(end)
  return profile
}

/** The same until `end` is called: for several tests. */
export function makeProfile(): BrowserProfile & { readonly end: () => Promise<void> } {
  const folder = mkdtempSync(join(tmpdir(), 'autosave-kit-profile-'))
  const launched: ChromiumProcess[] = []
  const errors: string[] = []
  const end = async (): Promise<void> => {
    for (const chromium of launched) await chromium.kill()
    // A killed browser's children may still be writing while it is removed.
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    expect(errors).toEqual([])
  }
  const launch = async (options?: LaunchOptions): Promise<ChromiumProcess> => {
    const chromium = await ChromiumProcess.launch(folder, options)
    launched.push(chromium)
    chromium.context.on('weberror', (event) => errors.push(String(event.error())))
    chromium.context.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    await recordWrites(chromium.context)
    return chromium
  }
  return { folder, launch, end }
}
