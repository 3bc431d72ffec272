import type { FactStore } from './FactStore.ts'
import type { Commit } from './Commit.ts'

/** A commit under way. */
export interface Flight {
  readonly commit: Commit
  /** The state it carries, counted as they were handed over. */
  readonly version: number
  /** Sent without knowing what the store holds: that it has landed does not say that it counts. */
  readonly isDoubtful?: boolean
  /** When it began to be made, in ms of the clock that never goes back. */
  readonly startedAt: number
  /** In the middle of a stretch of typing. */
  readonly isEarly?: boolean
}

/** The commits under way, oldest first: one as a rule, more only while a page is being left. */
export class Flights {
  readonly #facts: FactStore
  #flights: readonly Flight[] = []
  #holdCount = 0

  constructor(facts: FactStore) {
    this.#facts = facts
  }

  get newest(): Flight | undefined {
    return this.#flights.at(-1)
  }

  get isEmpty(): boolean {
    return this.#flights.length === 0
  }

  /** Whether the newest leaves files out whose content has not been read. */
  get isIncomplete(): boolean {
    return (this.newest?.commit.unreadBlobs.size ?? 0) > 0
  }

  /** Whether somebody else is writing to the log, between commits. */
  get isHeld(): boolean {
    return this.#holdCount > 0
  }

  /** Keeps commits waiting until the returned function is called. */
  hold(): () => void {
    this.#holdCount += 1
    return () => {
      this.#holdCount -= 1
    }
  }

  start(flight: Flight): void {
    this.#flights = [...this.#flights, flight]
    this.#facts.dispatch({ type: 'write-started', leftOutPaths: flight.commit.leftOutPaths }, flight.isEarly)
  }

  /** @returns false for a commit that was given up before: what became of it is read from the store. */
  end(flight: Flight): boolean {
    if (!this.#flights.includes(flight)) return false
    this.#flights = this.#flights.filter((other) => other !== flight)
    this.#facts.dispatch({ type: 'write-ended' }, flight.isEarly)
    return true
  }

  giveUpAll(): void {
    for (const flight of this.#flights) this.end(flight)
  }
}
