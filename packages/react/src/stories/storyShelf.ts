import type { DiscardedSession, RecoverableSession } from '@autosave-kit/core'
import type { RecoveryService } from '../recovery/RecoveryService.ts'
import { storyState } from './storyVersions.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

interface StoryShelf {
  readonly service: RecoveryService
  offer(sessions: readonly RecoverableSession[]): void
}

/** Sessions that can be recovered and discarded, in memory. `note` is told of each step, and may throw. */
export function storyShelf(note: (call: string) => void): StoryShelf {
  let sessions: readonly RecoverableSession[] = []
  let trash: readonly { readonly entry: DiscardedSession; readonly session: RecoverableSession }[] = []
  const take = (id: string): RecoverableSession | undefined => {
    const taken = sessions.find((session) => session.id === id)
    sessions = sessions.filter((session) => session !== taken)
    return taken
  }
  const recovery: RecoveryService = {
    findRecoverable: async () => sessions,
    listTrash: async () => trash.map(({ entry }) => entry),
    recover: async <TState>(id: string) => {
      note(`recover ${id}`)
      take(id)
      // A story says what its sessions hold.
      return { state: storyState(0) as TState }
    },
    discard: async (id) => {
      note(`discard ${id}`)
      const session = take(id)
      if (session) trash = [{ entry: entryOf(session), session }, ...trash]
      return session && entryOf(session)
    },
    restoreDiscarded: async (entryId) => {
      note(`restoreDiscarded ${entryId}`)
      const found = trash.find(({ entry }) => entry.id === entryId)
      trash = trash.filter((item) => item !== found)
      if (found) sessions = [found.session, ...sessions]
      return { id: found?.session.id ?? '', state: storyState(0) }
    },
  }
  return {
    service: recovery,
    offer: (next) => {
      sessions = next
      trash = []
    },
  }
}

function entryOf({ id, title = id, byteLength, revision }: RecoverableSession): DiscardedSession {
  const [discardedAt, expiresAt] = [Date.now(), Date.now() + 7 * DAY_MS]
  return { id: `trash ${id}`, sessionId: id, title, discardedAt, expiresAt, byteLength, revision }
}

export function storyOffer(
  id: string,
  agoMinutes: number,
  parts: Partial<RecoverableSession> = {},
): RecoverableSession {
  const lastAliveAt = Date.now() - agoMinutes * MINUTE_MS
  return {
    id,
    forkOf: undefined,
    lastAliveAt,
    ending: 'crashed',
    certain: true,
    byteLength: 48_000,
    revision: 61,
    baseRevision: 44,
    changed: { commitCount: 17, byteLength: 12_300, since: lastAliveAt - 20 * MINUTE_MS },
    ...parts,
  }
}
