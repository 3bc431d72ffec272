import type { Clock } from '../../schedule/Clock.ts'
import { lifeboatError } from './lifeboatError.ts'

/** Waits for answers, but not for ever, and not beyond its own end. */
export class TimeLimits {
  readonly #clock: Clock
  readonly #ends = new Set<() => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** What `answer` resolves with, or a rejection when that takes longer than `limitMs`. */
  wait<TResult>(answer: Promise<TResult>, limitMs: number): Promise<TResult> {
    return new Promise((resolve, reject) => {
      const finish = (tell: () => void): void => {
        cancel()
        this.#ends.delete(end)
        tell()
      }
      const end = (): void => finish(() => reject(lifeboatError('LIFEBOAT_FAILED', `no answer within ${limitMs} ms`)))
      const cancel = this.#clock.setTimer(end, limitMs)
      this.#ends.add(end)
      answer.then(
        (value) => finish(() => resolve(value)),
        (error: unknown) => finish(() => reject(error)),
      )
    })
  }

  /** Nothing is waited for any more. */
  end(): void {
    for (const end of this.#ends) end()
  }
}
