import type { Clock } from '../schedule/Clock.ts'
import { deriveSnapshot } from './deriveSnapshot.ts'
import { type FactAction, type Facts, initialFacts, reduceFacts } from './facts.ts'
import type { SaveSnapshot } from './SaveSnapshot.ts'

/**
 * Keeps the facts and tells who listens when what they can see has changed.
 *
 * Listeners hear in a task of their own: the change may be a keystroke's, and no render belongs on its path.
 */
export class FactStore {
  readonly #sessionId: string
  readonly #clock: Clock
  readonly #listeners = new Set<() => void>()
  #facts: Facts = initialFacts
  #snapshot: SaveSnapshot
  #isDisposed = false
  #cancelNotice: (() => void) | undefined

  constructor(sessionId: string, clock: Clock) {
    this.#sessionId = sessionId
    this.#clock = clock
    this.#snapshot = deriveSnapshot(sessionId, initialFacts)
  }

  get facts(): Facts {
    return this.#facts
  }

  readonly getSnapshot = (): SaveSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  dispatch(action: FactAction): void {
    this.#facts = reduceFacts(this.#facts, action)
    const snapshot = deriveSnapshot(this.#sessionId, this.#facts)
    if (isSame(snapshot, this.#snapshot)) return
    this.#snapshot = snapshot
    if (this.#isDisposed) return
    this.#cancelNotice ??= this.#clock.setTimer(this.#notify, 0)
  }

  /** Facts may still come, from an answer that is late; nobody is told of them. */
  dispose(): void {
    this.#isDisposed = true
    this.#cancelNotice?.()
    this.#listeners.clear()
  }

  readonly #notify = (): void => {
    this.#cancelNotice = undefined
    for (const listener of this.#listeners) listener()
  }
}

function isSame(one: SaveSnapshot, other: SaveSnapshot): boolean {
  return Object.entries(one).every(([name, value]) => Object.is(value, Reflect.get(other, name)))
}
