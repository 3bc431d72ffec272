import type { RetryConfig } from '../config/AutoSaveConfig.ts'

/**
 * Exponential backoff with jitter: between half and the whole of `baseDelayMs * 2^failureCount`, never over `maxDelayMs`.
 * The jitter keeps many tabs that failed together from trying together.
 */
export function retryDelayMs(config: RetryConfig, failureCount: number, random: () => number): number {
  const ceiling = Math.min(config.maxDelayMs, config.baseDelayMs * 2 ** Math.min(failureCount, 30))
  return ceiling / 2 + (ceiling / 2) * random()
}
