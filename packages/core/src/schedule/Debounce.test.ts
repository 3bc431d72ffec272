import { ManualClock } from '@autosave-kit/testing'
import { describe, expect, it } from 'vitest'
import { Debounce } from './Debounce.ts'

function debounce(timing = { debounceMs: 2_000, maxWaitMs: 10_000 }) {
  const clock = new ManualClock()
  const runs: number[] = []
  const pauses: boolean[] = []
  const current = { timing }
  const one = new Debounce(
    clock,
    () => current.timing,
    (isPause) => {
      runs.push(clock.elapsed())
      pauses.push(isPause)
    },
  )
  return { clock, runs, pauses, one, current }
}

describe('Debounce', () => {
  it('runs once the touches have been quiet, at the latest after the maximum wait, with one timer', async () => {
    const { clock, runs, pauses, one } = debounce()
    for (let key = 0; key < 120; key += 1) {
      one.touch()
      expect(clock.timerCount).toBe(1)
      await clock.advance(100)
    }
    await clock.advance(60_000)
    // What comes after ten seconds is no pause; the pause comes two seconds after the last touch.
    expect(runs).toEqual([10_000, 13_900])
    expect(pauses).toEqual([false, true])
  })

  it('runs in the next task where the pause is 0', async () => {
    const { clock, runs, one } = debounce({ debounceMs: 0, maxWaitMs: 0 })
    one.touch()
    expect(runs).toEqual([])
    await clock.advance(0)
    expect(runs).toEqual([0])
  })

  it('is not put off by an app that sets its options again and again', async () => {
    const { clock, runs, one } = debounce()
    one.touch()
    for (let render = 0; render < 40; render += 1) {
      await clock.advance(100)
      one.retime()
    }
    expect(runs).toEqual([2_000])
    for (let render = 0; render < 300; render += 1) {
      one.touch()
      one.retime()
      await clock.advance(100)
    }
    expect(runs.slice(1, 3)).toEqual([14_000, 24_000])
  })

  it('follows a pause that is made shorter or longer while it waits', async () => {
    const { clock, runs, one, current } = debounce()
    one.touch()
    await clock.advance(500)
    current.timing = { debounceMs: 1_000, maxWaitMs: 1_000 }
    one.retime()
    await clock.advance(10_000)
    one.touch()
    current.timing = { debounceMs: 5_000, maxWaitMs: 5_000 }
    one.retime()
    await clock.advance(10_000)
    expect(runs).toEqual([1_000, 15_500])
  })

  it('waits no longer than it should when the wall clock is set back or forth', async () => {
    for (const jumpMs of [-3_600_000, 3_600_000]) {
      const { clock, runs, one } = debounce()
      one.touch()
      clock.jump(jumpMs)
      await clock.advance(2_000 + Math.abs(jumpMs))
      expect(runs).toHaveLength(1)
    }
  })

  it('begins anew after it was called off', async () => {
    const { clock, runs, one } = debounce()
    one.touch()
    await clock.advance(1_999)
    one.cancel()
    one.touch()
    await clock.advance(1_999)
    expect(runs).toEqual([])
    await clock.advance(1)
    expect(runs).toEqual([3_999])
  })
})
