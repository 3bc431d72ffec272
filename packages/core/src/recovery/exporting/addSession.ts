import { AutoSaveError } from '../../errors/AutoSaveError.ts'
import { toSegmentRows } from '../../records/toSegmentRows.ts'
import type { SegmentStorage, SessionRow } from '../../storage/SegmentStorage.ts'
import type { WholeVersion } from './readWhole.ts'

export interface NewSession {
  readonly version: WholeVersion
  /** What its row is to say. */
  readonly row: Omit<SessionRow, 'left' | 'rules'>
  /** The tab that makes it. */
  readonly writer: string
}

/**
 * Stores a version as the first of a session of its own: one commit, so that all of it is there or nothing. `false` when the id
 * is taken, which the storage decides: of two tabs that want it at the same moment one gets it.
 */
export async function addSession(storage: SegmentStorage, { version, row, writer }: NewSession): Promise<boolean> {
  if ((await storage.readSession(row.id)) !== undefined) return false
  // Also what is asked of a storage whose connection was lost before it is written to.
  if ((await storage.read(row.id)).length > 0) return false
  const { savedAt, schemaVersion } = version.header
  const place = { sessionId: row.id, revision: 1, base: 0, writer, savedAt, schemaVersion }
  const rows = toSegmentRows({ ...place, reason: 'restore' }, { records: version.records, removedIds: [] })
  try {
    await storage.append(rows, { durability: 'strict' })
  } catch (error) {
    if (error instanceof AutoSaveError && error.code === 'POSITION_TAKEN') return false
    throw error
  }
  try {
    // Nobody has typed in it: it was left in order from the first.
    await storage.putSession({ ...row, left: { tabId: writer, revision: 1 } }, { durability: 'strict' })
  } catch (error) {
    // Work that stands in no list could be neither opened nor deleted by anybody.
    await storage.retire({ sessionId: row.id, keys: rows, mode: 'remove', quarantine: [] })
    throw error
  }
  return true
}
