import type { AutoSaveOptions } from '../config/AutoSaveConfig.ts'
import { resolveConfig } from '../config/resolveConfig.ts'
import { loadPart } from '../environment/loadPart.ts'
import { type StorageEstimateInfo, estimateStorage } from '../environment/storageEstimate.ts'
import type { AutoSaveMetrics } from '../metrics/AutoSaveMetrics.ts'
import type { MetricsRollup } from '../metrics/MetricsRollup.ts'
import { AutoSaveManager } from '../manager/AutoSaveManager.ts'
import { type EventOf, EventListeners } from './EventListeners.ts'
import { createSurroundings } from '../manager/createSurroundings.ts'
import type { AutoSaveEvent } from '../manager/AutoSaveEvent.ts'
import type { PageSetup } from '../manager/PageSetup.ts'
import type { Surroundings } from '../manager/SessionContext.ts'
import type { RecoverableSession } from '../recovery/recoverable/RecoverableSession.ts'
import type { SessionVersion } from './readVersion.ts'
import type { ForkOptions, ImportedSession, SessionShelf, SessionSummary } from './SessionShelf.ts'
import { type StorageDiagnosis, soundStorage } from '../storage/StorageDiagnosis.ts'

/** See `AutoSaveService.getStorageInfo`. @public */
export interface StorageInfo extends StorageEstimateInfo {
  readonly diagnosis: StorageDiagnosis
}

/**
 * The managers of one page, one per session, on one shared storage.
 *
 * Creating a service touches nothing of the browser, so a module may do it on a server too.
 *
 * @public
 */
export class AutoSaveService {
  readonly #managers = new Map<string, AutoSaveManager>()
  /** Managers that were removed and still store what they held. */
  readonly #endings = new Map<string, Promise<unknown>>()
  readonly #makeSurroundings: () => Surroundings
  readonly #listeners = new EventListeners()
  #options: AutoSaveOptions
  #surroundings: Surroundings | undefined

  /**
   * @param setup - What is chosen once for the page; or what stands in for the browser, in tests.
   * @throws AutoSaveError `INVALID_CONFIG`.
   */
  constructor(options: AutoSaveOptions = {}, setup: PageSetup | (() => Surroundings) = {}) {
    resolveConfig(options)
    this.#options = options
    this.#makeSurroundings = typeof setup === 'function' ? setup : () => createSurroundings(setup)
  }

  /**
   * The manager of a session: the same one for the same id, until it is removed.
   *
   * @param options - For this session (its migrations, its `exclude`), on top of the service's; laid over those it has when it is there.
   * @throws AutoSaveError `INVALID_CONFIG` for an empty id or a bad option.
   */
  getManager<TState = unknown>(sessionId: string, options?: AutoSaveOptions<TState>): AutoSaveManager<TState> {
    let manager = this.#managers.get(sessionId) ?? this.#managerOfOwn(sessionId)
    if (manager !== undefined && options !== undefined) manager.updateConfig(options)
    if (manager === undefined) {
      const opensAfter = this.#endings.get(sessionId) ?? Promise.resolve()
      manager = new AutoSaveManager(sessionId, mergeOptions(this.#options, options ?? {}), {
        ...this.#shared(),
        opensAfter,
        announce: this.#listeners.announce,
      })
      this.#managers.set(sessionId, manager)
    }
    // The app says what its session holds, here and with each state it hands over.
    return manager as AutoSaveManager<TState>
  }

  /** Stores what the session's manager holds, then disposes it. The saved work stays. */
  async removeManager(sessionId: string): Promise<void> {
    const manager = this.#managers.get(sessionId)
    if (manager === undefined) return
    this.#managers.delete(sessionId)
    const disposal = manager.dispose()
    // Whoever asks for the session next must find what this one is still storing.
    const ending: Promise<unknown> = disposal
      .catch(() => undefined)
      .then(() => this.#endings.get(sessionId) === ending && this.#endings.delete(sessionId))
    this.#endings.set(sessionId, ending)
    await disposal
  }

  /**
   * Changes the options of all managers, those to come included.
   *
   * @throws AutoSaveError `INVALID_CONFIG`; nothing is changed then.
   */
  updateGlobalConfig(options: AutoSaveOptions): void {
    const merged = mergeOptions(this.#options, options)
    resolveConfig(merged)
    this.#options = merged
    for (const manager of this.#managers.values()) manager.updateConfig(options)
  }

  /** Of every manager there is now, by session. */
  getAllMetrics(): Readonly<Record<string, AutoSaveMetrics>> {
    return Object.fromEntries(Array.from(this.#managers, ([id, manager]) => [id, manager.getMetrics()]))
  }

  /**
   * What saving a session came to in each hour of the last month, in all pages, oldest first. Empty where the browser
   * gives no IndexedDB: figures are not worth the room of a fallback store.
   */
  getMetricsHistory(sessionId: string): Promise<readonly MetricsRollup[]> {
    return this.#shared().rollups?.read(sessionId) ?? Promise.resolve([])
  }

  /**
   * Calls `listener` with each event of a type, of all sessions, until the returned function is called. The page's window
   * gets the same as DOM events: `autosave:saved`, `autosave:error`, … with the event as `detail`.
   * A listener that throws is reported like any uncaught error, and hurts nobody.
   *
   * @example
   * ```ts
   * const end = autoSaveService.on('slow', ({ sessionId, saveTime }) => console.warn(sessionId, saveTime))
   * ```
   */
  on<TType extends AutoSaveEvent['type']>(type: TType, listener: (event: EventOf<TType>) => void): () => void {
    return this.#listeners.add(type, listener)
  }

  /** Every session that was saved here, whichever page has it open. */
  async listSessions(): Promise<readonly SessionSummary[]> {
    return (await this.#shelf()).list()
  }

  /**
   * The sessions of pages that are gone and did not go in order (a crash, a kill, a power cut), newest first, with enough for a
   * person to decide on. Sessions that some page has open are not among them, nor those in which nothing was saved since
   * they were last left. To have one back: `getManager(id).restore()`.
   *
   * @throws AutoSaveError what reading throws.
   */
  async findRecoverable(): Promise<readonly RecoverableSession[]> {
    const { recoverableSessions } = await loadPart(() => import('./recoverableSessions.ts'))
    return recoverableSessions(this.#shared(), (sessionId) => this.#isOpenHere(sessionId))
  }

  /**
   * A session as one file, for the person to keep or to take to another browser: its newest state, what is unsaved in this
   * page included, less what is excluded. Older versions stay here.
   *
   * @throws AutoSaveError `SESSION_NOT_FOUND`, and what saving and reading throw.
   */
  async exportSession(sessionId: string): Promise<File> {
    return (await this.#shelf()).export(sessionId)
  }

  /**
   * Stores what `exportSession` has put into a file, as a session with one version. It keeps its id where that is free, and
   * gets a new one (`article-2`) where it is not: nothing that is here is ever written over. A file is looked at from
   * end to end first; one that is refused imports nothing. To show it, restore the session of the id that comes back.
   *
   * @throws AutoSaveError `IMPORT_FOREIGN`, `IMPORT_NEWER`, `IMPORT_DAMAGED`, and what writing throws.
   */
  async importSession(file: Blob): Promise<ImportedSession> {
    return (await this.#shelf()).import(file)
  }

  /**
   * Makes a new session of a session's newest state, or of one of its versions; neither knows of the other's changes from
   * then on. Resolves with the new one's id.
   *
   * @throws AutoSaveError `SESSION_NOT_FOUND`, `REVISION_NOT_FOUND`, `INVALID_CONFIG` for an empty id or one that is taken.
   */
  async forkSession(sessionId: string, options: ForkOptions = {}): Promise<string> {
    return (await this.#shelf()).fork(sessionId, options)
  }

  /**
   * What a session held at a revision, the newest without one, to be looked at or compared: of the versions that are kept the newest
   * that is no newer. Nothing is opened, shown or written; to go back to one there is the manager's `restoreRevision`.
   *
   * @throws AutoSaveError `REVISION_NOT_FOUND`, and what reading and migrations throw.
   */
  async readVersion<TState = unknown>(sessionId: string, revision?: number): Promise<SessionVersion<TState>> {
    const { readVersion } = await loadPart(() => import('./readVersion.ts'))
    const config = this.#managers.get(sessionId)?.config
    const version = await readVersion(this.#shared().storage, { sessionId, revision, config })
    // The app says what its session holds.
    return version as SessionVersion<TState>
  }

  /**
   * How this page's storage is doing, and what the browser says of the room there is: advice, not a promise; a save is never
   * refused for it. Opens nothing that is not open.
   */
  async getStorageInfo(): Promise<StorageInfo> {
    const { diagnosis = soundStorage } = this.#shared().storage
    return { diagnosis, ...(await estimateStorage()) }
  }

  /** Disposes every manager, then the shared storage. Rejects with the first failure; everything is ended all the same. */
  async dispose(): Promise<void> {
    const endings = await Promise.allSettled(Array.from(this.#managers.keys(), (id) => this.removeManager(id)))
    this.#surroundings?.dispose()
    this.#surroundings = undefined
    this.#listeners.clear()
    for (const ending of endings) if (ending.status === 'rejected') throw ending.reason
  }

  async #shelf(): Promise<SessionShelf> {
    const { SessionShelf: Shelf } = await loadPart(() => import('./SessionShelf.ts'))
    return new Shelf({
      surroundings: () => this.#shared(),
      isOpenHere: (sessionId) => this.#isOpenHere(sessionId),
      settle: (sessionId) => this.#settle(sessionId),
    })
  }

  #isOpenHere(sessionId: string): boolean {
    const isHere = this.#managers.has(sessionId) || this.#endings.has(sessionId)
    return isHere || this.#managerOfOwn(sessionId) !== undefined
  }

  /** A tab's own session was asked for under another id (`tabs: 'separate'`), and has one manager all the same. */
  #managerOfOwn(sessionId: string): AutoSaveManager | undefined {
    return [...this.#managers.values()].find((manager) => manager.sessionId === sessionId)
  }

  /** What this page holds of a session is stored before it is read as a whole. */
  async #settle(sessionId: string): Promise<void> {
    await this.#endings.get(sessionId)
    const manager = this.#managers.get(sessionId) ?? this.#managerOfOwn(sessionId)
    if (manager?.getSnapshot().isUnsaved === true) await manager.flush()
  }

  #shared(): Surroundings {
    this.#surroundings ??= this.#makeSurroundings()
    return this.#surroundings
  }
}

function mergeOptions(base: AutoSaveOptions, options: AutoSaveOptions): AutoSaveOptions {
  return {
    ...base,
    ...options,
    retry: { ...base.retry, ...options.retry },
    durability: { ...base.durability, ...options.durability },
    retention: { ...base.retention, ...options.retention },
  }
}
