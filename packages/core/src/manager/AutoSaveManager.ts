import type { AutoSaveConfig, AutoSaveOptions } from '../config/AutoSaveConfig.ts'
import { resolveConfig } from '../config/resolveConfig.ts'
import type { PageMoment } from '../environment/PageLifecycle.ts'
import { AutoSaveError } from '../errors/AutoSaveError.ts'
import { keepTyped } from '../recovery/keepTyped.ts'
import { readSession } from '../recovery/readSession.ts'
import { FactStore } from './FactStore.ts'
import { type OpenedSession, SessionOpening } from './SessionOpening.ts'
import { SaveLoop } from './SaveLoop.ts'
import type { SaveResult } from './SaveWaiters.ts'
import type { RestoreReport, SaveSnapshot } from './SaveSnapshot.ts'
import { SessionCard } from './SessionCard.ts'
import type { Surroundings } from './SessionContext.ts'
import { disposed } from './saveErrors.ts'
import { createSurroundings } from './createSurroundings.ts'

/** What the app shows while its session is being read. @public */
export interface RestoreOptions<TState> {
  /** The state the app began with. */
  readonly baseline: TState
  /** The state the app has now: asked once, when the session has been read. */
  current(): TState
}

/** @public */
export interface RestoreResult<TState> {
  /** The newest state known of the session, handed over or stored; `undefined` when there is none. */
  readonly state: TState | undefined
  readonly revision: number
  readonly report: RestoreReport
}

/**
 * Keeps one session safe: takes its states, decides when to store them, says what is true of them.
 *
 * @example
 * ```ts
 * const manager = new AutoSaveManager<Article>('article')
 * const { state = emptyArticle } = await manager.restore()
 * void manager.scheduleSave({ ...state, title: 'Ishmael' })
 * ```
 *
 * @public
 */
export class AutoSaveManager<TState = unknown> {
  readonly sessionId: string
  readonly #surroundings: Surroundings
  readonly #ownsSurroundings: boolean
  readonly #facts: FactStore
  readonly #loop: SaveLoop
  readonly #card: SessionCard
  readonly #opening: SessionOpening
  #config: AutoSaveConfig
  #opened: Promise<OpenedSession> | undefined
  #unsubscribe: readonly (() => void)[] = []
  #unwatchUnload: (() => void) | undefined
  #disposal: Promise<void> | undefined

  /**
   * @param surroundings - What stands in for the browser: given by a service, which shares one set among its managers, and by tests.
   * @throws AutoSaveError `INVALID_CONFIG` for an empty id or a bad option.
   */
  constructor(sessionId: string, options: AutoSaveOptions = {}, surroundings?: Surroundings) {
    if (typeof sessionId !== 'string' || sessionId === '') throw badSessionId(sessionId)
    this.sessionId = sessionId
    this.#config = resolveConfig(options)
    this.#ownsSurroundings = surroundings === undefined
    this.#surroundings = surroundings ?? createSurroundings()
    this.#facts = new FactStore(sessionId, this.#surroundings.clock)
    const context = { sessionId, surroundings: this.#surroundings, facts: this.#facts, config: () => this.#config }
    this.#loop = new SaveLoop(context)
    this.#card = new SessionCard(context, this.#loop.log)
    this.#opening = new SessionOpening(context, (error) => this.#loop.openingFailed(error))
  }

  /**
   * Reads the session; nothing is ever written before this has settled. Called again, it answers with the newest state.
   *
   * With `options`, what the person typed while the session was read (what differs between `baseline` and `current()`)
   * stays on top of what was read, key by key, and is saved.
   *
   * A storage that fails is tried again; the snapshot says so meanwhile. Rejects only with `DISPOSED`.
   */
  async restore(options?: RestoreOptions<TState>): Promise<RestoreResult<TState>> {
    const { report } = await this.#open()
    const newest = this.#loop.state
    const typed = options?.current()
    if (options !== undefined && !Object.is(typed, options.baseline)) {
      const kept = newest === undefined ? typed : keepTyped(options.baseline, typed, newest)
      if (!Object.is(kept, newest)) this.#handOver(kept)
    }
    // What is stored under an id is what the app saved under it; shapes of other versions are a migration's matter.
    const state = (newest === undefined ? undefined : this.#loop.state) as TState | undefined
    return { state, revision: this.#facts.facts.revision, report }
  }

  /**
   * Takes a state to be stored when the person pauses. O(1): a reference and a timer; nothing is walked or copied.
   *
   * Resolves when this state or a newer one is stored. Rejects when the attempt that carried it failed; the state is
   * held and tried again all the same, so the answer may be ignored.
   */
  scheduleSave(state: TState): Promise<SaveResult> {
    if (this.#disposal !== undefined) return rejected(disposed(this.sessionId))
    this.#handOver(state)
    return this.#loop.whenStored('relaxed')
  }

  /** Stores a state, or what is held, at once and on the medium itself. Also while paused: somebody asked for it. */
  immediateSave(state?: TState): Promise<SaveResult> {
    if (this.#disposal !== undefined) return rejected(disposed(this.sessionId))
    if (state !== undefined) this.#handOver(state)
    return this.#save('manual', 'strict')
  }

  /** Stores everything handed over so far, also while paused. */
  flush(): Promise<SaveResult> {
    return this.#disposal === undefined ? this.#save('flush', 'relaxed') : rejected(disposed(this.sessionId))
  }

  /** Holds what is handed over until every reason has been resumed. */
  pause(reason = 'manual'): void {
    this.#facts.dispatch({ type: 'paused', reason })
  }

  resume(reason = 'manual'): void {
    this.#facts.dispatch({ type: 'resumed', reason })
    if (this.#facts.facts.pauseReasons.length === 0) this.#loop.resume()
  }

  /**
   * Ends a conflict. `mine` saves what is held on top of the other tab's work, `theirs` lets it go; either way the
   * other tab's work stays in the log. Resolves with the state to show.
   */
  async resolveConflict(choice: 'mine' | 'theirs'): Promise<TState> {
    const stored = await readSession(this.#surroundings.storage, this.sessionId)
    // Without a conflict, or with one that a second call has ended meanwhile, there is nothing to choose.
    if (!this.#facts.facts.isConflict) return this.#loop.state as TState
    this.#loop.rejoin(stored)
    if (choice === 'mine') await this.#save('merge', 'relaxed')
    else this.#loop.dropHeld()
    return this.#loop.state as TState
  }

  getSnapshot(): SaveSnapshot {
    return this.#facts.getSnapshot()
  }

  /** Calls `listener`, in a task of its own, when the snapshot has changed. Returns its end. */
  subscribe(listener: () => void): () => void {
    return this.#facts.subscribe(listener)
  }

  /** @throws AutoSaveError `INVALID_CONFIG`; the options stay as they were. */
  updateConfig(options: AutoSaveOptions): void {
    this.#config = resolveConfig(options, this.#config)
    this.#loop.configChanged()
  }

  /** Stores what is held, then ends. Rejects when that could not be stored; it ends all the same. */
  dispose(): Promise<void> {
    this.#disposal ??= this.#dispose()
    return this.#disposal
  }

  #save(reason: 'manual' | 'flush' | 'merge', durability: 'relaxed' | 'strict'): Promise<SaveResult> {
    this.#begin()
    const stored = this.#loop.whenStored(durability)
    this.#loop.request(reason, durability)
    this.#opening.hurry()
    return stored
  }

  #handOver(state: unknown): void {
    this.#begin()
    this.#loop.handOver(state)
    this.#unwatchUnload ??= this.#surroundings.lifecycle.watchUnload(() => {
      this.#loop.commitBeforeLeaving()
      return this.#loop.isLeavingLossy
    })
  }

  #begin(): void {
    // Only a dispose rejects it, and that is told to everyone who waits for a save.
    this.#open().catch(() => undefined)
  }

  #open(): Promise<OpenedSession> {
    if (this.#opened !== undefined) return this.#opened
    this.#unsubscribe = [
      this.#surroundings.lifecycle.subscribe((moment) => this.#onMoment(moment)),
      this.#facts.subscribe(() => this.#onChange()),
    ]
    this.#opened = this.#opening.open().then((opened) => {
      this.#facts.dispatch({ type: 'restored', report: opened.report })
      this.#card.open(opened.row, opened.report.savedAt)
      this.#loop.open(opened.stored)
      return opened
    })
    return this.#opened
  }

  #onMoment(moment: PageMoment): void {
    if (moment === 'returned') return this.#loop.returned()
    this.#loop.commitBeforeLeaving()
    if (moment === 'leaving') this.#card.markLeft(this.#loop.issuedRevision)
  }

  #onChange(): void {
    const { isUnsaved, savedAt } = this.#facts.getSnapshot()
    if (isUnsaved) return
    this.#unwatchUnload?.()
    this.#unwatchUnload = undefined
    this.#card.refresh(savedAt)
  }

  async #dispose(): Promise<void> {
    try {
      if (this.#facts.getSnapshot().isUnsaved) await this.#save('flush', 'relaxed')
    } finally {
      const error = disposed(this.sessionId)
      this.#opening.dispose(error)
      this.#loop.dispose(error)
      this.#unwatchUnload?.()
      for (const end of this.#unsubscribe) end()
      this.#facts.dispose()
      if (this.#ownsSurroundings) this.#surroundings.dispose()
    }
  }
}

/** Rejected for who looks; nobody has to. */
function rejected(error: AutoSaveError): Promise<never> {
  const promise = Promise.reject(error)
  promise.catch(() => undefined)
  return promise
}

function badSessionId(sessionId: unknown): AutoSaveError {
  return new AutoSaveError('INVALID_CONFIG', {
    what: `The session id is ${JSON.stringify(sessionId)}.`,
    why: 'Work is found again by its id.',
    fix: 'Pass a text that is not empty and stays the same from visit to visit.',
  })
}
