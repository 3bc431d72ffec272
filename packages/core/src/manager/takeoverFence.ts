import { AutoSaveError } from '../errors/AutoSaveError.ts'
import { segmentPlace } from '../records/segmentPlace.ts'
import { toSegmentRows } from '../records/toSegmentRows.ts'
import { readSession } from '../recovery/readSession.ts'
import type { SessionContext } from './SessionContext.ts'
import type { SessionLog } from './SessionLog.ts'

/**
 * Appends the segment that fences the former writer: it stands where a late write of that one would go, so that it cannot
 * land, and whoever reads the log knows since when somebody else writes.
 *
 * @param log - of this tab, which does not know of the segment before it has read it.
 * @returns its revision, or the newest position of a session that holds nothing yet: there is nothing to protect.
 * @throws AutoSaveError what the storage throws.
 */
export async function takeoverFence({ surroundings, sessionId }: SessionContext, log: SessionLog): Promise<number> {
  const { storage, presence, clock } = surroundings
  for (;;) {
    const { head, position, source } = await readSession(storage, sessionId)
    // What is not in reach is fenced by the first commit that gets there.
    if (head === undefined || source === 'unreachable') return position
    log.keepClear(position + 1)
    const header = segmentPlace(head, { sessionId, revision: position + 1, writer: presence.tabId })
    const rest = { savedAt: clock.now(), reason: 'takeover', schemaVersion: head.schemaVersion } as const
    try {
      await storage.append(toSegmentRows({ ...header, ...rest }, { records: [], removedIds: [] }), {
        durability: 'strict',
      })
      return header.revision
    } catch (error) {
      // The former writer was quicker: what it saved is in front of the fence.
      if (!(error instanceof AutoSaveError && error.code === 'POSITION_TAKEN')) throw error
    }
  }
}
