import type { AutoSaveOptions } from '../config/AutoSaveConfig.ts'
import { resolveConfig } from '../config/resolveConfig.ts'
import type { AutoSaveManager } from '../manager/AutoSaveManager.ts'
import type { Surroundings } from '../manager/SessionContext.ts'
import { sessionNotFound } from '../recovery/exporting/importErrors.ts'
import { type DiscardedSession, toDiscarded } from '../recovery/trash/DiscardedSession.ts'
import { readSession } from '../recovery/readSession.ts'
import { endSession } from '../recovery/trash/endSession.ts'
import { undoDiscard } from '../recovery/trash/undoDiscard.ts'
import type { SessionNote } from '../storage/SessionBook.ts'
import type { SessionShelf } from './SessionShelf.ts'

interface TrashParts {
  readonly surroundings: Surroundings
  readonly shelf: SessionShelf
  readonly options: AutoSaveOptions
  /** Of this page; after one that is ending has ended. */
  readonly managerOf: (sessionId: string) => Promise<AutoSaveManager | undefined>
}

/** Where a discarded session is again. @public */
export interface UndiscardedSession {
  /** Its own id; or another one, where something new was begun under its own meanwhile. */
  readonly id: string
  /** For the app to show, where this page has it open. */
  readonly state: unknown
}

/** Sessions that somebody does not want any more, and how they come back. */
export class SessionTrash {
  readonly #parts: TrashParts

  constructor(parts: TrashParts) {
    this.#parts = parts
  }

  async discard(sessionId: string): Promise<DiscardedSession | undefined> {
    return toDiscarded(await this.#end(sessionId, 'discard'), this.#trashMs)
  }

  async delete(sessionId: string): Promise<void> {
    await this.#end(sessionId, 'delete')
  }

  async list(): Promise<readonly DiscardedSession[]> {
    const { storage, clock } = this.#parts.surroundings
    const discarded = (await storage.book.notes()).filter(({ id }) => id[0] === 'trash')
    return discarded
      .map((note) => toDiscarded(note, this.#trashMs))
      .filter(({ expiresAt }) => expiresAt > clock.now())
      .toSorted((a, b) => b.discardedAt - a.discardedAt)
  }

  async restore(entryId: string): Promise<UndiscardedSession> {
    const { storage } = this.#parts.surroundings
    const note = (await storage.book.notes()).find(({ id }) => id[0] === 'trash' && JSON.stringify(id) === entryId)
    if (note === undefined) throw sessionNotFound(entryId)
    const here = await this.#restoreHere(note)
    const restored = here ?? (await this.#restoreElsewhere(note))
    // Nothing but the note says that what nobody has begun anew is no session.
    const isStillEnded = here === undefined && (await this.#isHead(note))
    // Last: what is in the list and back already can be asked for again, and does no harm.
    await storage.book.change({ remove: [note.id], unlist: isStillEnded ? [note.id[1]] : [] })
    return restored
  }

  async #end(sessionId: string, reason: 'discard' | 'delete'): Promise<SessionNote | undefined> {
    const { surroundings, managerOf } = this.#parts
    const { storage, presence, clock } = surroundings
    const manager = await managerOf(sessionId)
    if (manager !== undefined) return manager.end(reason)
    const { tabId } = presence
    const note = await endSession(storage, { sessionId, reason, writer: tabId, now: clock.now() })
    if (note !== undefined) this.#tell(sessionId, note.id[2])
    return note
  }

  /** Whoever has the session open goes and looks. */
  #tell(sessionId: string, revision: number): void {
    const { channel, presence } = this.#parts.surroundings
    channel?.post({ kind: 'stored', sessionId, tabId: presence.tabId, revision })
  }

  /** Under its own id, while nothing else has been saved there. */
  async #restoreHere(note: SessionNote): Promise<UndiscardedSession | undefined> {
    const { surroundings, managerOf } = this.#parts
    const [, sessionId] = note.id
    const manager = await managerOf(sessionId)
    if (manager === undefined) {
      const restored = await undoDiscard(surroundings, note)
      if (restored > 0) this.#tell(sessionId, restored)
      return restored > 0 ? { id: sessionId, state: undefined } : undefined
    }
    const { revision, isUnsaved } = manager.getSnapshot()
    // Another page may have begun something new, and this one has not read or heard of it yet.
    if (revision > 0 || isUnsaved || !(await this.#isHead(note))) return undefined
    return { id: sessionId, state: await manager.restoreRevision(note.base ?? 0, { isTold: true }) }
  }

  /** Whether nothing was saved since the session was discarded. */
  async #isHead({ id: [, sessionId, revision] }: SessionNote): Promise<boolean> {
    const { head } = await readSession(this.#parts.surroundings.storage, sessionId)
    return head?.revision === revision
  }

  async #restoreElsewhere({ id, base = 0, title }: SessionNote): Promise<UndiscardedSession> {
    const named = title === undefined ? {} : { title }
    return { id: await this.#parts.shelf.fork(id[1], { revision: base, ...named }), state: undefined }
  }

  get #trashMs(): number {
    return resolveConfig(this.#parts.options).retention.trashMs
  }
}
