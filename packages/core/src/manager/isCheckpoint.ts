import type { AutoSaveConfig } from '../config/AutoSaveConfig.ts'
import type { SaveRequest } from './SaveRequests.ts'
import type { SessionLog } from './SessionLog.ts'

/** Whether a save is stored though nothing has changed. */
export function isCheckpoint(
  { reason, durability, label }: SaveRequest,
  log: SessionLog,
  { retention }: AutoSaveConfig,
): boolean {
  // Where history keeps each save, the early commits of a stretch of typing are none: the end of it makes a version.
  if (reason === 'debounce' && log.isHeadEarly && retention.mergeWindowMs === 0) return true
  return label !== undefined || (durability === 'strict' && log.isRelaxed)
}
