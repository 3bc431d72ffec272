import type { RestoreReport } from '@autosave-kit/core'

/** What a person is told about how their work came back. */
export interface RecoveryNotice {
  /** The moment up to which the work is here, when the page closed unexpectedly. */
  readonly crashedAt: number | undefined
  /** Whether the browser had lost it, and it came from the second copy. */
  readonly isBroughtBack: boolean
  /** Whether some of it could not be read. */
  readonly isDamaged: boolean
  readonly missingPaths: readonly string[]
}

/** Whether opening a session found something a person should know. A plain reload is nothing. */
export function isNoteworthy(report: RestoreReport): boolean {
  return isCrash(report) || isBroughtBack(report) || isDamage(report)
}

/** One notice for all sessions of the page: the newest moment, and every part that is missing. */
export function recoveryNotice(reports: readonly RestoreReport[]): RecoveryNotice | undefined {
  const noteworthy = reports.filter(isNoteworthy)
  if (noteworthy.length === 0) return undefined
  const crashes = noteworthy.filter(isCrash).map(({ savedAt }) => savedAt ?? 0)
  return {
    crashedAt: crashes.length > 0 ? Math.max(...crashes) : undefined,
    isBroughtBack: noteworthy.some(isBroughtBack),
    isDamaged: noteworthy.some(isDamage),
    missingPaths: [...new Set(noteworthy.flatMap(({ missingPaths }) => missingPaths))],
  }
}

function isCrash({ found, ending, savedAt }: RestoreReport): boolean {
  return found && ending === 'crashed' && savedAt !== undefined
}

function isBroughtBack({ source }: RestoreReport): boolean {
  return source === 'lifeboat'
}

function isDamage({ damagedRowCount, missingPaths }: RestoreReport): boolean {
  return damagedRowCount > 0 || missingPaths.length > 0
}
