import type { Clock } from './Clock.ts'

export interface DebounceTiming {
  /** Quiet time after the last touch, in ms. */
  readonly debounceMs: number
  /** Longest time from the first touch, in ms. */
  readonly maxWaitMs: number
}

/**
 * Runs once the touches have been quiet for `debounceMs`. Where they are not, it runs every `maxWaitMs` from the first of them on, and says
 * that it is no pause; that one still comes.
 *
 * A touch is on the keystroke path: it only moves a number. The one running timer, when it fires too early, is set again for the rest.
 */
export class Debounce {
  readonly #clock: Clock
  readonly #run: (isPause: boolean) => void
  readonly #timing: () => DebounceTiming
  #firstTouchAt: number | undefined
  #lastTouchAt = 0
  #cancelTimer: (() => void) | undefined

  constructor(clock: Clock, timing: () => DebounceTiming, run: (isPause: boolean) => void) {
    this.#clock = clock
    this.#timing = timing
    this.#run = run
  }

  touch(): void {
    this.#lastTouchAt = this.#clock.now()
    this.#firstTouchAt ??= this.#lastTouchAt
    this.#cancelTimer ??= this.#clock.setTimer(this.#onTimer, this.#timing().debounceMs)
  }

  cancel(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#firstTouchAt = undefined
  }

  /** The timing has changed: a waiting run follows it, counted from the touches as they were. */
  retime(): void {
    if (this.#cancelTimer === undefined) return
    this.#cancelTimer()
    this.#cancelTimer = this.#clock.setTimer(this.#onTimer, Math.max(0, this.#restMs()))
  }

  readonly #onTimer = (): void => {
    this.#cancelTimer = undefined
    const restMs = this.#restMs()
    if (restMs > 0) {
      this.#cancelTimer = this.#clock.setTimer(this.#onTimer, restMs)
      return
    }
    const pauseMs = this.#pauseMs()
    const isPause = pauseMs <= 0
    this.#firstTouchAt = isPause ? undefined : this.#clock.now()
    if (!isPause) this.#cancelTimer = this.#clock.setTimer(this.#onTimer, pauseMs)
    this.#run(isPause)
  }

  /** Until the pause is long enough. The wall clock can be set back by hours: a rest longer than the pause is such a jump. */
  #pauseMs(): number {
    const { debounceMs } = this.#timing()
    const restMs = this.#lastTouchAt + debounceMs - this.#clock.now()
    return restMs <= debounceMs ? restMs : 0
  }

  #restMs(): number {
    const { debounceMs, maxWaitMs } = this.#timing()
    const firstTouchAt = this.#firstTouchAt ?? this.#lastTouchAt
    const restMs = Math.min(this.#lastTouchAt + debounceMs, firstTouchAt + maxWaitMs) - this.#clock.now()
    // The wall clock can be set back by hours; a rest longer than the pause is such a jump, not a wait.
    return restMs <= debounceMs ? restMs : 0
  }
}
