/** What is measured of saving. @public */
export interface MonitoringConfig {
  /**
   * Whether saves are measured: `getMetrics`, `slow` events, entries in the browser's performance timeline, hourly
   * figures in the database. A save costs a tenth of a millisecond more by it, at most (apps/bench). Can be switched
   * at any time; what was counted stays.
   *
   * @defaultValue true
   */
  readonly enablePerformanceMonitoring: boolean
  /**
   * Longest time a save should take until it is durable, in ms. A longer one is counted as slow and told as a `slow`
   * event; nothing else follows from it. Choose what your slowest device keeps to on a good day: then the event means something.
   *
   * @defaultValue 50
   */
  readonly performanceTarget: number
}

export const defaultMonitoring: MonitoringConfig = { enablePerformanceMonitoring: true, performanceTarget: 50 }
