import { addSession } from '../recovery/exporting/addSession.ts'
import { readWhole } from '../recovery/exporting/readWhole.ts'
import type { SessionContext } from './SessionContext.ts'

/** A duplicated tab shows what the first one shows: its own session begins with what is stored of that one's. */
export async function beginAsCopy({ surroundings, sessionId, identity }: SessionContext, of: string): Promise<void> {
  const { storage, presence, clock } = surroundings
  const [version, origin] = await Promise.all([readWhole(storage, of), storage.readSession(of)])
  if (version === undefined) return
  const now = clock.now()
  const fork = { of, revision: version.header.revision }
  const title = origin?.title === undefined ? {} : { title: origin.title }
  const row = { id: sessionId, createdAt: now, updatedAt: now, separateOf: identity.asked, fork, ...title }
  await addSession(storage, { version, row, writer: presence.tabId })
}
