/** See `RetryConfig`. */
export interface RetryTiming {
  readonly baseDelayMs: number
  readonly maxDelayMs: number
}

/**
 * Exponential backoff with jitter: between half and the whole of `baseDelayMs * 2^failureCount`, never over `maxDelayMs`.
 * The jitter keeps many tabs that failed together from trying together.
 */
export function retryDelayMs(timing: RetryTiming, failureCount: number, random: () => number): number {
  const ceiling = Math.min(timing.maxDelayMs, timing.baseDelayMs * 2 ** Math.min(failureCount, 30))
  return ceiling / 2 + (ceiling / 2) * random()
}
