import type { Facts } from './facts.ts'
import type { SaveSnapshot, SaveStatus } from './SaveSnapshot.ts'

/** Facts to what a screen may say. Nothing is called saved before it is. */
export function deriveSnapshot(sessionId: string, facts: Facts): SaveSnapshot {
  return {
    sessionId,
    status: deriveStatus(facts),
    isUnsaved: facts.draftVersion > facts.savedVersion,
    revision: facts.revision,
    savedAt: facts.savedAt,
    savedLength: facts.savedLength,
    durability: facts.durability,
    storage: facts.storage,
    error: facts.lastError,
    conflict: facts.conflict,
    retryAt: facts.retryAt,
    pauseReasons: facts.pauseReasons,
    leftOutPaths: facts.leftOutPaths,
    restored: facts.restored,
    access: facts.access,
    isAccessCertain: facts.isAccessCertain,
  }
}

function deriveStatus(facts: Facts): SaveStatus {
  if (facts.isConflict) return 'conflict'
  if (facts.lastError !== undefined) return 'error'
  if (facts.draftVersion > facts.savedVersion) return facts.writingCount > 0 ? 'saving' : 'unsaved'
  return facts.revision > 0 ? 'saved' : 'idle'
}
