import { AutoSaveError, type AutoSaveErrorCode } from '../errors/AutoSaveError.ts'

/**
 * A failure of IndexedDB or Dexie as one of ours. Decided by error names, looked up through the wrappers: Dexie reports
 * a full disk as an AbortError with the real one inside (DURABILITY.md E5).
 */
export function storageError(cause: unknown, doing: 'open' | 'read' | 'write'): AutoSaveError {
  if (cause instanceof AutoSaveError) return cause
  return storageFailure(codeOf(errorNames(cause), doing), cause)
}

/** A failure that no browser's error stands for. */
export function storageFailure(code: StorageErrorCode, cause?: unknown): AutoSaveError {
  const { what, fix } = FAILURES[code]
  const why = 'What is not saved yet is held in this page.'
  return new AutoSaveError(code, { what, why, fix, ...(cause === undefined ? {} : { cause }) })
}

/** The names of an error and of those inside it. */
export function errorNames(error: unknown): string[] {
  const names: string[] = []
  for (let next = error; typeof next === 'object' && next !== null && names.length < 5;) {
    names.push(String(Reflect.get(next, 'name')))
    next = Reflect.get(next, 'inner') ?? Reflect.get(next, 'cause')
  }
  return names
}

type StorageErrorCode = Extract<
  AutoSaveErrorCode,
  | 'QUOTA_EXCEEDED'
  | 'POSITION_TAKEN'
  | 'STORAGE_LOST'
  | 'STORAGE_TIMEOUT'
  | 'STORAGE_UNAVAILABLE'
  | 'DATABASE_BLOCKED'
  | 'DATABASE_NEWER'
  | 'SCOPE_PURGED'
  | 'READ_FAILED'
  | 'WRITE_FAILED'
>

function codeOf(names: readonly string[], doing: 'open' | 'read' | 'write'): StorageErrorCode {
  if (names.includes('QuotaExceededError') || names.includes('NS_ERROR_DOM_QUOTA_REACHED')) return 'QUOTA_EXCEEDED'
  if (doing === 'write' && names.includes('ConstraintError')) return 'POSITION_TAKEN'
  if (doing === 'open') return 'STORAGE_UNAVAILABLE'
  // A closing connection throws InvalidStateError; a killed storage process says UnknownError (PLATFORM.md 2.6).
  if (names.some((name) => LOST_CONNECTION.has(name))) return 'STORAGE_LOST'
  return doing === 'read' ? 'READ_FAILED' : 'WRITE_FAILED'
}

const LOST_CONNECTION: ReadonlySet<string> = new Set(['InvalidStateError', 'DatabaseClosedError', 'UnknownError'])

const RETRIED = 'It is tried again by itself; if this goes on, export the work.'

const FAILURES: Readonly<Record<StorageErrorCode, { readonly what: string; readonly fix: string }>> = {
  QUOTA_EXCEEDED: {
    what: 'There is no room left on this device for this site.',
    fix: 'Free some space; saving is tried again by itself.',
  },
  POSITION_TAKEN: {
    what: 'Another tab saved this session first.',
    fix: 'The two are compared before anything is written.',
  },
  STORAGE_LOST: {
    what: 'The connection to the browser’s storage was lost.',
    fix: 'It is opened again by itself.',
  },
  STORAGE_TIMEOUT: { what: 'The browser’s storage does not answer.', fix: RETRIED },
  DATABASE_BLOCKED: {
    what: 'Another tab with an older version keeps the saved work from being opened.',
    fix: 'Close the other tabs of this site.',
  },
  DATABASE_NEWER: {
    what: 'A newer version of this app has taken the saved work over.',
    fix: 'Reload this page.',
  },
  SCOPE_PURGED: {
    what: 'Everything that was saved here was deleted from this browser while this page had it open.',
    fix: 'Copy what is still needed, and reload the page to begin anew.',
  },
  STORAGE_UNAVAILABLE: { what: 'The browser’s storage cannot be opened.', fix: RETRIED },
  READ_FAILED: { what: 'The saved work cannot be read.', fix: RETRIED },
  WRITE_FAILED: { what: 'The browser refused to store the change.', fix: RETRIED },
}
