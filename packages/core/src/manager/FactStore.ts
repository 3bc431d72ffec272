import type { Clock } from '../schedule/Clock.ts'
import { deriveSnapshot } from './deriveSnapshot.ts'
import { type FactAction, type Facts, initialFacts, reduceFacts } from './facts.ts'
import type { SaveSnapshot } from './SaveSnapshot.ts'

/** Hears of each action once it has taken effect, on the keystroke path too: it does little and must not throw. */
type FactObserver = (action: FactAction, before: Facts) => void

/**
 * Keeps the facts and tells who listens when what they can see has changed.
 *
 * Listeners hear in a task of their own: the change may be a keystroke's, and no render belongs on its path.
 */
export class FactStore {
  readonly #sessionId: string
  readonly #clock: Clock
  readonly #listeners = new Set<() => void>()
  readonly #observe: FactObserver
  #facts: Facts = initialFacts
  #snapshot: SaveSnapshot
  /** The least careful snapshot that somebody may go by: what listeners were told of last, or what somebody has read since. */
  #told: SaveSnapshot
  #isDisposed = false
  #cancelNotice: (() => void) | undefined

  constructor(sessionId: string, clock: Clock, observe: FactObserver = () => undefined) {
    this.#observe = observe
    this.#sessionId = sessionId
    this.#clock = clock
    this.#snapshot = deriveSnapshot(sessionId, initialFacts)
    this.#told = this.#snapshot
  }

  get facts(): Facts {
    return this.#facts
  }

  /** Who looks and finds everything stored has been told so: the next change is news to them, in the middle of a stretch too. */
  readonly getSnapshot = (): SaveSnapshot => {
    if (!this.#snapshot.isUnsaved) this.#told = this.#snapshot
    return this.#snapshot
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * `isQuiet`: part of a stretch of typing. The snapshot says what is true at once, but nobody is told of it as long as
   * what they were told last is the more careful: an early commit every quarter of a second is no reason to render.
   */
  dispatch(action: FactAction, isQuiet = false): void {
    const before = this.#facts
    this.#facts = reduceFacts(before, action)
    this.#observe(action, before)
    const snapshot = deriveSnapshot(this.#sessionId, this.#facts)
    if (!isSame(snapshot, this.#snapshot)) this.#snapshot = snapshot
    const isTold = isSame(this.#snapshot, this.#told) || (isQuiet && isMoreCareful(this.#told, this.#snapshot))
    if (isTold || this.#isDisposed) return
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
    this.#told = this.#snapshot
    for (const listener of this.#listeners) listener()
  }
}

/** Whether whoever knows `told` believes nothing to be safe that is not, and misses no trouble. */
function isMoreCareful(told: SaveSnapshot, now: SaveSnapshot): boolean {
  const isTrouble = told.error !== now.error || told.durability !== now.durability
  return told.isUnsaved && !isTrouble && told.pauseReasons === now.pauseReasons
}

function isSame(one: SaveSnapshot, other: SaveSnapshot): boolean {
  return Object.entries(one).every(([name, value]) => Object.is(value, Reflect.get(other, name)))
}
