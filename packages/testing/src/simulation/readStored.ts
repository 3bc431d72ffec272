import { AutoSaveManager } from '@autosave-kit/core'
import type { Medium } from './Medium.ts'
import { readingSurroundings } from './readingSurroundings.ts'

interface StoredState {
  readonly state: unknown
  readonly revision: number
}

/** What a page that is opened now would find. */
export async function readStored(medium: Medium, sessionId: string): Promise<StoredState> {
  const manager = new AutoSaveManager(sessionId, {}, readingSurroundings(medium))
  const { state, revision } = await manager.restore()
  await manager.dispose()
  return { state, revision }
}
