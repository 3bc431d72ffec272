import type { SessionCard } from './SessionCard.ts'
import type { SessionContext } from './SessionContext.ts'
import type { SaveLoop } from './SaveLoop.ts'

/**
 * Bounds what a power cut can take: while something was saved `relaxed` only, the medium is asked for it every
 * `strictIntervalMs`, and when the page is hidden.
 *
 * A strict write of the session's row is enough, and no revision is used up for it: a database writes one log in order, so
 * the log is on the medium up to there (Chromium: LevelDB's, synced by the write; Firefox: SQLite's, one file per database).
 */
export class StrictFlush {
  readonly #context: SessionContext
  readonly #loop: SaveLoop
  readonly #card: SessionCard
  #cancelTimer: (() => void) | undefined
  #isRunning = false
  #isDisposed = false

  constructor(context: SessionContext, loop: SaveLoop, card: SessionCard) {
    this.#context = context
    this.#loop = loop
    this.#card = card
  }

  /** Something was saved: it is the medium's in a while. */
  expect(): void {
    const { strictIntervalMs } = this.#context.config().durability
    if (this.#isNeeded)
      this.#cancelTimer ??= this.#context.surroundings.clock.setTimer(() => this.now(), strictIntervalMs)
  }

  /** Issues the write before it returns. */
  now(): void {
    this.#endTimer()
    if (this.#isRunning || !this.#isNeeded) return
    this.#isRunning = true
    const { log } = this.#loop
    const { revision } = log
    void this.#card.flush().then(
      () => this.#ended(() => log.madeStrict(revision)),
      // The row is a convenience, and the store's trouble is met by the next save.
      () => this.#ended(() => undefined),
    )
  }

  /** Whether this page has saved something, or is about to, that a power cut could take back. Opening a session writes nothing. */
  get #isNeeded(): boolean {
    const { surroundings, config } = this.#context
    const { log, issuedRevision } = this.#loop
    const isOurs = issuedRevision > log.revision || log.head?.writer === surroundings.presence.tabId
    const isRelaxed = isOurs && issuedRevision > log.strictRevision
    return !this.#isDisposed && isRelaxed && config().durability.strictIntervalMs > 0
  }

  dispose(): void {
    this.#isDisposed = true
    this.#endTimer()
  }

  #ended(settle: () => void): void {
    this.#isRunning = false
    settle()
    this.expect()
  }

  #endTimer(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
  }
}
