import { retryDelayMs } from '../schedule/retryDelayMs.ts'
import type { SessionContext } from './SessionContext.ts'

/** Tries again later, and later still while it goes on failing. */
export class RetryTimer {
  readonly #context: SessionContext
  readonly #run: () => void
  #failureCount = 0
  #cancelTimer: (() => void) | undefined

  constructor(context: SessionContext, run: () => void) {
    this.#context = context
    this.#run = run
  }

  /** @returns when the next attempt starts, in ms since 1970. */
  schedule(): number {
    this.cancel()
    const { clock, random } = this.#context.surroundings
    const delayMs = retryDelayMs(this.#context.config().retry, this.#failureCount, random)
    this.#failureCount += 1
    this.#cancelTimer = clock.setTimer(() => {
      this.#cancelTimer = undefined
      this.#run()
    }, delayMs)
    return clock.now() + delayMs
  }

  succeeded(): void {
    this.cancel()
    this.#failureCount = 0
  }

  cancel(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
  }
}
