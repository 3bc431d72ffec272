import type { AutoSaveMetrics } from '@autosave-kit/core'
import { useMemo, useSyncExternalStore } from 'react'
import { MetricsSource, noMetrics } from '../metrics/MetricsSource.ts'
import { useRegistry } from '../provider/RegistryContext.ts'
import { TrackedMembers } from '../status/TrackedMembers.ts'

/** @public */
export interface UseSaveMetricsOptions {
  /** The session whose figures are wanted. Without it: the one that came to the page first. */
  readonly id?: string | undefined
}

/**
 * What saving a session has cost in this page, and what it has spared: times in ms, bytes, counts; never a value of the state. All are 0
 * on a server, and where the session is not in use.
 *
 * The component renders again only when a member it has read changes, which is with each commit for most of them: while someone types
 * that is up to four times a second (`crashWindowMs`). Show figures where a developer looks, not beside the text.
 *
 * @example
 * ```tsx
 * const { saveTime, bytesWritten } = useSaveMetrics({ id: 'article' })
 * ```
 *
 * @public
 */
export function useSaveMetrics({ id }: UseSaveMetricsOptions = {}): AutoSaveMetrics {
  const registry = useRegistry()
  const tracked = useMemo(() => {
    const source = new MetricsSource(registry, id)
    return new TrackedMembers<AutoSaveMetrics>(source)
  }, [registry, id])
  return useSyncExternalStore(tracked.subscribe, tracked.getSnapshot, () => noMetrics)
}
