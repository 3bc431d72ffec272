import type { Clock } from '../../schedule/Clock.ts'
import { retryDelayMs } from '../../schedule/retryDelayMs.ts'

/**
 * From 2 s to a minute: a database that was blocked or lost is back within seconds, and asking one that stays broken is a
 * transaction that fails. A minute is how long work is kept in a smaller store for nothing, at most.
 */
const TIMING = { baseDelayMs: 2_000, maxDelayMs: 60_000 }

/** Tries now and then, later and later, until there is nothing to try any more. */
export class ReturnTimer {
  readonly #clock: Clock
  readonly #random: () => number
  /** Resolves with whether there is more to do. */
  readonly #attempt: () => Promise<boolean>
  #count = 0
  #isRunning = false
  #cancel: (() => void) | undefined

  constructor(clock: Clock, random: () => number, attempt: () => Promise<boolean>) {
    this.#clock = clock
    this.#random = random
    this.#attempt = attempt
  }

  start(): void {
    if (this.#cancel !== undefined || this.#isRunning) return
    const delayMs = retryDelayMs(TIMING, this.#count, this.#random)
    this.#count += 1
    this.#cancel = this.#clock.setTimer(() => void this.#run(), delayMs)
  }

  /** Somebody is looking, or something has changed: a good moment, if there is anything to try. */
  hurry(): void {
    if (this.#cancel === undefined) return
    this.#cancel()
    void this.#run()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }

  async #run(): Promise<void> {
    this.#cancel = undefined
    this.#isRunning = true
    // An attempt that failed says nothing of the next one.
    const hasMore = await this.#attempt().catch(() => true)
    this.#isRunning = false
    if (hasMore) return this.start()
    this.#count = 0
  }
}
