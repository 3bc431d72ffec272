import type { SaveSnapshot } from '@autosave-kit/core'

/**
 * What is true of a session, in the words of the badge: the engine's status, with an error split by whether the engine tries again,
 * and with what a person must know even when everything else is well.
 */
export type StatusFact =
  | 'idle'
  | 'saved'
  | 'partial'
  | 'backup'
  | 'memory'
  | 'unsaved'
  | 'saving'
  | 'elsewhere'
  | 'paused'
  | 'conflict'
  | 'retrying'
  | 'failed'

export function statusFact(snapshot: SaveSnapshot): StatusFact {
  const { status, error, pauseReasons, leftOutPaths, durability, access } = snapshot
  if (status === 'error') return error && !error.retryable ? 'failed' : 'retrying'
  if (status === 'conflict') return 'conflict'
  if (access === 'reader' && pauseReasons.includes('other-tab')) return 'elsewhere'
  if (pauseReasons.length > 0) return 'paused'
  if (status === 'saved' && durability === 'memory') return 'memory'
  if (status === 'saved' && leftOutPaths.length > 0) return 'partial'
  if (status === 'saved' && durability === 'fallback') return 'backup'
  return status
}
