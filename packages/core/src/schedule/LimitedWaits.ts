import type { Clock } from './Clock.ts'

/** Waits for others who may never answer: each ends with the answer, with its time, or with all the others. */
export class LimitedWaits {
  readonly #clock: Clock
  readonly #ends = new Set<() => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Settles with `answer`, well or not, at the latest after `limitMs`. */
  until(answer: Promise<unknown>, limitMs: number): Promise<void> {
    return new Promise((settle) => {
      const cancelTimer = this.#clock.setTimer(() => end(), limitMs)
      const end = (): void => {
        cancelTimer()
        this.#ends.delete(end)
        settle()
      }
      this.#ends.add(end)
      answer.then(end, end)
    })
  }

  /** Nobody waits any more. */
  endAll(): void {
    for (const end of this.#ends) end()
  }
}
