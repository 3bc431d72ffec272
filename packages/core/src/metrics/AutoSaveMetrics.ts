/** How long something took, over the newest 512 saves, in ms. All 0 before the first. @public */
export interface TimeSpread {
  readonly last: number
  readonly average: number
  /** Half of the saves were no slower than this. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly longest: number
}

/**
 * What saving a session has cost in this page, and what it has spared. Numbers only: nothing of the state is in it.
 *
 * Times are as fine as the browser's clock: 0.1 ms in Chromium, 1 ms in Firefox, where the page is not isolated.
 *
 * @public
 */
export interface AutoSaveMetrics {
  readonly sessionId: string
  /** Commits that were stored, early ones included. */
  readonly totalSaves: number
  /** Attempts that ended in an error; retries count. */
  readonly failedSaves: number
  /** `saveTime.average`, in ms. */
  readonly averageSaveTime: number
  /** `saveTime.last`, in ms. */
  readonly lastSaveTime: number
  /** Heartbeats of this page that could not be written. */
  readonly heartbeatFailures: number
  /**
   * From the start of a commit until it is durable. A page's last moment is not in it: its answer comes when the page is
   * back, if ever.
   */
  readonly saveTime: TimeSpread
  /** What the page felt of it: comparing, encoding, issuing the writes. Other tasks of the page could run in between. */
  readonly mainThreadTime: TimeSpread
  /** Saves that took longer than `performanceTarget`. */
  readonly slowSaves: number
  /** Bytes of the rows written, a byte a letter (two beyond Latin-1); compaction included, a second copy not. */
  readonly bytesWritten: number
  readonly rowsWritten: number
  /** States that were handed over and are stored without a commit of their own: superseded while they waited, or no change. */
  readonly savesAvoided: number
  /**
   * Share of the bytes that saving the whole state with each of these commits would have written and this did not, from
   * 0 to 1. An estimate: the state's length is known when all of it is written or read; in between new records add
   * theirs, removed ones take the mean of all, changed ones count as long as they were.
   */
  readonly payloadReduction: number
  /** How much longer than `debounceMs` a save waits now, since saves run slow; 1 when it does not. */
  readonly delayFactor: number
}

/** `getMetrics` and what it means beside the target. @public */
export interface PerformanceInfo {
  readonly metrics: AutoSaveMetrics
  /** The option `enablePerformanceMonitoring`; while it is off nothing is counted, and what was counted stays. */
  readonly isMonitoring: boolean
  /** The option `performanceTarget`, in ms. */
  readonly target: number
  /** Whether 95 of 100 of the newest saves were within the target. `true` before the first. */
  readonly isWithinTarget: boolean
  /** Average of the newer half of those saves by that of the older: above 1 they are getting slower. 1 while there are fewer than 8. */
  readonly trend: number
  /** Share of the attempts that were stored, from 0 to 1; 1 before the first. */
  readonly successRate: number
  /** Saves by the cause that the history shows (`debounce`, `early`, `manual`, `leave`, …). */
  readonly savesByReason: Readonly<Partial<Record<string, number>>>
}
