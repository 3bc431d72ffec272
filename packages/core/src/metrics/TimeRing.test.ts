import { describe, expect, it } from 'vitest'
import { TimeRing } from './TimeRing.ts'

function ringOf(times: readonly number[]): TimeRing {
  const ring = new TimeRing()
  for (const ms of times) ring.add(ms)
  return ring
}

describe('A ring of times', () => {
  it('is all zeros before the first', () => {
    expect(new TimeRing().spread()).toEqual({ last: 0, average: 0, p50: 0, p95: 0, p99: 0, longest: 0 })
  })

  it('knows the times that half, 95 and 99 of 100 do not exceed, in whatever order they came', () => {
    const times = Array.from({ length: 100 }, (_, index) => ((index * 37) % 100) + 1)
    expect(ringOf(times).spread()).toEqual({ last: 64, average: 50.5, p50: 50, p95: 95, p99: 99, longest: 100 })
    expect(ringOf([7]).spread()).toEqual({ last: 7, average: 7, p50: 7, p95: 7, p99: 7, longest: 7 })
  })

  it('forgets all but the newest 512', () => {
    const times = [...Array.from({ length: 300 }, () => 1_000), ...Array.from({ length: 512 }, (_, index) => index)]
    expect(ringOf(times).spread()).toMatchObject({ last: 511, longest: 511, average: 255.5 })
  })

  it('says whether saves are getting slower, once there are enough of them to tell', () => {
    expect(ringOf([1, 1, 1, 9, 9, 9, 9]).trend()).toBe(1)
    expect(ringOf([2, 2, 2, 2, 6, 6, 6, 6]).trend()).toBe(3)
    expect(ringOf([0, 0, 0, 0, 6, 6, 6, 6]).trend()).toBe(1)
    const old = Array.from({ length: 400 }, () => 50)
    const older = Array.from({ length: 256 }, () => 4)
    expect(ringOf([...old, ...older, ...Array.from({ length: 256 }, () => 2)]).trend()).toBe(0.5)
  })
})
