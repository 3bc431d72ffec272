import { describe, expect, it } from 'vitest'
import { tabVerdict } from './tabVerdict.ts'

const MINUTE = 60_000
const now = 1_700_000_000_000
const sign = (at: number, left = false) => ({ tabId: 'tab', at, sessions: [], failures: 0, path: '/', left })

describe('Whether a tab lives', () => {
  it('is what the lock manager says, whatever the signs of life: a frozen tab lives, and so does one on a computer that slept', () => {
    const silent = sign(now - 600 * MINUTE)
    expect(tabVerdict({ isHeld: true, heartbeat: silent, now })).toEqual({ isAlive: true, certain: true })
    expect(tabVerdict({ isHeld: false, heartbeat: sign(now), now })).toEqual({ isAlive: false, certain: true })
  })

  it.each([
    ['heard of a moment ago', 1, true],
    ['hidden, with timers that run once a minute', 3, true],
    ['silent for longer than any throttling', 5, false],
  ])('is not certain without a lock manager: %s', (_, minutes, isAlive) => {
    const heartbeat = sign(now - minutes * MINUTE)
    expect(tabVerdict({ isHeld: undefined, heartbeat, now })).toEqual({ isAlive, certain: false })
  })

  it('is certain of a tab that said it went, and of none that was never heard of', () => {
    expect(tabVerdict({ isHeld: undefined, heartbeat: sign(now, true), now })).toEqual({
      isAlive: false,
      certain: true,
    })
    expect(tabVerdict({ isHeld: undefined, heartbeat: undefined, now })).toEqual({ isAlive: false, certain: false })
  })

  it('goes by what a tab has saved until its first sign, which comes a second later', () => {
    const at = (savedAt: number) => tabVerdict({ isHeld: undefined, heartbeat: undefined, savedAt, now })
    expect(at(now - 500)).toEqual({ isAlive: true, certain: false })
    expect(at(now - 5 * MINUTE)).toEqual({ isAlive: false, certain: false })
    const silent = { isHeld: undefined, heartbeat: sign(now - 5 * MINUTE), savedAt: now, now }
    expect(tabVerdict(silent)).toEqual({ isAlive: false, certain: false })
  })

  it('takes no tab for dead because the clock was set back', () => {
    const heartbeat = sign(now + 600 * MINUTE)
    expect(tabVerdict({ isHeld: undefined, heartbeat, now })).toEqual({ isAlive: true, certain: false })
  })
})
