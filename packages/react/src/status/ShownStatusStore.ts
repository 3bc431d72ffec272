import type { SaveSnapshot } from '@autosave-kit/core'
import { firstShownStatus, nextShownStatus, type ShownStatus, type ShownWord } from './shownStatus.ts'
import { statusFact } from './statusFact.ts'
import type { TrackedSource } from './TrackedMembers.ts'

/** What to show now: the calm word, and the facts behind it. */
export interface ShownView {
  readonly word: ShownWord
  readonly snapshot: SaveSnapshot
}

/** Drives the calm display by one timer, which runs only while somebody looks. */
export class ShownStatusStore {
  readonly #source: TrackedSource<SaveSnapshot>
  #shown: ShownStatus
  #view: ShownView
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(source: TrackedSource<SaveSnapshot>) {
    this.#source = source
    const snapshot = source.getSnapshot()
    // Monotonic: a clock set back must not freeze the words.
    this.#shown = firstShownStatus(statusFact(snapshot), performance.now())
    this.#view = { word: this.#shown.word, snapshot }
  }

  subscribe = (listener: () => void): (() => void) => {
    const look = (): void => {
      if (this.#look(look)) listener()
    }
    const unsubscribe = this.#source.subscribe(look)
    look()
    return () => {
      unsubscribe()
      clearTimeout(this.#timer)
    }
  }

  getSnapshot = (): ShownView => this.#view

  /** Answers whether something to be shown changed. */
  #look(look: () => void): boolean {
    const now = performance.now()
    const snapshot = this.#source.getSnapshot()
    const [shown, wakeAt] = nextShownStatus(this.#shown, statusFact(snapshot), now)
    this.#shown = shown
    clearTimeout(this.#timer)
    // Rounded up: a timer that fires a fraction early would be armed again for that fraction.
    if (wakeAt !== undefined) this.#timer = setTimeout(look, Math.ceil(wakeAt - now))
    if (shown.word === this.#view.word && snapshot === this.#view.snapshot) return false
    this.#view = { word: shown.word, snapshot }
    return true
  }
}
