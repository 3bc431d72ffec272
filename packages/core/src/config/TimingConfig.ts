/** How long to wait between two attempts when saving fails. @public */
export interface RetryConfig {
  /**
   * Wait before the first retry, in ms; it doubles with each failure.
   * Choose about the time after which a passing fault (a busy disk) is usually over.
   *
   * @defaultValue 1000
   */
  readonly baseDelayMs: number
  /**
   * Longest wait between two attempts, in ms. Choose the longest time a person should wait, after freeing space, to see *Saved* again.
   *
   * @defaultValue 30000
   */
  readonly maxDelayMs: number
}

/** When what is handed over is saved. @public */
export interface TimingConfig {
  /**
   * Quiet time after the last change before it is saved, in ms. 0 saves in the next task.
   * Choose the pause after which a stretch of typing counts as one save: that is what screens and history show. What a
   * crash may cost is `crashWindowMs`; leaving the page saves at once whatever this is.
   *
   * @defaultValue 2000
   */
  readonly debounceMs: number
  /**
   * Longest time a change may wait for its save while the person goes on typing, in ms. At least `debounceMs`.
   * Screens call a stretch of typing unsaved until it ends; nothing of it is older than this all the same. Choose the most work, in ms
   * of typing, that a killed browser may cost where `crashWindowMs` is 0; else early commits bound it.
   *
   * @defaultValue 10000
   */
  readonly maxWaitMs: number
  /**
   * Between two saves what has changed is also committed early, in ms at most this often: the most typing that a killed
   * browser can cost, beside what the disk needs. The first change after a quiet time is committed in the next task.
   * Screens and history show nothing of it. 0 turns it off; then `debounceMs` and `maxWaitMs` are the bound.
   * Choose higher where each commit is dear (a commit costs what has changed, about half a millisecond for a few letters).
   *
   * @defaultValue 250
   */
  readonly crashWindowMs: number
  /**
   * Whether saving waits while the browser is offline. Saving to the device needs no network, so work that waits for one
   * is only put at risk: choose `true` only where an app must not store anything while offline. What waits is saved when
   * the browser is online again; the pause reason is `'offline'`.
   *
   * @defaultValue false
   */
  readonly pauseWhenOffline: boolean
  readonly retry: RetryConfig
}

export const defaultTiming: TimingConfig = {
  // The mission's own number: long enough that a sentence is one save.
  debounceMs: 2_000,
  // Five debounces: someone who types without a pause is never further behind.
  maxWaitMs: 10_000,
  // Shorter than anybody notices, long enough that a burst of letters is one row.
  crashWindowMs: 250,
  pauseWhenOffline: false,
  retry: { baseDelayMs: 1_000, maxDelayMs: 30_000 },
}
