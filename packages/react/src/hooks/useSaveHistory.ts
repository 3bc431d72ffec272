import type { HistoryEntry, SaveResult } from '@autosave-kit/core'
import { useMemo, useSyncExternalStore } from 'react'
import { HistoryStore, unreadHistory, type RestoredVersion } from '../history/HistoryStore.ts'
import { useRegistry } from '../provider/RegistryContext.ts'

/** @public */
export interface UseSaveHistoryOptions {
  /** The session whose versions are listed. Without it: the one that came to the page first. */
  readonly id?: string | undefined
}

/** @public */
export interface SaveHistory {
  /** Newest first; empty where nothing was saved yet, and where no session is in use. */
  readonly versions: readonly HistoryEntry[]
  /** Whether the list is being read for the first time. */
  readonly isLoading: boolean
  /** Why the list could not be read the last time; the versions known before stay. */
  readonly error: unknown
  /** Reads the list again. It does so by itself after each save, some seconds late where a session is large. */
  readonly refresh: () => Promise<void>
  /**
   * Brings a version back, as a new version, and shows it through the session's `onRestore`. What is unsaved is saved first, and what is
   * typed meanwhile stays on top. Rejects with an `AutoSaveError` when it cannot be done; nothing is changed then.
   */
  readonly restore: (revision: number) => Promise<RestoredVersion>
  /** Saves what is on the screen as a version of its own, with a name if one is given. Rejects with an `AutoSaveError`. */
  readonly saveVersion: (label?: string) => Promise<SaveResult>
}

/**
 * The versions of a session, and the way back to each. The list is read while the component is mounted, never for a keystroke, and the
 * functions stay the same.
 *
 * @example
 * ```tsx
 * const { versions, restore } = useSaveHistory({ id: 'article' })
 * return versions.map(({ revision, label }) => <button onClick={() => restore(revision)}>{label ?? revision}</button>)
 * ```
 *
 * @public
 */
export function useSaveHistory({ id }: UseSaveHistoryOptions = {}): SaveHistory {
  const registry = useRegistry()
  const store = useMemo(
    () => new HistoryStore({ subscribe: registry.subscribe, getSession: () => registry.getSessions(id)[0] }),
    [registry, id],
  )
  const view = useSyncExternalStore(store.subscribe, store.getSnapshot, () => unreadHistory)
  return useMemo(
    () => ({ ...view, refresh: store.refresh, restore: store.restore, saveVersion: store.saveVersion }),
    [view, store],
  )
}
