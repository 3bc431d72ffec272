import { AdaptiveDelay, type SaveTiming } from '../schedule/AdaptiveDelay.ts'
import { type DueSave, SaveTimers } from '../schedule/SaveTimers.ts'
import type { SessionContext } from './SessionContext.ts'

/** When saves happen that nobody asks for: early ones while somebody types, the save itself once they pause. */
export class SaveSchedule {
  readonly #context: SessionContext
  readonly #timers: SaveTimers
  readonly #delay = new AdaptiveDelay()
  readonly #save: (due: DueSave) => void

  constructor(context: SessionContext, save: (due: DueSave) => void) {
    this.#context = context
    this.#save = save
    const timing = (): SaveTiming => this.#delay.widen(context.config())
    this.#timers = new SaveTimers(context.surroundings.clock, timing, (due) => this.#onDue(due))
  }

  /** How much longer than configured saves are put off, since they run slow: from 1 to 8. */
  get delayFactor(): number {
    return this.#delay.factor
  }

  /** Something was handed over: O(1), on the keystroke path. */
  touch(): void {
    this.#timers.touch()
  }

  /** A commit is being made. */
  begun(isEarly: boolean): void {
    this.#timers.begun(isEarly)
  }

  /** A commit has landed that began to be made at `startedAt`. */
  landed(startedAt: number): void {
    this.#delay.landed(this.#context.surroundings.clock.elapsed() - startedAt)
  }

  /** What waits follows options that have changed. */
  configChanged(): void {
    this.#timers.retime()
  }

  cancel(): void {
    this.#timers.cancel()
  }

  #onDue(due: DueSave): void {
    const { facts } = this.#context
    const { pauseReasons, lastError, draftVersion, savedVersion } = facts.facts
    // A reader stores nothing, but looks at the end of a stretch whether anything was changed at all.
    const heldCount = facts.isReader && due !== 'early' ? 1 : 0
    // What fails is tried again with growing distance, not with each letter.
    const isIdle = due === 'early' && (lastError !== undefined || draftVersion <= savedVersion)
    if (pauseReasons.length === heldCount && !isIdle) this.#save(due)
  }
}
