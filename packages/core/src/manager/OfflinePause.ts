import type { SessionContext } from './SessionContext.ts'

/** With `pauseWhenOffline`: holds what is handed over while the browser is offline. */
export class OfflinePause {
  readonly #context: SessionContext
  readonly #onOver: () => void
  #isPaused = false

  /** @param onOver - called when nothing holds saving back any more. */
  constructor(context: SessionContext, onOver: () => void) {
    this.#context = context
    this.#onOver = onOver
  }

  /** The network or the options may have changed; a page that was asleep is not told of it. */
  update(): void {
    const { config, facts, surroundings } = this.#context
    const isPaused = config().pauseWhenOffline && surroundings.lifecycle.isOffline
    if (isPaused === this.#isPaused) return
    this.#isPaused = isPaused
    facts.dispatch({ type: isPaused ? 'paused' : 'resumed', reason: 'offline' })
    if (!isPaused && facts.facts.pauseReasons.length === 0) this.#onOver()
  }
}
