import { ManualClock } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'
import { Throttle } from './Throttle.ts'

function throttle(intervalMs: () => number) {
  const clock = new ManualClock()
  const runs: number[] = []
  const one = new Throttle(clock, intervalMs, () => runs.push(clock.elapsed()))
  return { clock, runs, one }
}

describe('Throttle', () => {
  it('runs in the task after the first touch, and then once in each interval while it is touched', async () => {
    const { clock, runs, one } = throttle(() => 250)
    for (let key = 0; key < 100; key += 1) {
      one.touch()
      expect(runs.length).toBeLessThanOrEqual(1 + Math.floor(clock.elapsed() / 250))
      await clock.advance(10)
    }
    expect(runs).toEqual([0, 250, 500, 750, 1_000])
  })

  it('runs for a touch that came while it was off, as soon as it is turned on', async () => {
    let intervalMs = 0
    const { clock, runs, one } = throttle(() => intervalMs)
    one.touch()
    await clock.advance(1_000)
    intervalMs = 250
    one.retime()
    await clock.advance(1_000)
    expect(runs).toEqual([1_000])
  })

  it('runs at once again after a quiet time, and not at all without a touch', async () => {
    const { clock, runs, one } = throttle(() => 250)
    one.touch()
    await clock.advance(10_000)
    one.touch()
    await clock.advance(10_000)
    expect(runs).toEqual([0, 10_000])
  })

  it('counts what somebody else did in its stead', async () => {
    const { clock, runs, one } = throttle(() => 250)
    one.touch()
    one.done()
    await clock.advance(100)
    one.touch()
    await clock.advance(1_000)
    expect(runs).toEqual([250])
  })

  it('follows an interval that changes, and does nothing where it is 0', async () => {
    let intervalMs = 1_000
    const { clock, runs, one } = throttle(() => intervalMs)
    one.done()
    one.touch()
    intervalMs = 100
    one.retime()
    await clock.advance(100)
    intervalMs = 0
    one.touch()
    await clock.advance(60_000)
    expect([runs, clock.timerCount]).toEqual([[100], 0])
  })

  it('does not care for a wall clock that is set back', async () => {
    const { clock, runs, one } = throttle(() => 250)
    one.touch()
    await clock.advance(0)
    clock.jump(-3_600_000)
    one.touch()
    await clock.advance(250)
    expect(runs).toEqual([0, 250])
  })

  it('can be called off', async () => {
    const { clock, runs, one } = throttle(() => 250)
    one.touch()
    one.cancel()
    await clock.advance(1_000)
    expect([runs, clock.timerCount]).toEqual([[], 0])
  })
})
