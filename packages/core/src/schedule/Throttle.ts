import type { Clock } from './Clock.ts'

/**
 * Runs in the next task after a touch, and then at most once in `intervalMs` however often it is touched: the first touch
 * after a quiet time is not kept waiting. An interval of 0 turns it off. A touch is on the keystroke path: while a run is
 * waiting it does nothing.
 */
export class Throttle {
  readonly #clock: Clock
  readonly #run: () => void
  readonly #intervalMs: () => number
  /** Touched since it ran last, whether that set a timer or not. */
  #isTouched = false
  #ranAt = Number.NEGATIVE_INFINITY
  #cancelTimer: (() => void) | undefined

  constructor(clock: Clock, intervalMs: () => number, run: () => void) {
    this.#clock = clock
    this.#intervalMs = intervalMs
    this.#run = run
  }

  touch(): void {
    if (this.#cancelTimer !== undefined) return
    this.#isTouched = true
    const intervalMs = this.#intervalMs()
    if (intervalMs === 0) return
    const restMs = this.#ranAt + intervalMs - this.#clock.elapsed()
    this.#cancelTimer = this.#clock.setTimer(this.#onTimer, Math.max(0, restMs))
  }

  /** What it is for has been done, by somebody else perhaps: the interval begins anew. */
  done(): void {
    this.cancel()
    this.#ranAt = this.#clock.elapsed()
  }

  cancel(): void {
    this.#isTouched = false
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
  }

  /** The interval has changed, or is one for the first time: a waiting run follows it at once. */
  retime(): void {
    if (!this.#isTouched) return
    this.cancel()
    this.touch()
  }

  readonly #onTimer = (): void => {
    this.done()
    this.#run()
  }
}
