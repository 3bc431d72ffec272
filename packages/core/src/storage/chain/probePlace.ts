import { toSegmentRows } from '../../records/toSegmentRows.ts'
import type { SegmentStorage } from '../SegmentStorage.ts'
import { storageFailure } from '../storageError.ts'

/** A session of nobody's, in which a place shows that it works. Nothing of it stays. */
export const PROBE_SESSION_ID = 'autosave-kit:probe'

/** Writes, reads and deletes: that a store is there says nothing of whether it works. Rejects when it does not. */
export async function probePlace(storage: SegmentStorage, now: number): Promise<void> {
  await storage.open()
  const left = await storage.read(PROBE_SESSION_ID)
  const revision = (left.at(-1)?.revision ?? 0) + 1
  const header = { sessionId: PROBE_SESSION_ID, revision, base: 0, writer: 'probe', savedAt: now, schemaVersion: 1 }
  const rows = toSegmentRows({ ...header, reason: 'manual' }, { records: [], removedIds: [] })
  await storage.append(rows, { durability: 'strict' })
  const found = await storage.read(PROBE_SESSION_ID)
  if (found.at(-1)?.revision !== revision) throw storageFailure('WRITE_FAILED')
  await storage.retire({ sessionId: PROBE_SESSION_ID, keys: found, mode: 'remove', quarantine: [] })
}
