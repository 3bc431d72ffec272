import type { SaveTiming } from './AdaptiveDelay.ts'
import type { Clock } from './Clock.ts'
import { Debounce } from './Debounce.ts'
import { Throttle } from './Throttle.ts'

/** What is due: a change's early commit, or the save once the person pauses. */
export type DueSave = 'early' | 'debounce'

/** When a change that was handed over is due: early while somebody types, and once they pause. */
export class SaveTimers {
  readonly #debounce: Debounce
  readonly #early: Throttle

  constructor(clock: Clock, timing: () => SaveTiming, onDue: (due: DueSave) => void) {
    // Without a pause it is one more of a stretch, which ends with the pause.
    this.#debounce = new Debounce(clock, timing, (isPause) => onDue(isPause ? 'debounce' : 'early'))
    this.#early = new Throttle(
      clock,
      () => timing().crashWindowMs,
      () => onDue('early'),
    )
  }

  /** On the keystroke path: a number, and a timer where none runs. */
  touch(): void {
    this.#debounce.touch()
    this.#early.touch()
  }

  /** A commit begins. An early one leaves the save itself to come. */
  begun(isEarly: boolean): void {
    this.#early.done()
    if (!isEarly) this.#debounce.cancel()
  }

  cancel(): void {
    this.#debounce.cancel()
    this.#early.cancel()
  }

  /** The timing has changed: what waits follows it at once. */
  retime(): void {
    this.#debounce.retime()
    this.#early.retime()
  }
}
