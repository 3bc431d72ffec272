import type { SaveResult } from '@autosave-kit/core'
import { reportAppError } from './reportAppError.ts'
import type { SaveSession } from './SaveSession.ts'

/** What a component brings along when it attaches. */
export interface LinkStart<TState> {
  /** The state the component shows now. */
  readonly current: TState
  /** What it showed when the engine last heard of it, or its first state: what differs from it was typed since. */
  readonly baseline: TState
  /** Whether the engine knows `baseline` already: the same component was attached to the same session before. */
  readonly isBaselineKnown: boolean
  readonly apply: (state: TState) => void
}

/**
 * One component on one session, from attach to detach.
 *
 * Until the session is restored nothing is handed over: the engine asks for what was typed meanwhile, and keeps it on top of what
 * it read. From then on each committed state that the engine does not know goes to it.
 */
export class SessionLink<TState> {
  readonly #session: SaveSession<TState>
  readonly #apply: (state: TState) => void
  #current: TState
  #known: TState
  #isLive = true
  #isRestored = false
  #restoring: Promise<void> = Promise.resolve()

  constructor(session: SaveSession<TState>, start: LinkStart<TState>) {
    this.#session = session
    this.#apply = start.apply
    this.#current = start.current
    this.#known = start.baseline
    if (start.isBaselineKnown && session.newest === start.baseline) this.#begin()
    else this.#restoring = this.#restore()
  }

  /** The last state the engine and this component agree on. */
  get known(): TState {
    return this.#known
  }

  get isRestored(): boolean {
    return this.#isRestored
  }

  /** Called in the layout effect of every commit: O(1). */
  commit(state: TState): void {
    this.#current = state
    if (this.#isRestored && state !== this.#known) this.#handOver(state)
  }

  /** Makes the app show a state that the engine holds already. */
  show(state: TState): void {
    if (!this.#isLive || state === this.#current) return
    this.#known = state
    try {
      this.#apply(state)
    } catch (error) {
      reportAppError(error)
    }
  }

  async saveNow(): Promise<SaveResult> {
    // While the session cannot be read this asks to read it now, and rejects if that fails again: who pressed a button hears of it.
    if (!this.#isRestored) await Promise.all([this.#restoring, this.#session.manager.flush()])
    this.#known = this.#current
    this.#session.newest = this.#current
    return this.#session.manager.immediateSave(this.#current)
  }

  detach(): void {
    this.#isLive = false
    this.#session.release(this)
  }

  #handOver(state: TState): void {
    this.#known = state
    this.#session.newest = state
    void this.#session.manager.scheduleSave(state)
  }

  #begin(): void {
    this.#isRestored = true
    this.commit(this.#current)
  }

  async #restore(): Promise<void> {
    let seen = this.#known
    const current = (): TState => (seen = this.#current)
    try {
      const { state } = await this.#session.manager.restore({ baseline: this.#known, current })
      if (!this.#isLive) return
      if (state !== undefined) {
        this.#session.newest = state
        // A commit may have come between the engine's look and this task: merge that one as well before anything is shown.
        if (this.#current !== seen && state !== this.#current) {
          this.#known = seen
          return await this.#restore()
        }
        this.show(state)
        this.#current = state
        this.#known = state
      }
    } catch (error) {
      if (!this.#isLive) return
      reportAppError(error)
    }
    this.#begin()
  }
}
