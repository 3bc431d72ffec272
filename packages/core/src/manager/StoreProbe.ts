import type { SaveLoop } from './SaveLoop.ts'
import type { SessionContext } from './SessionContext.ts'

/** Focus and visibility come in pairs, in ms. */
const SHORTEST_MS = 1_000

/**
 * Looks at the store when somebody turns to the page again: whether it still answers, and whether another tab has written
 * meanwhile. It asks for what lies behind the newest known position, mostly nothing; only news are read in full.
 */
export class StoreProbe {
  readonly #context: SessionContext
  readonly #loop: SaveLoop
  #lookedAt = Number.NEGATIVE_INFINITY
  #isDisposed = false

  constructor(context: SessionContext, loop: SaveLoop) {
    this.#context = context
    this.#loop = loop
  }

  look(): void {
    const { surroundings, facts } = this.#context
    const now = surroundings.clock.elapsed()
    if (this.#loop.isBusy || facts.facts.isConflict || now - this.#lookedAt < SHORTEST_MS) return
    this.#lookedAt = now
    // Whoever comes back has perhaps made room: that need not wait for its time.
    if (facts.facts.lastError?.retryable === true) return this.#loop.doubt()
    void this.#hasNews().then((hasNews) => {
      if (this.#isDisposed || hasNews === false) return
      if (hasNews === 'unknown') this.#loop.doubt()
      else this.#loop.readAgain(false)
    })
  }

  dispose(): void {
    this.#isDisposed = true
  }

  /** Whether it holds something of others; `unknown` when it could not be asked. */
  async #hasNews(): Promise<boolean | 'unknown'> {
    const { surroundings, sessionId } = this.#context
    try {
      const rows = await surroundings.storage.read(sessionId, { from: this.#loop.log.position + 1 })
      return rows.some(({ writer }) => writer !== surroundings.presence.tabId)
    } catch {
      // What is wrong is told by the reading that follows.
      return 'unknown'
    }
  }
}
