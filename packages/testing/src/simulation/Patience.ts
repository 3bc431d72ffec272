import type { BookApp } from './BookApp.ts'
import { LawBroken } from './LawBroken.ts'

/**
 * Longest that work may wait for a database which does not answer while there is room in a smaller store, in ms: three
 * readings or writes of 10 s each, and the pauses between the attempts.
 */
const LIMIT_MS = 90_000

/** Watches that nobody's work waits for ever for a store that hangs, while another one would take it. */
export class Patience {
  readonly #app: BookApp
  #since = 0
  #landed = 0
  #isWaiting = false

  constructor(app: BookApp) {
    this.#app = app
  }

  /** @param isHelped - the smaller store answers, and has room. */
  check(elapsed: number, isHelped: boolean): void {
    const { page, ledger, snapshot, mustBeStored } = this.#app
    const isAtHand = mustBeStored && !page.isGone && !page.isFrozen && !page.isCached
    const isWaiting = isAtHand && isHelped && snapshot.isUnsaved
    if (!this.#isWaiting || ledger.landed !== this.#landed) this.#since = elapsed
    this.#isWaiting = isWaiting
    this.#landed = ledger.landed
    const waitedMs = elapsed - this.#since
    if (isWaiting && waitedMs > LIMIT_MS)
      throw new LawBroken(7, `${page.tabId} has held its work for ${Math.round(waitedMs)} ms`)
  }
}
