import { describe, expect, it } from 'vitest'
import { AdaptiveDelay } from './AdaptiveDelay.ts'

const timing = { debounceMs: 2_000, maxWaitMs: 10_000, crashWindowMs: 250 }

function after(...saveMs: readonly number[]): AdaptiveDelay {
  const delay = new AdaptiveDelay()
  for (const ms of saveMs) delay.landed(ms)
  return delay
}

describe('AdaptiveDelay', () => {
  it('leaves the times as they are configured while saves are quick', () => {
    expect(after(5, 12, 49, 3, 20, 50).widen(timing)).toBe(timing)
  })

  it('widens debounce and crash window while most of the last saves are slow, by how slow they are', () => {
    const delay = after(100, 100, 100)
    expect([delay.factor, delay.widen(timing)]).toEqual([
      2,
      { debounceMs: 4_000, maxWaitMs: 10_000, crashWindowMs: 500 },
    ])
  })

  it('never lets a change wait longer than the maximum wait, nor eight times as long', () => {
    const delay = after(30_000, 30_000, 30_000, 30_000)
    expect([delay.factor, delay.widen(timing)]).toEqual([
      8,
      { debounceMs: 10_000, maxWaitMs: 10_000, crashWindowMs: 2_000 },
    ])
    const tight = { debounceMs: 100, maxWaitMs: 100, crashWindowMs: 5_000 }
    expect(delay.widen(tight)).toEqual(tight)
  })

  it('does not heed a slow save now and then, such as a large first one', () => {
    expect(after(4_000, 5, 6, 4_000, 5, 4, 5).factor).toBe(1)
  })

  it('is back as configured after three quick saves', () => {
    const delay = after(400, 400, 400, 400, 400)
    expect(delay.factor).toBe(8)
    for (const saveMs of [10, 10, 10]) delay.landed(saveMs)
    expect(delay.factor).toBe(1)
  })

  it('leaves early commits off where they are off', () => {
    expect(after(400, 400, 400).widen({ ...timing, crashWindowMs: 0 }).crashWindowMs).toBe(0)
  })
})
