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
  readonly #identity: { readonly sessionId: string }
  readonly #clock: Clock
  readonly #listeners = new Set<() => void>()
  readonly #storedListeners = new Set<() => void>()
  readonly #observe: FactObserver
  #facts: Facts = initialFacts
  #snapshot: SaveSnapshot
  /** Whether a stretch of typing is shown as unsaved, whatever the facts say of it. */
  #isStretch = false
  #isDisposed = false
  #cancelNotice: (() => void) | undefined

  constructor(identity: { readonly sessionId: string }, clock: Clock, observe: FactObserver = () => undefined) {
    this.#observe = observe
    this.#identity = identity
    this.#clock = clock
    this.#snapshot = deriveSnapshot(identity.sessionId, initialFacts)
  }

  get facts(): Facts {
    return this.#facts
  }

  /** Another tab writes the session: this one stores nothing. */
  get isReader(): boolean {
    return this.#facts.access === 'reader'
  }

  readonly getSnapshot = (): SaveSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls `listener` in the task in which a commit has landed, in the middle of a stretch of typing too, which may take an hour. Returns its end. */
  subscribeStored(listener: () => void): () => void {
    this.#storedListeners.add(listener)
    return () => this.#storedListeners.delete(listener)
  }

  /**
   * `isQuiet`: part of a stretch of typing. The snapshot stays as it is then, as long as it is the more careful one: a
   * stretch is unsaved until it ends, and neither "saved" between two letters nor each early commit is worth a render.
   * What the engine goes by are the facts. News of the storage come when they come (the second copy's first file is made
   * after an early commit, say) and do not end a stretch either.
   */
  dispatch(action: FactAction, isQuiet = false): void {
    const before = this.#facts
    this.#facts = reduceFacts(before, action)
    this.#observe(action, before)
    if (action.type === 'stored' && action.commit !== undefined)
      for (const listener of this.#storedListeners) listener()
    const derived = deriveSnapshot(this.#identity.sessionId, this.#facts)
    const isNews = this.#isStretch && action.type === 'diagnosed'
    const snapshot = isNews ? { ...this.#snapshot, ...action.change } : derived
    if (isSame(snapshot, this.#snapshot)) return
    this.#isStretch = isNews || (isQuiet && isMoreCareful(this.#snapshot, snapshot))
    if (this.#isStretch && !isNews) return
    this.#snapshot = snapshot
    if (this.#isDisposed) return
    this.#cancelNotice ??= this.#clock.setTimer(this.#notify, 0)
  }

  /** Nobody is to be told of anything any more, nor is anything to be written. */
  get isDisposed(): boolean {
    return this.#isDisposed
  }

  /** Facts may still come, from an answer that is late; nobody is told of them. */
  dispose(): void {
    this.#isDisposed = true
    this.#cancelNotice?.()
    this.#listeners.clear()
    this.#storedListeners.clear()
  }

  readonly #notify = (): void => {
    this.#cancelNotice = undefined
    for (const listener of this.#listeners) listener()
  }
}

/** Whether whoever goes by `shown` believes nothing to be safe that is not, and misses no trouble. */
function isMoreCareful(shown: SaveSnapshot, now: SaveSnapshot): boolean {
  const isTrouble = shown.error !== now.error || shown.durability !== now.durability
  return shown.isUnsaved && !isTrouble && shown.pauseReasons === now.pauseReasons
}

function isSame(one: SaveSnapshot, other: SaveSnapshot): boolean {
  return Object.entries(one).every(([name, value]) => Object.is(value, Reflect.get(other, name)))
}
