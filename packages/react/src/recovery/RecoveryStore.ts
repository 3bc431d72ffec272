import type { AutoSaveOptions, DiscardedSession, RecoverableSession, UndiscardedSession } from '@autosave-kit/core'
import { isSameContent } from '../session/isSameContent.ts'
import type { SessionRegistry } from '../session/SessionRegistry.ts'

/** What can be brought back now: the same object until something in it changes. */
export interface RecoveryView {
  readonly sessions: readonly RecoverableSession[]
  readonly trash: readonly DiscardedSession[]
  readonly isLoading: boolean
  readonly error: unknown
}

export const unreadRecovery: RecoveryView = { sessions: [], trash: [], isLoading: true, error: undefined }

const stores = new WeakMap<SessionRegistry, RecoveryStore>()

/**
 * Work that can be brought back: sessions whose pages are gone, and the trash. Read when somebody looks, when the service hears of such
 * a session, when this page comes to the front, and after each step taken here.
 */
export class RecoveryStore {
  /** One for all components that look. */
  static of(registry: SessionRegistry): RecoveryStore {
    const store = stores.get(registry) ?? new RecoveryStore(registry)
    stores.set(registry, store)
    return store
  }

  readonly #registry: SessionRegistry
  readonly #listeners = new Set<() => void>()
  #view = unreadRecovery
  #reading: Promise<void> | undefined
  #isStale = false
  #stop: (() => void) | undefined

  constructor(registry: SessionRegistry) {
    this.#registry = registry
  }

  readonly getSnapshot = (): RecoveryView => this.#view

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    // Whoever comes later looks anew: what was done since by the service itself is told to nobody.
    if (this.#stop) void this.refresh()
    this.#stop ??= this.#start()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#stop?.()
      this.#stop = undefined
    }
  }

  /** Looks again. It settles when what is known is of no earlier than now; what goes wrong is in the view. */
  readonly refresh = (): Promise<void> => {
    this.#isStale = true
    this.#reading ??= this.#read().finally(() => (this.#reading = undefined))
    return this.#reading
  }

  readonly recover = <TState>(id: string, options?: AutoSaveOptions<TState>): Promise<TState | undefined> =>
    this.#step(async ({ service }) => (await service.recover(id, options)).state)

  readonly discard = (id: string): Promise<DiscardedSession | undefined> =>
    this.#step(({ service }) => service.discard(id))

  readonly restoreDiscarded = (entryId: string): Promise<UndiscardedSession> =>
    this.#step(({ service }) => service.restoreDiscarded(entryId))

  async #step<TOutcome>(act: (registry: SessionRegistry) => Promise<TOutcome>): Promise<TOutcome> {
    try {
      return await act(this.#registry)
    } finally {
      // Also when it failed: what is not there any more must not be offered again.
      await this.refresh()
    }
  }

  #start(): () => void {
    const look = (): void => void this.refresh()
    const onVisible = (): void => {
      if (document.visibilityState === 'visible') look()
    }
    const end = this.#registry.service.on('recoverable', look)
    document.addEventListener('visibilitychange', onVisible)
    look()
    return () => {
      end()
      document.removeEventListener('visibilitychange', onVisible)
    }
  }

  async #read(): Promise<void> {
    const { service } = this.#registry
    while (this.#isStale) {
      this.#isStale = false
      try {
        const [sessions, trash] = await Promise.all([service.findRecoverable(), service.listTrash()])
        this.#show({ sessions, trash, isLoading: false, error: undefined })
      } catch (error) {
        this.#show({ ...this.#view, isLoading: false, error })
      }
    }
  }

  #show(view: RecoveryView): void {
    if (isSameContent(view, this.#view)) return
    this.#view = view
    for (const listener of this.#listeners) listener()
  }
}
