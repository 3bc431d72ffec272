import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { recordWrites } from '../measure/recordWrites.ts'
import { ChromiumProcess } from './ChromiumProcess.ts'

export interface BrowserProfile {
  readonly folder: string
  /** Starts Chromium on the profile, with its writes counted. */
  readonly launch: () => Promise<ChromiumProcess>
}

/** A fresh profile folder for one test. After it, whatever still runs on the profile is killed, and the folder is removed. */
export function newProfile(): BrowserProfile {
  const folder = mkdtempSync(join(tmpdir(), 'autosave-kit-profile-'))
  const launched: ChromiumProcess[] = []
  onTestFinished(async () => {
    for (const chromium of launched) await chromium.kill()
    // A killed browser's children may still be writing while it is removed.
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  })
  return {
    folder,
    launch: async () => {
      const chromium = await ChromiumProcess.launch(folder)
      launched.push(chromium)
      await recordWrites(chromium.context)
      return chromium
    },
  }
}
