import { describe, expect, it } from 'vitest'
import type { AutoSaveOptions } from './AutoSaveConfig.ts'
import { resolveConfig } from './resolveConfig.ts'

/** What plain JavaScript can pass. */
function untyped(options: Record<string, unknown>): AutoSaveOptions {
  return options
}

describe('resolveConfig', () => {
  it('keeps the defaults for what is not given', () => {
    expect(resolveConfig({ debounceMs: 500 })).toEqual({
      debounceMs: 500,
      maxWaitMs: 10_000,
      retry: { baseDelayMs: 1_000, maxDelayMs: 30_000 },
    })
  })

  it('lets the maximum wait follow a longer debounce', () => {
    expect(resolveConfig({ debounceMs: 20_000 }).maxWaitMs).toBe(20_000)
  })

  it.each([
    [{ debounceMs: -1 }, /debounceMs is -1.*0 to/],
    [{ debounceMs: Number.NaN }, /debounceMs is NaN/],
    [{ debounceMs: '2000' }, /debounceMs is "2000"/],
    [{ maxWaitMs: Number.POSITIVE_INFINITY }, /maxWaitMs is Infinity/],
    [{ debounceMs: 5_000, maxWaitMs: 1_000 }, /maxWaitMs is 1000.*at least debounceMs, which is 5000/],
    [{ retry: { baseDelayMs: 9, maxDelayMs: 1 } }, /retry\.maxDelayMs is 1.*at least/],
    [{ debouceMs: 5 }, /debouceMs is 5.*one of debounceMs/],
    [{ retry: { delay: 5 } }, /retry\.delay is 5.*one of baseDelayMs/],
  ])('refuses %j and names the option, its value and what is allowed', (options, message) => {
    const attempt = (): unknown => resolveConfig(untyped(options))
    expect(attempt).toThrow(message)
    expect(attempt).toThrow(expect.objectContaining({ code: 'INVALID_CONFIG' }))
  })
})
