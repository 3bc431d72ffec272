import type { Durability, SaveSnapshot, SaveStatus } from '@autosave-kit/core'

const URGENCY: Record<SaveStatus, number> = { error: 5, conflict: 4, saving: 3, unsaved: 2, saved: 1, idle: 0 }

const LESSER: Record<Durability, number> = { disk: 0, fallback: 1, memory: 2 }

/**
 * The session a badge without an id speaks for: error > conflict > saving > unsaved > saved > idle.
 * Between equals: what will not mend by itself, then what is paused, then what is kept in a lesser place, then what was saved without some of its parts, then the newest save.
 */
export function mostUrgent(snapshots: readonly SaveSnapshot[]): SaveSnapshot | undefined {
  let urgent: SaveSnapshot | undefined
  for (const snapshot of snapshots) if (!urgent || compareUrgency(snapshot, urgent) > 0) urgent = snapshot
  return urgent
}

function compareUrgency(a: SaveSnapshot, b: SaveSnapshot): number {
  const left = weights(a)
  const right = weights(b)
  const at = left.findIndex((weight, index) => weight !== right[index])
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0)
}

function weights(snapshot: SaveSnapshot): readonly number[] {
  return [
    URGENCY[snapshot.status],
    Number(snapshot.error !== undefined && !snapshot.error.retryable),
    snapshot.pauseReasons.length,
    snapshot.status === 'saved' ? LESSER[snapshot.durability] : 0,
    snapshot.leftOutPaths.length,
    snapshot.savedAt ?? 0,
  ]
}
