import type { TabPresence } from '../../environment/TabPresence.ts'
import { AutoSaveError } from '../../errors/AutoSaveError.ts'
import { segmentPlace } from '../../records/segmentPlace.ts'
import { toSegmentRows } from '../../records/toSegmentRows.ts'
import type { SegmentStorage } from '../../storage/SegmentStorage.ts'
import type { SessionNote } from '../../storage/SessionBook.ts'
import { readWhole } from '../exporting/readWhole.ts'
import { readSession } from '../readSession.ts'

interface UndoingPage {
  readonly storage: SegmentStorage
  readonly presence: Pick<TabPresence, 'tabId' | 'isAlive'>
}

/**
 * Brings a discarded version back under its own id, as the commit right behind the one that discarded it, in the name of the tab
 * that wrote the work, if that is gone: it is as recoverable as it was. A tab that is there would take what stands under its name for its own
 * save, and write over it. Resolves with its revision; 0 when something else has been saved there meanwhile, or is there
 * no more; nothing has changed then.
 */
export async function undoDiscard(
  { storage, presence }: UndoingPage,
  { id, base = 0, at }: SessionNote,
): Promise<number> {
  const [, sessionId, revision] = id
  const stored = await readSession(storage, sessionId)
  if (stored.head?.revision !== revision) return 0
  const version = await readWhole(storage, sessionId, base)
  if (version === undefined) return 0
  const { savedAt, schemaVersion } = version.header
  const isThere = (await presence.isAlive(version.header.writer)) === true
  const writer = isThere ? presence.tabId : version.header.writer
  const place = segmentPlace(stored.head, { sessionId, revision: stored.position + 1, writer })
  const header = { ...place, schemaVersion, savedAt: Math.min(savedAt, at), reason: 'restore' } as const
  try {
    const content = { records: version.records, removedIds: [] }
    await storage.append(toSegmentRows(header, content), { durability: 'strict' })
    return header.revision
  } catch (error) {
    if (error instanceof AutoSaveError && error.code === 'POSITION_TAKEN') return 0
    throw error
  }
}
