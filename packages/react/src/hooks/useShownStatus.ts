import { useMemo, useSyncExternalStore } from 'react'
import { useRegistry } from '../provider/RegistryContext.ts'
import { idleSnapshot } from '../status/idleSnapshot.ts'
import { ShownStatusStore, type ShownView } from '../status/ShownStatusStore.ts'

const idleView: ShownView = { word: 'idle', snapshot: idleSnapshot }

/** The calm display of a session, or of the most urgent one: what a badge should say now. */
export function useShownStatus(id: string | undefined): ShownView {
  const registry = useRegistry()
  const store = useMemo(
    () => new ShownStatusStore({ subscribe: registry.subscribe, getSnapshot: () => registry.getSnapshot(id) }),
    [registry, id],
  )
  return useSyncExternalStore(store.subscribe, store.getSnapshot, () => idleView)
}
