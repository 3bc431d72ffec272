import type { MetricsRollup } from './MetricsRollup.ts'

/** Where hourly figures are kept beyond the page. */
export interface RollupStore {
  /** Adds to what is there of the same sessions and hours, and lets hours before `keepFrom` go. */
  add(rollups: readonly MetricsRollup[], keepFrom: number): Promise<void>
  /** Of one session, oldest first. */
  read(sessionId: string): Promise<MetricsRollup[]>
}
