import type { RestoreReport } from '@autosave-kit/core'

const dismissed = new WeakSet<RestoreReport>()
const listeners = new Set<() => void>()

/** What a person was told of and has put away stays away on this page, in every banner. */
export function dismiss(reports: readonly RestoreReport[]): void {
  for (const report of reports) dismissed.add(report)
  for (const listener of listeners) listener()
}

export function isDismissed(report: RestoreReport): boolean {
  return dismissed.has(report)
}

export function subscribeDismissed(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
