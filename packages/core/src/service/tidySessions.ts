import { resolveConfig } from '../config/resolveConfig.ts'
import type { Surroundings } from '../manager/SessionContext.ts'
import { readSession } from '../recovery/readSession.ts'
import { isEnd } from '../recovery/trash/sessionEnd.ts'
import type { SessionRow } from '../storage/SegmentStorage.ts'
import type { NoteId, SessionNote } from '../storage/SessionBook.ts'
import { recoverableSessions } from './recoverableSessions.ts'
import type { ServiceDesk } from './ServiceDesk.ts'
import type { SessionTrash } from './SessionTrash.ts'

/** Between finding that something is too old and doing it, in ms, at most: a clock that has jumped is found out, or somebody comes back to it. */
const GRACE_MS = 60 * 60_000

/** No session has it: whoever holds its lock is the only page that tidies up. */
const JANITOR = ''

/** Something that is too old. */
interface Candidate {
  readonly sessionId: string
  readonly revision: number
  readonly graceMs: number
  readonly letGo: () => Promise<unknown>
}

interface Round {
  readonly desk: ServiceDesk
  readonly trash: SessionTrash
  readonly notes: readonly SessionNote[]
}

/**
 * One round of tidying up: sessions that nobody has used for `maxSessionAge` go into the trash, and what was in the trash for
 * `retention.trashMs` goes for good. One page at a time does it. What it cannot do now, a later round does.
 */
export async function tidySessions(desk: ServiceDesk, trash: SessionTrash): Promise<void> {
  const { presence } = desk.surroundings()
  const run = (): Promise<void> => tidy(desk, trash)
  // Without locks two pages may do the same: of two that end a session one finds its position taken.
  if ((await presence.isAlive(presence.tabId)) === undefined) await run()
  else await presence.whileAlone(JANITOR, run)
}

async function tidy(desk: ServiceDesk, trash: SessionTrash): Promise<void> {
  const { storage, clock } = desk.surroundings()
  const notes = await storage.book.notes()
  const round = { desk, trash, notes }
  const candidates = [...(await oldSessions(round)), ...oldTrash(round)]
  const now = clock.now()
  const put: SessionNote[] = []
  for (const candidate of candidates) {
    const found = notes.find(({ id }) => isSameId(id, dueId(candidate)))
    // A clock that was set back since says nothing of how long ago that was.
    if (found === undefined || found.at > now) put.push({ id: dueId(candidate), at: now })
    else if (now - found.at >= candidate.graceMs) await candidate.letGo()
  }
  const remove = notes
    .map(({ id }) => id)
    .filter((id) => id[0] === 'due' && !candidates.some((candidate) => isSameId(id, dueId(candidate))))
  if (put.length > 0 || remove.length > 0) await storage.book.change({ put, remove })
}

function dueId({ sessionId, revision }: Candidate): NoteId {
  return ['due', sessionId, revision]
}

function isSameId(one: NoteId, other: NoteId): boolean {
  return one.every((part, index) => part === other[index])
}

async function oldSessions({ desk, trash, notes }: Round): Promise<Candidate[]> {
  const surroundings = desk.surroundings()
  const { maxSessionAge } = resolveConfig(desk.options())
  const now = surroundings.clock.now()
  // What was given a name is somebody's, a copy was made for a reason, and what has come to an end is seen to with the trash.
  const kept = new Set(notes.filter(({ id }) => id[0] !== 'due').map(({ id }) => id[1]))
  const rows = await surroundings.storage.listSessions()
  const isKept = ({ id, title, fork }: SessionRow): boolean =>
    title !== undefined || fork !== undefined || kept.has(id) || desk.isOpenHere(id)
  const old = rows.filter((row) => now - row.updatedAt >= maxSessionAge && !isKept(row))
  if (old.length === 0) return []
  const recoverable = new Map(
    (await recoverableSessions(surroundings, desk.isOpenHere)).map((session) => [session.id, session]),
  )
  const elsewhere = (await surroundings.heartbeat?.openSessions()) ?? new Set<string>()
  return old.flatMap((row) => {
    const found = recoverable.get(row.id)
    // Of work that may be open somewhere after all nobody knows how old it is.
    if (elsewhere.has(row.id) || found?.certain === false) return []
    if (found !== undefined && now - found.lastAliveAt < maxSessionAge) return []
    const revision = found?.revision ?? row.left?.revision ?? 0
    const graceMs = found === undefined ? Math.min(GRACE_MS, maxSessionAge) : maxSessionAge
    return [{ sessionId: row.id, revision, graceMs, letGo: () => discard({ surroundings, trash, row }) }]
  })
}

interface Discard {
  readonly surroundings: Surroundings
  readonly trash: SessionTrash
  readonly row: SessionRow
}

async function discard({ surroundings, trash, row }: Discard): Promise<void> {
  const { storage } = surroundings
  await whileUnused(surroundings, row.id, async () => {
    const [now, notes] = await Promise.all([storage.readSession(row.id), storage.book.notes()])
    const isNamed = notes.some(({ id }) => id[0] === 'title' && id[1] === row.id)
    // Somebody had it open, or has named it, meanwhile.
    if (!isNamed && now?.updatedAt === row.updatedAt && now.left?.revision === row.left?.revision)
      await trash.discard(row.id)
  })
}

function oldTrash({ desk, trash, notes }: Round): Candidate[] {
  const { storage, clock } = desk.surroundings()
  const { trashMs } = resolveConfig(desk.options()).retention
  const old = notes.filter(({ id, at }) => id[0] === 'trash' && clock.now() - at >= trashMs)
  return old.map(({ id }) => {
    const [, sessionId, revision] = id
    const letGo = (): Promise<void> =>
      whileUnused(desk.surroundings(), sessionId, async () => {
        const { head } = await readSession(storage, sessionId)
        // What was begun there since stays: its own tidying lets go of what lies in front of it.
        if (isEnd(head) && head?.revision === revision) await trash.delete(sessionId)
        else await storage.book.change({ remove: [id] })
      })
    return { sessionId, revision, graceMs: Math.min(GRACE_MS, trashMs), letGo }
  })
}

/** While no page has it open. Without locks that is what signs of life said. */
async function whileUnused({ presence }: Surroundings, sessionId: string, run: () => Promise<void>): Promise<void> {
  if ((await presence.isAlive(presence.tabId)) === undefined) await run()
  else await presence.whileAlone(sessionId, run)
}
