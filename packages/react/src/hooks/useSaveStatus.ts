import type { SaveSnapshot } from '@autosave-kit/core'
import { useMemo, useSyncExternalStore } from 'react'
import { useRegistry } from '../provider/RegistryContext.ts'
import { idleSnapshot } from '../status/idleSnapshot.ts'
import { TrackedMembers } from '../status/TrackedMembers.ts'

/** @public */
export interface UseSaveStatusOptions {
  /** The session to speak of. Without it: the most urgent of all sessions in use on the service. */
  readonly id?: string | undefined
}

/**
 * What is true of a session now: status, revision, when and where it was stored, errors, pauses.
 *
 * Without an `id` it is the most urgent session's: error > conflict > saving > unsaved > saved > idle. On a server, and where no session
 * is in use, it is `idle`.
 *
 * The component renders again only when a member it has read changes: `const { isUnsaved } = useSaveStatus()` costs two renders a
 * save, reading nothing costs none. Spreading the object reads all of it.
 *
 * @public
 */
export function useSaveStatus({ id }: UseSaveStatusOptions = {}): SaveSnapshot {
  const registry = useRegistry()
  const tracked = useMemo(
    () => new TrackedMembers({ subscribe: registry.subscribe, getSnapshot: () => registry.getSnapshot(id) }),
    [registry, id],
  )
  return useSyncExternalStore(tracked.subscribe, tracked.getSnapshot, getIdle)
}

function getIdle(): SaveSnapshot {
  return idleSnapshot
}
