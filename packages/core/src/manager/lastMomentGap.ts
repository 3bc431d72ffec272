import { unitsChecksum } from '../records/unitsChecksum.ts'
import type { SessionContext } from './SessionContext.ts'

/** More than commits of others may come in the moment of leaving, and enough that two tabs seldom choose the same. */
const LONGEST_GAP = 61

/**
 * Positions that a last moment leaves free before its commit while other tabs have the session open. It cannot ask who was first, and a
 * taken position would refuse it when nobody is left to hear of it. Behind a gap it is stored in any case: it counts
 * when nobody was ahead of it, and is put together with the rest by whoever reads it next when somebody was (`StrayRescue`). Each
 * tab has a gap of its own, since two may be left at once. Where only one tab may write, whoever lost that right is to be refused.
 */
export function lastMomentGap({ surroundings, config }: SessionContext, isAmongOthers: boolean): number {
  if (!isAmongOthers || config().tabs !== 'merge') return 0
  return 1 + (unitsChecksum(surroundings.presence.tabId) % LONGEST_GAP)
}
