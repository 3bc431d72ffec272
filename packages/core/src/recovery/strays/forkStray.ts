import { AutoSaveError } from '../../errors/AutoSaveError.ts'
import { diffState, emptyTree } from '../../records/diffState.ts'
import { toSegmentRows } from '../../records/toSegmentRows.ts'
import type { SegmentStorage } from '../../storage/SegmentStorage.ts'
import type { StrayWork } from './readStrays.ts'

/** The same for the same work, so that what was interrupted is not done twice. */
export function strayForkId({ header: { sessionId, writer, revision } }: StrayWork): string {
  return `${sessionId}~${writer.slice(0, 8)}-${revision}`
}

/** Makes a session of its own of it, by whoever wrote it, so that it is offered as what a page left behind. */
export async function forkStray(storage: SegmentStorage, work: StrayWork, state: unknown): Promise<void> {
  const { sessionId, base, writer, savedAt, reason, schemaVersion } = work.header
  const id = strayForkId(work)
  const { records } = diffState(emptyTree, state)
  const header = { sessionId: id, revision: 1, base: 0, writer, savedAt, reason, schemaVersion }
  // A store whose connection was lost wants a session to be read before it is written to.
  if ((await storage.read(id)).length === 0) {
    await storage.append(toSegmentRows(header, { records, removedIds: [] }), { durability: 'relaxed' }).catch(ifTaken)
  }
  const fork = { of: sessionId, revision: base }
  await storage.putSession({ id, createdAt: savedAt, updatedAt: savedAt, left: undefined, fork })
}

/** Another tab was quicker, with the same. */
function ifTaken(error: unknown): void {
  if (!(error instanceof AutoSaveError && error.code === 'POSITION_TAKEN')) throw error
}
