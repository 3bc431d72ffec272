import { AutoSaveError, type AutoSaveErrorCode } from '../../errors/AutoSaveError.ts'

/**
 * A failure of IndexedDB or Dexie as one of ours. Decided by error names, looked up through the wrappers: Dexie reports
 * a full disk as an AbortError with the real one inside (DURABILITY.md E5).
 */
export function storageError(cause: unknown, doing: 'open' | 'read' | 'write'): AutoSaveError {
  if (cause instanceof AutoSaveError) return cause
  const names = errorNames(cause)
  if (names.some((name) => name === 'QuotaExceededError' || name === 'NS_ERROR_DOM_QUOTA_REACHED')) {
    return explained('QUOTA_EXCEEDED', 'There is no room left on this device for this site.', 'Free some space; saving is tried again by itself.', cause)
  }
  if (doing === 'write' && names.includes('ConstraintError')) {
    return explained('POSITION_TAKEN', 'Another tab saved this session first.', 'The two are compared before anything is written.', cause)
  }
  // A closing connection throws InvalidStateError; a killed storage process says UnknownError (PLATFORM.md 2.6).
  if (names.some((name) => name === 'InvalidStateError' || name === 'DatabaseClosedError' || name === 'UnknownError')) {
    return explained('STORAGE_LOST', 'The connection to the browser’s storage was lost.', 'It is opened again by itself.', cause)
  }
  const [code, what] = FAILURES[doing]
  return explained(code, what, 'It is tried again by itself; if this goes on, export the work.', cause)
}

const FAILURES: Readonly<Record<'open' | 'read' | 'write', readonly [AutoSaveErrorCode, string]>> = {
  open: ['STORAGE_UNAVAILABLE', 'The browser’s storage cannot be opened.'],
  read: ['READ_FAILED', 'The saved work cannot be read.'],
  write: ['WRITE_FAILED', 'The browser refused to store the change.'],
}

function explained(code: AutoSaveErrorCode, what: string, fix: string, cause: unknown): AutoSaveError {
  return new AutoSaveError(code, { what, why: 'What is not saved yet is held in this page.', fix, cause })
}

function errorNames(error: unknown): string[] {
  const names: string[] = []
  for (let next = error; typeof next === 'object' && next !== null && names.length < 5;) {
    names.push(String(Reflect.get(next, 'name')))
    next = Reflect.get(next, 'inner') ?? Reflect.get(next, 'cause')
  }
  return names
}
