import type { AutoSaveOptions, DiscardedSession, RecoverableSession, UndiscardedSession } from '@autosave-kit/core'
import { useMemo, useSyncExternalStore } from 'react'
import { useRegistry } from '../provider/RegistryContext.ts'
import { RecoveryStore, unreadRecovery } from '../recovery/RecoveryStore.ts'

/** @public */
export interface Recovery {
  /** Work whose page is gone and did not go in order, newest first. What this page or another has open is not among it. */
  readonly sessions: readonly RecoverableSession[]
  /** What was discarded and is still kept, newest first. */
  readonly trash: readonly DiscardedSession[]
  /** Whether it is being looked for for the first time. */
  readonly isLoading: boolean
  /** Why it could not be looked for the last time; what was known before stays. */
  readonly error: unknown
  /**
   * Takes a session over, so that it is not offered again. A component that calls `useAutoSave` with its id shows it. Resolves with
   * what was saved last, to be looked at. Rejects with an `AutoSaveError` when it cannot be done; it stays on offer then.
   *
   * `options` are the session's own, as `useAutoSave` takes them for its `config`: work of an older version of the app opens only with the
   * `migrations` and the `schema` it is opened with there. Where the provider's `config` holds them, nothing needs to be given here.
   */
  readonly recover: <TState = unknown>(id: string, options?: AutoSaveOptions<TState>) => Promise<TState | undefined>
  /** Puts a session into the trash. Resolves with what `restoreDiscarded` takes back; `undefined` where there was nothing. */
  readonly discard: (id: string) => Promise<DiscardedSession | undefined>
  /** Takes something out of the trash, by the id of its entry. Resolves with the session's id, a new one where the old one is taken. */
  readonly restoreDiscarded: (entryId: string) => Promise<UndiscardedSession>
  /** Looks again. It does so by itself when the page comes to the front, and after each step taken here. */
  readonly refresh: () => Promise<void>
}

/**
 * Work that can be brought back after a crash, and the trash, for a page of your own; `RecoveryDialog` is one. The functions stay the same.
 *
 * @example
 * ```tsx
 * const { sessions, recover, discard } = useRecovery()
 * return sessions.map(({ id }) => <button onClick={() => recover(id).then(() => open(id))}>{id}</button>)
 * ```
 *
 * @public
 */
export function useRecovery(): Recovery {
  const store = RecoveryStore.of(useRegistry())
  const view = useSyncExternalStore(store.subscribe, store.getSnapshot, () => unreadRecovery)
  return useMemo(() => {
    const { recover, discard, restoreDiscarded, refresh } = store
    return { ...view, recover, discard, restoreDiscarded, refresh }
  }, [view, store])
}
