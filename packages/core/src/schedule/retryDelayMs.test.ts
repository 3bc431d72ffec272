import { describe, expect, it } from 'vitest'
import { retryDelayMs } from './retryDelayMs.ts'

const timing = { baseDelayMs: 1_000, maxDelayMs: 30_000 }

describe('retryDelayMs', () => {
  it('doubles with each failure and never passes the longest wait', () => {
    const delays = [0, 1, 2, 3, 4, 5, 40, 5_000].map((failureCount) => retryDelayMs(timing, failureCount, () => 1))
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
  })

  it('spreads tabs that failed together over the second half of the wait', () => {
    expect([0, 0.5, 1].map((random) => retryDelayMs(timing, 2, () => random))).toEqual([2_000, 3_000, 4_000])
  })
})
