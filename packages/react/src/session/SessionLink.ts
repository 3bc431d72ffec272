import type { SaveResult } from '@autosave-kit/core'
import { askBeforeLeaving } from './askBeforeLeaving.ts'
import { isSameContent } from './isSameContent.ts'
import { reportAppError } from './reportAppError.ts'
import type { SaveSession } from './SaveSession.ts'
import type { StateOrigin } from './StateOrigin.ts'

/** What a component brings along when it attaches. */
export interface LinkStart<TState> {
  /** The state the component shows now. */
  readonly current: TState
  /** What it showed when the engine last heard of it, or its first state: what differs from it was typed since. */
  readonly baseline: TState
  /** Whether the engine knows `baseline` already: the same component was attached to the same session before. */
  readonly isBaselineKnown: boolean
  readonly apply: (state: TState, origin: StateOrigin) => void
}

/**
 * How often an edit made on top of a state that was replaced under it is merged. Once is enough for a keystroke that was on its way;
 * an app that keeps changing what it is given must not go round for ever.
 */
const MERGE_LIMIT = 3

/**
 * One component on one session, from attach to detach.
 *
 * Until the session is restored nothing is handed over: the engine asks for what was typed meanwhile, and keeps it on top of what
 * it read. From then on each committed state that the engine does not know goes to it. A session that is refused (a migration fails) stays
 * in the first of these for as long as that lasts: what is typed is kept here, and whoever leaves is asked to stay.
 *
 * @remarks
 * Between asking the app to show a state and the commit that shows it lies a moment in which a keystroke may still be handled with the
 * old state (`setArticle({ ...article, title })`). Such a commit holds the edit and not what was restored, so it is merged like what was
 * typed before, never taken for the newest state.
 */
export class SessionLink<TState> {
  readonly #session: SaveSession<TState>
  readonly #apply: (state: TState, origin: StateOrigin) => void
  /** What the component committed last. */
  #current: TState
  /** What the engine knows of this component. */
  #known: TState
  /** What the component showed when it was asked to show `known`; there until it does. */
  #unadopted: { readonly before: TState } | undefined
  #mergesLeft = MERGE_LIMIT
  /** Of what is shown next. */
  #origin: StateOrigin = 'stored'
  #isLive = true
  #isRestored = false
  #isRefused = false
  #restoring: Promise<void> = Promise.resolve()
  /** There while something was typed that the engine does not know of. */
  #endQuestion: (() => void) | undefined

  constructor(session: SaveSession<TState>, start: LinkStart<TState>) {
    this.#session = session
    this.#apply = start.apply
    this.#current = start.current
    this.#known = start.baseline
    if (start.isBaselineKnown && session.newest === start.baseline) this.#begin()
    else this.#restoring = this.#restore()
  }

  /** What the component showed when it and the engine last agreed: what differs from it was typed since. */
  get known(): TState {
    return this.#unadopted ? this.#unadopted.before : this.#known
  }

  get current(): TState {
    return this.#current
  }

  get isRestored(): boolean {
    return this.#isRestored && this.#unadopted === undefined
  }

  /** Called in the layout effect of every commit: O(1). */
  commit(state: TState): void {
    this.#current = state
    if (state === this.#known) this.#unadopted = undefined
    else if (!this.#isRestored) this.#endQuestion ??= askBeforeLeaving()
    else if (this.#unadopted) this.#commitUnadopted(this.#unadopted.before)
    else this.#handOver(state)
  }

  /**
   * Shows what the engine holds once `change` has ended, well or not. What is committed until then is kept on top of that, like what is
   * typed while a session is read: handed over now it would take the place of what comes, or be replaced by it.
   */
  follow(change: Promise<unknown>, origin: StateOrigin = 'stored'): Promise<void> {
    this.#isRestored = false
    this.#origin = origin
    this.#restoring = Promise.allSettled([this.#restoring, change]).then(() => this.#restore())
    return this.#restoring
  }

  async saveNow(label?: string): Promise<SaveResult> {
    // While the session cannot be read this asks to read it now, and rejects if that fails again: who pressed a button hears of it.
    if (!this.#isRestored) await Promise.all([this.#restoring, this.#session.manager.flush()])
    const state = this.#unadopted ? this.#known : this.#current
    this.#known = state
    this.#session.newest = state
    return this.#session.manager.immediateSave(state, label === undefined ? {} : { label })
  }

  detach(): void {
    this.#isLive = false
    // Nobody reads it any more: the engine holds what was typed, and asks whoever leaves.
    if (this.#isRefused && this.#current !== this.known) this.#handOver(this.#current)
    if (this.#isRefused) this.#stopAsking()
    this.#session.release(this)
  }

  #commitUnadopted(before: TState): void {
    // Rendered for another reason; the app has not got to it yet.
    if (this.#current === before) return
    this.#unadopted = undefined
    this.#mergesLeft -= 1
    if (this.#mergesLeft < 0) return this.#handOver(this.#current)
    this.#known = before
    this.#isRestored = false
    this.#restoring = this.#restore()
  }

  #handOver(state: TState): void {
    this.#known = state
    this.#session.newest = state
    void this.#session.manager.scheduleSave(state)
  }

  #begin(): void {
    this.#isRestored = true
    this.commit(this.#current)
    this.#stopAsking()
  }

  #stopAsking(): void {
    this.#endQuestion?.()
    this.#endQuestion = undefined
  }

  async #restore(): Promise<void> {
    this.#isRefused = false
    let seen = this.known
    const current = (): TState => (seen = this.#current)
    try {
      const { state } = await this.#session.manager.restore({ baseline: seen, current })
      if (!this.#isLive) return this.#stopAsking()
      // A commit may have come between the engine's look and this task: that one is merged as well before anything is shown.
      if (state !== undefined && this.#current !== seen && state !== this.#current) {
        this.#known = seen
        return await this.#restore()
      }
      if (state !== undefined) this.#agreeOn(state)
    } catch (error) {
      this.#isRefused = true
      if (!this.#isLive) return this.#stopAsking()
      return this.#session.refused(error)
    }
    this.#begin()
  }

  #agreeOn(state: TState): void {
    // The app shows just that already: replacing it by an equal object would only make it render.
    if (isSameContent(state, this.#current)) this.#known = this.#current
    else this.#show(state)
    this.#session.newest = this.#known
  }

  #show(state: TState): void {
    if (!this.#isLive || state === this.#current) return
    this.#unadopted = { before: this.#current }
    this.#known = state
    try {
      this.#apply(state, this.#origin)
    } catch (error) {
      reportAppError(error)
    }
  }
}
