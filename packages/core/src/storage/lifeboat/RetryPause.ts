import type { AutoSaveError } from '../../errors/AutoSaveError.ts'
import type { Clock } from '../../schedule/Clock.ts'

const FIRST_MS = 30_000
const LONGEST_MS = 600_000

/** After a failure nothing is tried for a while, longer each time; for good where there is no copy to be had. */
export class RetryPause {
  readonly #clock: Clock
  #delayMs = FIRST_MS
  #cancel: (() => void) | undefined
  #isOver = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Nothing is to be tried now. */
  get isOn(): boolean {
    return this.#isOver || this.#cancel !== undefined
  }

  begin({ code }: AutoSaveError, again: () => void): void {
    this.end()
    this.#isOver ||= code === 'LIFEBOAT_UNAVAILABLE'
    if (this.#isOver) return
    this.#cancel = this.#clock.setTimer(() => {
      this.#cancel = undefined
      again()
    }, this.#delayMs)
    this.#delayMs = Math.min(this.#delayMs * 2, LONGEST_MS)
  }

  succeeded(): void {
    this.#delayMs = FIRST_MS
  }

  /** Now is as good a moment as any. */
  end(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }
}
