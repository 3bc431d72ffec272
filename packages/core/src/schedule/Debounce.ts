import type { Clock } from './Clock.ts'

export interface DebounceTiming {
  /** Quiet time after the last touch, in ms. */
  readonly debounceMs: number
  /** Longest time from the first touch, in ms. */
  readonly maxWaitMs: number
}

/**
 * Runs once the touches have been quiet for `debounceMs`, at the latest `maxWaitMs` after the first of them.
 *
 * A touch is on the keystroke path: it only moves a number. The one running timer, when it fires too early, is set again for the rest.
 */
export class Debounce {
  readonly #clock: Clock
  readonly #run: () => void
  readonly #timing: () => DebounceTiming
  #firstTouchAt: number | undefined
  #dueAt = 0
  #cancelTimer: (() => void) | undefined

  constructor(clock: Clock, timing: () => DebounceTiming, run: () => void) {
    this.#clock = clock
    this.#timing = timing
    this.#run = run
  }

  touch(): void {
    const now = this.#clock.now()
    const { debounceMs, maxWaitMs } = this.#timing()
    this.#firstTouchAt ??= now
    this.#dueAt = Math.min(now + debounceMs, this.#firstTouchAt + maxWaitMs)
    this.#cancelTimer ??= this.#clock.setTimer(this.#onTimer, debounceMs)
  }

  cancel(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#firstTouchAt = undefined
  }

  /** The timing has changed: a waiting run follows it at once. */
  retime(): void {
    if (this.#cancelTimer === undefined) return
    this.cancel()
    this.touch()
  }

  readonly #onTimer = (): void => {
    this.#cancelTimer = undefined
    const restMs = this.#dueAt - this.#clock.now()
    // The wall clock can be set back by hours; a rest longer than the delay is such a jump, not a wait.
    if (restMs > 0 && restMs <= this.#timing().debounceMs) {
      this.#cancelTimer = this.#clock.setTimer(this.#onTimer, restMs)
      return
    }
    this.#firstTouchAt = undefined
    this.#run()
  }
}
