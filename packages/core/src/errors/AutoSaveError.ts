/**
 * What went wrong, for code to decide on. Messages may change between versions; codes do not.
 *
 * @public
 */
export type AutoSaveErrorCode =
  /** An option or an argument has a value that is not allowed. */
  | 'INVALID_CONFIG'
  /** Two components keep different states under one id. */
  | 'DUPLICATE_ID'
  /** An object of the state was changed in place, where only a new object counts as a change. */
  | 'MUTATED_STATE'
  /** A component is outside of the page's provider, so another service keeps its work. */
  | 'NO_PROVIDER'
  /** The browser has no usable IndexedDB here (blocked, private mode, a server). */
  | 'STORAGE_UNAVAILABLE'
  /** The connection to the database was lost; the next attempt opens it again. */
  | 'STORAGE_LOST'
  /** The browser's storage did not answer in time; what was asked of it may still happen. */
  | 'STORAGE_TIMEOUT'
  /** A tab with an older version of the app keeps the database from being brought up to date. */
  | 'DATABASE_BLOCKED'
  /** The database was brought up to date by a newer version of the kit: this one reads it and writes elsewhere. */
  | 'DATABASE_NEWER'
  /** Work from a smaller store did not follow from what the database holds, and was put into quarantine. Only in a diagnosis. */
  | 'WORK_SET_ASIDE'
  /** The disk, or this site's share of it, is full. */
  | 'QUOTA_EXCEEDED'
  /** The transaction was aborted for another reason. */
  | 'WRITE_FAILED'
  /** Reading the saved work failed; nothing is written until reading works. */
  | 'READ_FAILED'
  /** The position in the session's log is taken: another tab saved first. */
  | 'POSITION_TAKEN'
  /** The same session was changed in another tab; a person has to choose. */
  | 'CONFLICT'
  /** Another tab writes this session (`tabs: 'single-writer'`); what is typed here is held. */
  | 'NOT_WRITER'
  /** Part of the state cannot be stored; the rest of it was. */
  | 'UNSERIALIZABLE'
  /** Saved work of an older shape could not be brought to the app's; it stays stored as it is. */
  | 'MIGRATION_FAILED'
  /** Saved work is not what the app's schema allows; it stays stored as it is. */
  | 'VALIDATION_FAILED'
  /** The work was saved by a newer version of the app; this one leaves it alone. */
  | 'SCHEMA_NEWER'
  /** The history does not hold this version, or not any more. */
  | 'REVISION_NOT_FOUND'
  /** Nothing is stored under this id. */
  | 'SESSION_NOT_FOUND'
  /** Another page has the session open, or is just taking it. Nothing was changed. */
  | 'SESSION_IN_USE'
  /** The session was discarded: it is in the trash. In a page that has it open: what that page holds is held there. */
  | 'SESSION_DISCARDED'
  /** The session was deleted elsewhere while this page has it open; what this page holds is held there. */
  | 'SESSION_DELETED'
  /** All work of the scope was deleted (`purge`) while this page had it open; what this page holds is held there, and stored nowhere any more. */
  | 'SCOPE_PURGED'
  /** The file to import is not an exported session. Nothing was imported. */
  | 'IMPORT_FOREIGN'
  /** The file to import is not as it was written. Nothing was imported. */
  | 'IMPORT_DAMAGED'
  /** The file to import was made by a newer version of the kit. Nothing was imported. */
  | 'IMPORT_NEWER'
  /** No second copy is kept in this page: no OPFS, or a worker that the page's CSP blocks. Saving goes on without. */
  | 'LIFEBOAT_UNAVAILABLE'
  /** The second copy could not be written or read; saving goes on, and the copy is tried again. */
  | 'LIFEBOAT_FAILED'
  /** The browser lost its database; what the second copy holds was brought back. */
  | 'DATABASE_LOST'
  /** Code that is loaded when it is first needed could not be: offline, or gone with a deploy. Saving does not need it. */
  | 'PART_UNREACHABLE'
  /** The manager was disposed before this state could be stored, or its storage when it was in memory only. */
  | 'DISPOSED'

const RETRYABLE: ReadonlySet<AutoSaveErrorCode> = new Set([
  'STORAGE_UNAVAILABLE',
  'STORAGE_LOST',
  'STORAGE_TIMEOUT',
  'DATABASE_BLOCKED',
  'QUOTA_EXCEEDED',
  'WRITE_FAILED',
  'READ_FAILED',
  'LIFEBOAT_FAILED',
])

/** The three things a reader of an error needs, and what caused it. */
interface AutoSaveErrorParts {
  /** What happened. */
  readonly what: string
  /** Why it matters: what is safe and what is not. */
  readonly why: string
  /** What to do about it. */
  readonly fix: string
  readonly cause?: unknown
}

/**
 * The one error class of AutoSave Kit. Decide on `code`, never on the message.
 *
 * @public
 */
export class AutoSaveError extends Error {
  override readonly name = 'AutoSaveError'
  readonly code: AutoSaveErrorCode
  /** Whether the engine itself tries again; the work is held meanwhile. */
  readonly retryable: boolean

  constructor(code: AutoSaveErrorCode, { what, why, fix, cause }: AutoSaveErrorParts) {
    super(`AutoSave Kit: ${what} ${why} ${fix} (${code})`, cause === undefined ? {} : { cause })
    this.code = code
    this.retryable = RETRYABLE.has(code)
  }
}
