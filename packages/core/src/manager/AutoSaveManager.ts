import type { AutoSaveConfig, AutoSaveOptions } from '../config/AutoSaveConfig.ts'
import { resolveConfig } from '../config/resolveConfig.ts'
import type { HistoryEntry } from '../recovery/history/HistoryEntry.ts'
import { readHistory } from '../recovery/history/readHistory.ts'
import { keepTyped } from '../recovery/keepTyped.ts'
import { stateToJson } from './stateToJson.ts'
import { type DiscardedSession, toDiscarded } from '../recovery/trash/DiscardedSession.ts'
import type { SessionNote } from '../storage/SessionBook.ts'
import type { AutoSaveMetrics, PerformanceInfo } from '../metrics/AutoSaveMetrics.ts'
import { type KnownFacts, createFacts } from './createFacts.ts'
import { createSurroundings } from './createSurroundings.ts'
import { LiveSession } from './LiveSession.ts'
import { RemoteChanges } from './RemoteChanges.ts'
import type { ConflictChoice } from './SaveConflict.ts'
import type { RestoreOptions, RestoreResult } from './RestoreResult.ts'
import { SessionIdentity } from './SessionIdentity.ts'
import { badSessionId, checkOutlives, disposed, rejected } from './saveErrors.ts'
import type { SaveSnapshot } from './SaveSnapshot.ts'
import type { SaveResult } from './SaveWaiters.ts'
import type { Surroundings } from './SessionContext.ts'

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
  readonly #identity: SessionIdentity
  readonly #surroundings: Surroundings
  readonly #ownsSurroundings: boolean
  readonly #known: KnownFacts
  readonly #remote = new RemoteChanges()
  readonly #session: LiveSession
  #config: AutoSaveConfig<TState>
  #disposal: Promise<void> | undefined

  /**
   * @param surroundings - What stands in for the browser: given by a service, which shares one set among its managers, and by tests.
   * @throws AutoSaveError `INVALID_CONFIG` for an empty id or a bad option.
   */
  constructor(sessionId: string, options: AutoSaveOptions<TState> = {}, surroundings?: Surroundings) {
    if (typeof sessionId !== 'string' || sessionId === '') throw badSessionId(sessionId)
    this.#identity = new SessionIdentity(sessionId)
    this.#config = resolveConfig(options)
    this.#ownsSurroundings = surroundings === undefined
    this.#surroundings = surroundings ?? createSurroundings()
    const config = (): AutoSaveConfig => this.#config
    const delayFactor = (): number => this.#session.loop.schedule.delayFactor
    this.#known = createFacts(this.#identity, this.#surroundings, { config, delayFactor })
    const shared = { identity: this.#identity, surroundings: this.#surroundings, remote: this.#remote }
    this.#session = new LiveSession({ ...this.#known, ...shared, config })
  }

  /** Where the session is kept: the id asked for, or this tab's own with `tabs: 'separate'`, once it has been restored. */
  get sessionId(): string {
    return this.#identity.sessionId
  }

  /**
   * Reads the session; nothing is ever written before this has settled. Called again, it answers with the newest state.
   *
   * With `options`, what the person typed while the session was read (what differs between `baseline` and `current()`)
   * stays on top of what was read, key by key, and is saved.
   *
   * A storage that fails is tried again; the snapshot says so meanwhile. Rejects with `DISPOSED`, and with `SCHEMA_NEWER`,
   * `MIGRATION_FAILED` or `VALIDATION_FAILED` when what is stored cannot be brought into the app's shape: it stays
   * stored as it is, nothing is written, and what is handed over is held. Called again, it tries again.
   */
  async restore(options?: RestoreOptions<TState>): Promise<RestoreResult<TState>> {
    this.#session.retryRefused()
    const { report } = await this.#session.open()
    const newest = this.#session.loop.state
    const typed = options?.current()
    if (options !== undefined && !Object.is(typed, options.baseline)) {
      const kept = newest === undefined ? typed : keepTyped(options.baseline, typed, newest)
      if (!Object.is(kept, newest)) this.#session.handOver(kept)
    }
    // What is stored under an id is what the app saved under it; shapes of other versions are a migration's matter.
    const state = (newest === undefined ? undefined : this.#session.loop.state) as TState | undefined
    return { state, revision: this.#known.facts.facts.revision, report }
  }

  /**
   * Takes a state to be stored when the person pauses. O(1): a reference and a timer; nothing is walked or copied.
   *
   * Resolves when this state or a newer one is stored. Rejects when the attempt that carried it failed; the state is
   * held and tried again all the same, so the answer may be ignored.
   */
  scheduleSave(state: TState): Promise<SaveResult> {
    if (this.#disposal !== undefined) return rejected(disposed(this.sessionId))
    this.#session.handOver(state)
    return this.#session.whenStored()
  }

  /**
   * Stores a state, or what is held, at once and on the medium itself (`durability.manual`). Also while paused: somebody asked for it. The
   * version stands on its own in the history; with `label` it has a name there.
   */
  immediateSave(state?: TState, { label }: { readonly label?: string } = {}): Promise<SaveResult> {
    if (this.#disposal !== undefined) return rejected(disposed(this.sessionId))
    if (state !== undefined) this.#session.handOver(state)
    return this.#session.save({ reason: 'manual', durability: this.#config.durability.manual, label })
  }

  /** Stores everything handed over so far, also while paused. */
  flush(): Promise<SaveResult> {
    if (this.#disposal !== undefined) return rejected(disposed(this.sessionId))
    return this.#session.save({ reason: 'flush', durability: this.#config.durability.autosave })
  }

  /** Holds what is handed over until every reason has been resumed. */
  pause(reason = 'manual'): void {
    this.#known.facts.dispatch({ type: 'paused', reason })
  }

  resume(reason = 'manual'): void {
    this.#known.facts.dispatch({ type: 'resumed', reason })
    if (this.#known.facts.facts.pauseReasons.length === 0) this.#session.loop.resume()
  }

  /**
   * Makes this tab the one that writes the session, with `tabs: 'single-writer'`. The tab that wrote it stores what it holds, is told, and
   * only reads from then on; one that sleeps cannot write over anything when it wakes up. What was typed here is stored on top.
   *
   * @throws AutoSaveError `NOT_WRITER` when yet another tab was quicker; and what the storage throws: nothing has changed then.
   */
  async takeOver(): Promise<void> {
    if (this.#disposal !== undefined) throw disposed(this.sessionId)
    await this.#session.open()
    await this.#session.right.takeOver()
  }

  /**
   * Ends a conflict. Both sides' changes that do not contradict each other are in the outcome, and where they do it has
   * this tab's (`mine`), the other's (`theirs`), what a function picks place by place, or the state a person has made of the two. With `both` it has this tab's, and
   * the other's is kept as a session of its own (`listSessions` says so); with `theirs`, also of one place, this tab's is. Either way the
   * other tab's stays in the history. Resolves with the state to show; what could not be stored at once is held and tried again.
   */
  resolveConflict(choice: ConflictChoice<TState>): Promise<TState> {
    return this.#session.resolveConflict(choice) as Promise<TState>
  }

  /**
   * Calls `listener` with the state that has other tabs' work in it, whenever some has come in: for the app to show. From
   * then on what is handed over is taken for made on top of it. Returns its end.
   *
   * Without a listener other tabs' work is kept all the same: what this app changes is its difference from what it showed last.
   */
  subscribeRemoteChange(listener: (state: TState) => void): () => void {
    return this.#remote.subscribe((state) => listener(state as TState))
  }

  /**
   * The versions that can be brought back, newest first. A minute of typing is one of them (`retention.mergeWindowMs`);
   * what was saved with `immediateSave`, or brought back, stands on its own.
   *
   * @throws AutoSaveError what the storage throws.
   */
  getHistory(): Promise<readonly HistoryEntry[]> {
    const [{ retention }, now] = [this.#config, this.#surroundings.clock.now()]
    return readHistory(this.#surroundings.storage, this.sessionId, { retention, now })
  }

  /**
   * Brings a version back, as a new version on top of all others: what was there before can be brought back in turn.
   * What is unsaved is saved first. Resolves, once it is stored, with the state for the app to show, which has what other tabs saved meanwhile (`isTold`: tells remote listeners too).
   *
   * @throws AutoSaveError `REVISION_NOT_FOUND`, `MIGRATION_FAILED` or `VALIDATION_FAILED` when it cannot be brought into
   * the app's shape: nothing is changed then. And what saving throws: the version is held then, as any unsaved state is,
   * and tried again; an app that goes on with what it shows hands that over anew.
   */
  async restoreRevision(revision: number, { isTold = false }: { readonly isTold?: boolean } = {}): Promise<TState> {
    if (this.#disposal !== undefined) throw disposed(this.sessionId)
    return (await this.#session.restoreVersion(revision, isTold)) as TState
  }

  /**
   * Puts the session into the trash, what is unsaved included: what is handed over next begins something new. The service's
   * `restoreDiscarded` brings it back. `undefined` when nothing was saved. Rejects as saving does.
   */
  async discard(): Promise<DiscardedSession | undefined> {
    return toDiscarded(await this.end('discard'), this.#config.retention.trashMs)
  }

  /** @internal For the service. */
  end(reason: 'discard' | 'delete'): Promise<SessionNote | undefined> {
    return this.#disposal === undefined ? this.#session.end(reason) : rejected(disposed(this.sessionId))
  }

  /**
   * A state, or what is held, as JSON text: for a copy that a person keeps elsewhere when it cannot be saved here. Without what is never
   * stored; files by name only. `undefined` when nothing is held.
   */
  toJson(state = this.#session.loop.state): string | undefined {
    return state === undefined ? undefined : stateToJson(state, this.#config)
  }

  /** As they are now, defaults included. */
  get config(): AutoSaveConfig<TState> {
    return this.#config
  }

  getSnapshot(): SaveSnapshot {
    return this.#known.facts.getSnapshot()
  }

  /** What saving has cost in this page, and what it has spared. The same object until something has changed. */
  getMetrics(): AutoSaveMetrics {
    return this.#known.metrics.metrics
  }

  /** The figures beside what was aimed at: for a developer's panel, or the console. */
  getPerformanceInfo(): PerformanceInfo {
    return this.#known.metrics.performanceInfo
  }

  /** Calls `listener`, in a task of its own, when the snapshot has changed. Returns its end. */
  subscribe(listener: () => void): () => void {
    return this.#known.facts.subscribe(listener)
  }

  /** @throws AutoSaveError `INVALID_CONFIG`; the options stay as they were. */
  updateConfig(options: AutoSaveOptions<TState>): void {
    this.#config = resolveConfig(options, this.#config)
    this.#session.configChanged()
  }

  /** Stores what is held, then ends. Rejects when that could not be stored where it outlives the page; it ends all the same. */
  dispose(): Promise<void> {
    return (this.#disposal ??= this.#dispose())
  }

  async #dispose(): Promise<void> {
    try {
      if (this.getSnapshot().isUnsaved) await this.#session.save({ reason: 'flush', durability: 'relaxed' })
      if (this.#ownsSurroundings) checkOutlives(this.getSnapshot())
    } finally {
      this.#session.dispose(disposed(this.sessionId))
      this.#known.facts.dispose()
      if (this.#ownsSurroundings) this.#surroundings.dispose()
    }
  }
}
