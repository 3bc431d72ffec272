import type { AutoSaveError } from '../errors/AutoSaveError.ts'
import type { SessionEnding } from '../recovery/sessionEnding.ts'
import type { StrayReport } from '../recovery/strays/StrayReport.ts'
import type { Durability, ReadSource } from '../storage/Durability.ts'
import type { StorageDiagnosis } from '../storage/StorageDiagnosis.ts'
import type { SaveConflict } from './SaveConflict.ts'

/**
 * The one word for what is true of a session now.
 *
 * - `idle`: nothing was ever stored and nothing waits.
 * - `unsaved`: a state was handed over that is not stored yet. A stretch of typing is unsaved until it ends (`debounceMs`, at
 *   the latest `maxWaitMs`), though early commits have most of it on the disk (`crashWindowMs`).
 * - `saving`: a write is under way.
 * - `saved`: everything handed over is stored.
 * - `error`: the last attempt failed; the work is held, and retried where that can help.
 * - `conflict`: another tab changed the same session; a person has to choose.
 *
 * @public
 */
export type SaveStatus = 'idle' | 'unsaved' | 'saving' | 'saved' | 'error' | 'conflict'

/**
 * What opening a session found. It is there once restore has settled.
 *
 * @public
 */
export interface RestoreReport {
  /** Whether there was saved work. */
  readonly found: boolean
  /** Revision that was loaded; 0 when there was none. */
  readonly revision: number
  /** When that revision was saved, in ms since 1970. */
  readonly savedAt: number | undefined
  /**
   * Where it was found. `lifeboat`: the store had lost it, and the second copy had not. `unreachable`: the database could
   * not be read, so that there may be saved work that was not found; should it show up, it is a conflict like any other.
   */
  readonly source: ReadSource
  /** How the tab that saved it ended. `crashed` is only said when that tab is certainly gone and did not leave in order. */
  readonly ending: SessionEnding
  /** Rows that could not be read. They stay in the database, and everything readable around them was loaded. */
  readonly damagedRowCount: number
  /** Work that pages left behind in their last moment, and that did not follow from what another tab had saved just then. */
  readonly strays: readonly StrayReport[]
  /** Parts of the state, by path, whose records are missing or damaged. */
  readonly missingPaths: readonly string[]
}

/**
 * Whether this tab may write its session. Always `writer` but with `tabs: 'single-writer'`, where it is the first tab that
 * has it open. A `reader` shows what the writer does, and holds what is typed in it: it is stored when the tab has
 * become the writer (`takeOver`, or by itself when the writer's tab goes), and nowhere before.
 *
 * @public
 */
export type SessionAccess = 'writer' | 'reader'

/**
 * Everything a screen may want to say about a session: an immutable object, replaced only when something in it changes.
 *
 * @public
 */
export interface SaveSnapshot {
  readonly sessionId: string
  readonly status: SaveStatus
  /** Whether something handed over is not stored yet, whatever the status. */
  readonly isUnsaved: boolean
  /** Newest stored revision; 0 before the first. */
  readonly revision: number
  /** When it was stored, in ms since 1970. */
  readonly savedAt: number | undefined
  /** Bytes that commit wrote. */
  readonly savedLength: number | undefined
  /** Where the newest stored revision is. `memory`: it is gone with the page, which asks the person to stay. */
  readonly durability: Durability
  /** How the storage of this page is doing, and why saves go where they go. */
  readonly storage: StorageDiagnosis
  readonly error: AutoSaveError | undefined
  /** There while a person has to choose between this tab's work and another's. */
  readonly conflict: SaveConflict | undefined
  /** When the next attempt starts, in ms since 1970. */
  readonly retryAt: number | undefined
  /** Why saving waits (`'manual'`, `'offline'`, `'other-tab'` in a reader, …); empty when it does not. */
  readonly pauseReasons: readonly string[]
  /** What was left out of the last save because it cannot be stored, by path. */
  readonly leftOutPaths: readonly string[]
  /** `undefined` until restore has settled. */
  readonly restored: RestoreReport | undefined
  /** Who may write the session. What it says before restore has settled means nothing. */
  readonly access: SessionAccess
  /** `false` where there are no Web Locks: who writes is judged by when the other tabs were last heard of. */
  readonly isAccessCertain: boolean
}
