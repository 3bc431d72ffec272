import { bringUpToDate } from '../recovery/bringUpToDate.ts'
import { readRevision } from '../recovery/history/readRevision.ts'
import { shareUnchanged } from '../recovery/shareUnchanged.ts'
import type { SaveRequest } from './SaveRequests.ts'
import { revisionNotFound } from './saveErrors.ts'
import type { SessionContext } from './SessionContext.ts'

interface RestoringSession {
  readonly loop: { readonly state: unknown }
  open(): Promise<unknown>
  handOver(state: unknown): void
  save(request: SaveRequest): Promise<unknown>
}

/** See `AutoSaveManager.restoreRevision`. */
export async function restoreVersion(
  { surroundings, sessionId, config, facts, remote }: SessionContext,
  session: RestoringSession,
  { revision, isTold }: { readonly revision: number; readonly isTold: boolean },
): Promise<unknown> {
  await session.open()
  if (facts.getSnapshot().isUnsaved) await session.save({ reason: 'flush', durability: config().durability.autosave })
  const stored = await readRevision(surroundings.storage, sessionId, revision)
  if (stored === undefined) throw revisionNotFound(revision)
  const state = await bringUpToDate(stored.state, stored.header.schemaVersion, config())
  // What both versions have in common is the same objects, and costs nothing to save.
  const shared = shareUnchanged(session.loop.state, state)
  session.handOver(shared)
  await session.save({ reason: 'restore', durability: config().durability.manual })
  // Other tabs' work may have come in meanwhile, and the app was told: it goes on from both.
  const held = remote.isHeard ? session.loop.state : shared
  if (isTold) remote.tell(held)
  return held
}
