import type { PurgeMark } from '../../environment/purgeMark.ts'
import { storageFailure } from '../storageError.ts'

/**
 * Which life of its scope a page belongs to: each purge ends one and begins the next. What the page has read, or holds, is of its own
 * life, and is stored in no later one.
 */
export class ScopeEpoch {
  readonly #mark: PurgeMark
  readonly #onMeeting: () => void
  readonly #onEnd = new Set<() => void>()
  #own: number | undefined
  #hasMet = false
  #hasEnded = false

  /** @param onMeeting - Told when the database was first asked: what is left of former lives can go. */
  constructor(mark: PurgeMark, onMeeting: () => void) {
    this.#mark = mark
    this.#onMeeting = onMeeting
  }

  /** Purges there had been when this page began. */
  get own(): number {
    return (this.#own ??= this.#mark.get())
  }

  /** Whether the scope was purged since. Asks localStorage: for whoever is about to write. */
  get isOver(): boolean {
    if (!this.#hasEnded) this.heard(this.#mark.get())
    return this.#hasEnded
  }

  /** @throws AutoSaveError `SCOPE_PURGED`. */
  check(): void {
    if (this.isOver) throw storageFailure('SCOPE_PURGED')
  }

  /** Another page says how many purges there were. */
  heard(count: number): void {
    if (count > this.own) this.end()
  }

  /** The database says so. Nothing was read before the first time. */
  met(count: number): void {
    if (this.#hasMet || count <= this.own) this.heard(count)
    else {
      this.#own = count
      // The browser has lost what stood there, or never had it.
      this.#mark.put(count)
    }
    if (!this.#hasMet) this.#onMeeting()
    this.#hasMet = true
  }

  /** Calls `onEnd` once, in the task in which this page learns that its life is over. */
  subscribe(onEnd: () => void): void {
    this.#onEnd.add(onEnd)
  }

  end(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    for (const onEnd of this.#onEnd) onEnd()
  }
}
