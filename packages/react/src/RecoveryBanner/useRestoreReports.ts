import type { RestoreReport } from '@autosave-kit/core'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { useRegistry } from '../provider/RegistryContext.ts'
import type { SessionRegistry } from '../session/SessionRegistry.ts'
import { isDismissed, subscribeDismissed } from './dismissedReports.ts'
import { isNoteworthy } from './recoveryNotice.ts'

const NONE: readonly RestoreReport[] = []

/** What opening the sessions found, as far as a person should know and has not put it away yet. */
export function useRestoreReports(id: string | undefined): readonly RestoreReport[] {
  const registry = useRegistry()
  const subscribe = useCallback(
    (listener: () => void) => bothOf(registry.subscribe(listener), subscribeDismissed(listener)),
    [registry],
  )
  const getSnapshot = useMemo(() => reportReader(registry, id), [registry, id])
  return useSyncExternalStore(subscribe, getSnapshot, () => NONE)
}

function bothOf(one: () => void, other: () => void): () => void {
  return () => {
    one()
    other()
  }
}

/** Answers with the same list while it holds the same reports: React compares snapshots by identity. */
function reportReader(registry: SessionRegistry, id: string | undefined): () => readonly RestoreReport[] {
  let last = NONE
  return () => {
    const reports = registry
      .getSessions(id)
      .map((session) => session.getSnapshot().restored)
      .filter((report) => report !== undefined)
      .filter((report) => isNoteworthy(report) && !isDismissed(report))
    const isSame = reports.length === last.length && reports.every((report, index) => report === last[index])
    if (!isSame) last = reports
    return last
  }
}
