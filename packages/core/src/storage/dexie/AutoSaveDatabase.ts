import { Dexie, type EntityTable, type Table } from 'dexie'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { QuarantineEntry, SessionRow } from '../SegmentStorage.ts'

export const SESSIONS = 'sessions'
export const SEGMENTS = 'segments'
export const QUARANTINE = 'quarantine'
export const HEARTBEATS = 'heartbeats'
export const METRICS = 'metrics'

/** What `AutoSaveDatabase` makes, in the browser's own count: Dexie's version is a tenth of it. */
export const NATIVE_VERSION = 30

/**
 * Notes lie beside the sessions' rows, under keys that are lists (`NoteId`): those come after every text, so neither is ever
 * among the other, and no id of an app's is one of them.
 */
export const FIRST_NOTE: readonly never[] = []

/** Session, revision, part. */
export type SegmentKey = [string, number, number]

/** Dexie owns the schema and its versions; commits go past it (see `NativeConnection`). */
export class AutoSaveDatabase extends Dexie {
  declare readonly sessions: EntityTable<SessionRow, 'id'>
  declare readonly segments: Table<SegmentRow, SegmentKey>
  declare readonly quarantine: Table<QuarantineEntry, number>

  constructor(name: string) {
    // Queries must see what is on disk; the cache would also clone large rows.
    super(name, { cache: 'disabled' })
    this.version(1).stores({ [SESSIONS]: 'id', [SEGMENTS]: '[sessionId+revision+part]' })
    this.version(2).stores({ [QUARANTINE]: '++id, sessionId' })
    this.version(3).stores({ [HEARTBEATS]: 'tabId', [METRICS]: '++id, [sessionId+hour]' })
  }

  /** Makes the database, or brings an old one up to date. `onBlocked`: another tab has it open and does not step aside. */
  static async make(name: string, onBlocked: () => void): Promise<void> {
    const database = new AutoSaveDatabase(name)
    database.on('blocked', onBlocked)
    try {
      await database.open()
    } finally {
      database.close()
    }
  }
}
