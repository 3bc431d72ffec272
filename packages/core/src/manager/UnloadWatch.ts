import type { Surroundings } from './SessionContext.ts'

/**
 * How long the watch goes on after everything was saved, in ms. Beginning and ending to listen to `beforeunload` costs
 * half of what saving an edit does (Chromium tells its browser process each time), so it is not done at each save.
 */
const LINGER_MS = 10_000

/** Watches `beforeunload` while something is unsaved, and a little longer. */
export class UnloadWatch {
  readonly #surroundings: Surroundings
  readonly #onUnload: () => boolean
  #unwatch: (() => void) | undefined
  #cancelTimer: (() => void) | undefined

  constructor(surroundings: Surroundings, onUnload: () => boolean) {
    this.#surroundings = surroundings
    this.#onUnload = onUnload
  }

  begin(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#unwatch ??= this.#surroundings.lifecycle.watchUnload(this.#onUnload)
  }

  /** Everything is saved. */
  endSoon(): void {
    if (this.#unwatch === undefined) return
    this.#cancelTimer ??= this.#surroundings.clock.setTimer(() => this.end(), LINGER_MS)
  }

  end(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#unwatch?.()
    this.#unwatch = undefined
  }
}
