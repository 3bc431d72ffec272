import { AutoSaveError } from '../errors/AutoSaveError.ts'
import type { AutoSaveManager } from '../manager/AutoSaveManager.ts'
import type { RestoreResult } from '../manager/RestoreResult.ts'
import type { Surroundings } from '../manager/SessionContext.ts'
import { sessionNotFound } from '../recovery/exporting/importErrors.ts'
import { readSession } from '../recovery/readSession.ts'
import { isEnd } from '../recovery/trash/sessionEnd.ts'

/** A session that this page has taken over. @public */
export interface RecoveredSession<TState = unknown> extends RestoreResult<TState> {
  readonly manager: AutoSaveManager<TState>
}

/** More than a manager takes from `restore` to asking for its lock (five, November 2026). */
const OPENING_STEPS = 50

/** Whoever asks whether a session is open holds its lock for the moment of the question, and so does a list of what can be recovered. */
const ATTEMPTS = 10

interface Recovery<TState> {
  readonly sessionId: string
  readonly isOpenHere: boolean
  /** Makes the manager, or gives the one there is. */
  readonly open: () => AutoSaveManager<TState>
}

/**
 * Takes a session over while nobody else has it: the lock that every page with it open shares is held alone until this page's own
 * hold waits behind it, so that of two pages one gets it.
 */
export async function recoverSession<TState>(
  { storage, presence }: Surroundings,
  { sessionId, isOpenHere, open }: Recovery<TState>,
): Promise<RecoveredSession<TState>> {
  const { head, position } = await readSession(storage, sessionId)
  if (isEnd(head)) throw inTrash(sessionId)
  if (position === 0) throw sessionNotFound(sessionId)
  let manager: AutoSaveManager<TState> | undefined = isOpenHere ? open() : undefined
  let restoring: Promise<RestoreResult<TState>> | undefined
  const take = async (): Promise<void> => {
    manager = open()
    restoring = manager.restore()
    // Whoever asks is told; until then nobody has to be.
    restoring.catch(() => undefined)
    // Its own hold is asked for some promises later, and has to wait behind this one before this one ends.
    for (let step = 0; step < OPENING_STEPS; step += 1) await Promise.resolve()
  }
  const hasLocks = (await presence.isAlive(presence.tabId)) !== undefined
  if (manager === undefined && !hasLocks) await take()
  for (let attempt = 0; manager === undefined && attempt < ATTEMPTS; attempt += 1)
    await presence.whileAlone(sessionId, take)
  if (manager === undefined) throw inUse(sessionId)
  return { manager, ...(await (restoring ?? manager.restore())) }
}

function inUse(sessionId: string): AutoSaveError {
  return new AutoSaveError('SESSION_IN_USE', {
    what: `Another page has the session ${JSON.stringify(sessionId)} open.`,
    why: 'Its work is safe there, and nothing was changed.',
    fix: 'Go on in that page, or close it and try again.',
  })
}

function inTrash(sessionId: string): AutoSaveError {
  return new AutoSaveError('SESSION_DISCARDED', {
    what: `The session ${JSON.stringify(sessionId)} was discarded.`,
    why: 'It is in the trash, and nothing was changed.',
    fix: 'Bring it back from there with restoreDiscarded.',
  })
}
