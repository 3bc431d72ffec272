import type { AutoSaveOptions } from '../config/AutoSaveConfig.ts'
import { kitName } from '../config/kitName.ts'
import { resolveConfig } from '../config/resolveConfig.ts'
import { type StorageEstimateInfo, estimateStorage } from '../environment/storageEstimate.ts'
import type { AutoSaveMetrics } from '../metrics/AutoSaveMetrics.ts'
import type { MetricsRollup } from '../metrics/MetricsRollup.ts'
import { AutoSaveManager } from '../manager/AutoSaveManager.ts'
import { checkOutlives } from '../manager/saveErrors.ts'
import { type EventOf, EventListeners } from './EventListeners.ts'
import { Housekeeping } from './Housekeeping.ts'
import { createSurroundings } from '../manager/createSurroundings.ts'
import type { AutoSaveEvent } from '../manager/AutoSaveEvent.ts'
import type { PageSetup } from '../manager/PageSetup.ts'
import type { Surroundings } from '../manager/SessionContext.ts'
import type { ServiceDesk } from './ServiceDesk.ts'
import { SessionActions } from './SessionActions.ts'
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
export class AutoSaveService extends SessionActions {
  /** Whose work it keeps (`PageSetup.scope`). */
  readonly scope: string | undefined
  readonly #managers = new Map<string, AutoSaveManager>()
  /** Managers that were removed and still store what they held. */
  readonly #endings = new Map<string, Promise<unknown>>()
  readonly #makeSurroundings: () => Surroundings
  readonly #listeners = new EventListeners()
  #housekeeping: Housekeeping | undefined
  /** Managers of before the scope was purged: each holds what it held, until whoever has it removes it. */
  #former: [string, AutoSaveManager][] = []
  protected readonly desk: ServiceDesk = {
    scope: () => this.scope,
    endLife: () => this.#endLife(),
    surroundings: () => this.#shared(),
    options: () => this.#options,
    isOpenHere: (sessionId) => this.#isOpenHere(sessionId),
    settle: (sessionId) => this.#settle(sessionId),
    open: (sessionId, options) => this.getManager(sessionId, options),
    managerOf: async (sessionId) => {
      await this.#endings.get(sessionId)
      return this.#managers.get(sessionId) ?? this.#managerOfOwn(sessionId)
    },
  }
  #options: AutoSaveOptions
  #surroundings: Surroundings | undefined

  /**
   * @param setup - What is chosen once for the page; or what stands in for the browser, in tests.
   * @throws AutoSaveError `INVALID_CONFIG`.
   */
  constructor(options: AutoSaveOptions = {}, setup: PageSetup | (() => Surroundings) = {}) {
    super()
    resolveConfig(options)
    this.scope = typeof setup === 'function' ? undefined : setup.scope
    kitName(this.scope)
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
    const former = this.#former.find(([id]) => id === sessionId)
    const manager = former?.[1] ?? this.#managers.get(sessionId)
    if (manager === undefined) return
    if (former === undefined) this.#managers.delete(sessionId)
    else this.#former = this.#former.filter((other) => other !== former)
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

  /**
   * How this page's storage is doing, and what the browser says of the room there is: advice, not a promise; a save is never
   * refused for it. Opens nothing that is not open.
   */
  async getStorageInfo(): Promise<StorageInfo> {
    const { diagnosis = soundStorage } = this.#shared().storage
    return { diagnosis, ...(await estimateStorage()) }
  }

  /**
   * Disposes every manager, then the shared storage. Rejects with the first failure, and with `DISPOSED` when what a manager had
   * saved was in memory only; everything is ended all the same.
   */
  async dispose(): Promise<void> {
    const managers = [...this.#managers.values()]
    const ids = [...this.#former.map(([id]) => id), ...this.#managers.keys()]
    const endings = await Promise.allSettled(ids.map((id) => this.removeManager(id)))
    this.#housekeeping?.stop()
    this.#surroundings?.dispose()
    this.#surroundings = undefined
    this.#listeners.clear()
    for (const ending of endings) if (ending.status === 'rejected') throw ending.reason
    for (const manager of managers) checkOutlives(manager.getSnapshot())
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

  #endLife(): void {
    const surroundings = this.#surroundings
    this.#surroundings = undefined
    this.#housekeeping?.stop()
    this.#former.push(...this.#managers)
    this.#managers.clear()
    surroundings?.endLife?.()
    surroundings?.dispose()
  }

  #shared(): Surroundings {
    if (this.#surroundings !== undefined) return this.#surroundings
    this.#surroundings = this.#makeSurroundings()
    const { announce } = this.#listeners
    this.#housekeeping = new Housekeeping({ desk: this.desk, announce, tidy: () => this.tidy() })
    this.#housekeeping.begin()
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
