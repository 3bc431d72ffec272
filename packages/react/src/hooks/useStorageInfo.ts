import type { StorageInfo } from '@autosave-kit/core'
import { useMemo, useSyncExternalStore } from 'react'
import { useRegistry } from '../provider/RegistryContext.ts'
import { TrackedMembers } from '../status/TrackedMembers.ts'
import { StorageInfoStore, unknownStorage } from '../storage/StorageInfoStore.ts'

/**
 * How the storage of this page is doing: where saves go and what is wrong (`diagnosis`), and, as the browser estimates it for everything of
 * this site, the room used and given (`usage`, `quota`, in bytes) and whether it has promised to keep it (`isPersisted`). What the browser
 * does not say is `undefined`, as all of it is until it has answered, and on a server.
 *
 * It is live: read again when the diagnosis changes, and some seconds after saves. The component renders again only when a member it
 * has read changes.
 *
 * @example
 * ```tsx
 * const { usage, quota } = useStorageInfo()
 * if (usage !== undefined && quota !== undefined) return <meter value={usage} max={quota} />
 * ```
 *
 * @public
 */
export function useStorageInfo(): StorageInfo {
  const registry = useRegistry()
  const tracked = useMemo(() => new TrackedMembers<StorageInfo>(StorageInfoStore.of(registry)), [registry])
  return useSyncExternalStore(tracked.subscribe, tracked.getSnapshot, () => unknownStorage)
}
