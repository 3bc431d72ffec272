import type { Medium, MediumState } from './Medium.ts'
import type { SeededRandom } from './SeededRandom.ts'

/** How often a power cut takes everything that it may take. */
const TAKES_ALL = 0.7

/**
 * What a power cut may leave of a medium: what it was when somebody last waited for the medium itself (`strict`), or after any
 * commit since. A database writes one log, in order: nothing is taken but what came last.
 */
export class MediumJournal {
  readonly #medium: Medium
  #states: [MediumState, ...MediumState[]]

  constructor(medium: Medium) {
    this.#medium = medium
    this.#states = [medium.state]
  }

  committed(isStrict: boolean): void {
    const { state } = this.#medium
    if (isStrict) this.#states = [state]
    else this.#states.push(state)
  }

  /** @returns how many commits were taken back. */
  cut(random: SeededRandom): number {
    const [strict] = this.#states
    const count = this.#states.length
    const kept = random.chance(TAKES_ALL) ? 0 : random.below(count)
    const state = this.#states[kept] ?? strict
    this.#medium.goBackTo(state)
    this.#states = [state]
    return count - 1 - kept
  }
}
