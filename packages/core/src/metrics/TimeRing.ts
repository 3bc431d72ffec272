import type { TimeSpread } from './AutoSaveMetrics.ts'

/** With five saves above its p99 that number is not one save's; and sorting it takes a few microseconds. */
const CAPACITY = 512

/** The trend of fewer is chance. */
const LEAST_FOR_TREND = 8

/** The newest durations. Always the same 4 KB, whatever happens. */
export class TimeRing {
  readonly #times = new Float64Array(CAPACITY)
  #count = 0

  add(ms: number): void {
    this.#times[this.#count % CAPACITY] = ms
    this.#count += 1
  }

  spread(): TimeSpread {
    const times = this.#inOrder()
    if (times.length === 0) return { last: 0, average: 0, p50: 0, p95: 0, p99: 0, longest: 0 }
    const last = times.at(-1) ?? 0
    const average = mean(times)
    const sorted = times.sort()
    const [p50, p95, p99] = [rank(sorted, 0.5), rank(sorted, 0.95), rank(sorted, 0.99)]
    return { last, average, p50, p95, p99, longest: sorted.at(-1) ?? 0 }
  }

  /** The newer half's mean by the older half's. */
  trend(): number {
    const times = this.#inOrder()
    if (times.length < LEAST_FOR_TREND) return 1
    const middle = times.length >> 1
    const older = mean(times.subarray(0, middle))
    return older === 0 ? 1 : mean(times.subarray(middle)) / older
  }

  /** A copy, oldest first. */
  #inOrder(): Float64Array {
    if (this.#count <= CAPACITY) return this.#times.slice(0, this.#count)
    const start = this.#count % CAPACITY
    const times = new Float64Array(CAPACITY)
    times.set(this.#times.subarray(start))
    times.set(this.#times.subarray(0, start), CAPACITY - start)
    return times
  }
}

function mean(times: Float64Array): number {
  return times.reduce((sum, ms) => sum + ms, 0) / times.length
}

/** The smallest value that so large a share of all do not exceed. */
function rank(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
