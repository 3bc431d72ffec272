import type { DebounceTiming } from './Debounce.ts'

export interface SaveTiming extends DebounceTiming {
  /** Longest time a change waits for its early commit, in ms; 0: there is none. */
  readonly crashWindowMs: number
}

/** A save that takes this long, in ms, or less is no burden: a fifth of the shortest time between two by default. */
const EASY_MS = 50

/** Beyond this nothing is gained by waiting longer. */
const MOST = 8

/** An odd number: one slow save among quick ones, or two, say nothing. */
const SAMPLE_COUNT = 5

/**
 * Widens the times between saves while saves run slow, so that a slow disk is not kept busy with nothing but our commits,
 * and narrows them again as soon as saves are quick: by the median of the last five. No change waits longer than `maxWaitMs`
 * for all that.
 */
export class AdaptiveDelay {
  readonly #samples = Array.from({ length: SAMPLE_COUNT }, () => 0)
  #next = 0
  #factor = 1

  /** From 1 (as configured) to 8. */
  get factor(): number {
    return this.#factor
  }

  /** A save took this long, in ms, from its beginning to its landing. */
  landed(saveMs: number): void {
    this.#samples[this.#next] = saveMs
    this.#next = (this.#next + 1) % SAMPLE_COUNT
    const median = this.#samples.toSorted((a, b) => a - b)[SAMPLE_COUNT >> 1] ?? 0
    this.#factor = Math.min(MOST, Math.max(1, median / EASY_MS))
  }

  widen(timing: SaveTiming): SaveTiming {
    if (this.#factor === 1) return timing
    const { debounceMs, maxWaitMs, crashWindowMs } = timing
    const wider = (ms: number): number => Math.max(ms, Math.min(ms * this.#factor, maxWaitMs))
    return { debounceMs: wider(debounceMs), maxWaitMs, crashWindowMs: wider(crashWindowMs) }
  }
}
