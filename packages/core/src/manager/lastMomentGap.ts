import { unitsChecksum } from '../records/unitsChecksum.ts'
import type { SessionContext } from './SessionContext.ts'

/** More than commits of others may come in the moment of leaving, and enough that two tabs seldom choose the same. */
const LONGEST_GAP = 61

interface KnownOfLog {
  /** Other tabs have the session open. */
  readonly isAmongOthers: boolean
  /** What this tab knows of the log may not be what the store holds. */
  readonly isUncertain: boolean
}

/**
 * Positions that a last moment leaves free before its commit while other tabs have the session open. It cannot ask who was first, and a
 * taken position would refuse it when nobody is left to hear of it. Behind a gap it is stored in any case: it counts
 * when nobody was ahead of it, and is put together with the rest by whoever reads it next when somebody was (`StrayRescue`). Each
 * tab has a gap of its own, since two may be left at once.
 *
 * Where only one tab may write, whoever lost that right is to be refused, and there is a gap only while the log is unread: the
 * writer before may have left a position free in front of its last save, and what took it would have that save passed over.
 */
export function lastMomentGap({ surroundings, config }: SessionContext, known: KnownOfLog): number {
  const isFree = config().tabs === 'merge' ? !known.isAmongOthers : !known.isUncertain
  if (isFree) return 0
  return 1 + (unitsChecksum(surroundings.presence.tabId) % LONGEST_GAP)
}
