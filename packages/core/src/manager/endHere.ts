import { endSession } from '../recovery/trash/endSession.ts'
import type { SessionNote } from '../storage/SessionBook.ts'
import type { SaveLoop } from './SaveLoop.ts'
import type { SaveRequest } from './SaveRequests.ts'
import type { SessionContext } from './SessionContext.ts'

interface EndingSession {
  readonly loop: SaveLoop
  save(request: SaveRequest): Promise<unknown>
}

/**
 * Ends a session that this page has open: what it holds of it is let go, and what the app hands over from then on is the beginning
 * of something new.
 */
export async function endHere(
  { sessionId, surroundings, facts }: SessionContext,
  session: EndingSession,
  reason: 'discard' | 'delete',
): Promise<SessionNote | undefined> {
  const { loop } = session
  const { storage, presence, clock } = surroundings
  // What is unsaved is in the trash too; what is deleted need not be stored before.
  if (reason === 'discard' && facts.getSnapshot().isUnsaved)
    await session.save({ reason: 'flush', durability: 'relaxed' })
  const { draftVersion } = facts.facts
  const release = loop.hold()
  try {
    const ending = { sessionId, reason, writer: presence.tabId, now: clock.now() }
    const note = await endSession(storage, ending)
    // What was handed over meanwhile is new.
    if (facts.facts.draftVersion === draftVersion) loop.inflow.show(undefined)
    if (note !== undefined) loop.inflow.stored(note.id[2])
    return note
  } finally {
    loop.store.doubt()
    release()
    loop.doubt()
  }
}
