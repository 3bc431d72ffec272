import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A fresh profile folder for one test, removed after it. */
export function makeProfile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'autosave-kit-profile-'))
  // A killed browser's children may still be writing while it is removed.
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }))
  return folder
}
