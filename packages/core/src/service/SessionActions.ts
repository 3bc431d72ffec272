import type { AutoSaveOptions } from '../config/AutoSaveConfig.ts'
import { kitName } from '../config/kitName.ts'
import { loadPart } from '../environment/loadPart.ts'
import type { AutoSaveManager } from '../manager/AutoSaveManager.ts'
import type { RecoverableSession } from '../recovery/recoverable/RecoverableSession.ts'
import type { DiscardedSession } from '../recovery/trash/DiscardedSession.ts'
import { systemClock } from '../schedule/Clock.ts'
import type { PurgeReport } from './purgeScope.ts'
import type { ServiceDesk } from './ServiceDesk.ts'
import type { SessionVersion } from './readVersion.ts'
import type { RecoveredSession } from './recoverSession.ts'
import type { ForkOptions, ImportedSession, SessionShelf, SessionSummary } from './SessionShelf.ts'
import type { SessionTrash, UndiscardedSession } from './SessionTrash.ts'

const loadRecoverableSessions = () => import('./recoverableSessions.ts')
const loadReadVersion = () => import('./readVersion.ts')
const loadRecoverSession = () => import('./recoverSession.ts')
const loadPurgeScope = () => import('./purgeScope.ts')
const loadSessionShelf = () => import('./SessionShelf.ts')
const loadTidySessions = () => import('./tidySessions.ts')
const loadSessionTrash = () => import('./SessionTrash.ts')

/** What can be done with sessions as things. None of it is needed for saving, so each is loaded when it is first asked for. */
export abstract class SessionActions {
  protected abstract readonly desk: ServiceDesk

  /** Every session that was saved here, whichever page has it open. */
  async listSessions(): Promise<readonly SessionSummary[]> {
    return (await this.#shelf()).list()
  }

  /**
   * The sessions of pages that are gone and did not go in order (a crash, a kill, a power cut), newest first, with enough for a
   * person to decide on. Sessions that some page has open are not among them, nor those in which nothing was saved since
   * they were last left. To have one back: `recover(id)`.
   *
   * @throws AutoSaveError what reading throws.
   */
  async findRecoverable(): Promise<readonly RecoverableSession[]> {
    const { recoverableSessions } = await loadPart(loadRecoverableSessions)
    return recoverableSessions(this.desk.surroundings(), this.desk.isOpenHere)
  }

  /**
   * A session as one file, for the person to keep or to take to another browser: its newest state, what is unsaved in this
   * page included, less what is excluded. Older versions stay here.
   *
   * @throws AutoSaveError `SESSION_NOT_FOUND`, and what saving and reading throw.
   */
  async exportSession(sessionId: string): Promise<File> {
    return (await this.#shelf()).export(sessionId)
  }

  /**
   * Stores what `exportSession` has put into a file, as a session with one version. It keeps its id where that is free, and
   * gets a new one (`article-2`) where it is not: nothing that is here is ever written over. A file is looked at from
   * end to end first; one that is refused imports nothing. To show it, restore the session of the id that comes back.
   *
   * @throws AutoSaveError `IMPORT_FOREIGN`, `IMPORT_NEWER`, `IMPORT_DAMAGED`, and what writing throws.
   */
  async importSession(file: Blob): Promise<ImportedSession> {
    return (await this.#shelf()).import(file)
  }

  /**
   * Makes a new session of a session's newest state, or of one of its versions; neither knows of the other's changes from
   * then on. Resolves with the new one's id.
   *
   * @throws AutoSaveError `SESSION_NOT_FOUND`, `REVISION_NOT_FOUND`, `INVALID_CONFIG` for an empty id or one that is taken.
   */
  async forkSession(sessionId: string, options: ForkOptions = {}): Promise<string> {
    return (await this.#shelf()).fork(sessionId, options)
  }

  /**
   * What a session held at a revision, the newest without one, to be looked at or compared: of the versions that are kept the newest
   * that is no newer. Nothing is opened, shown or written; to go back to one there is the manager's `restoreRevision`.
   *
   * @throws AutoSaveError `REVISION_NOT_FOUND`, and what reading and migrations throw.
   */
  async readVersion<TState = unknown>(sessionId: string, revision?: number): Promise<SessionVersion<TState>> {
    const { readVersion } = await loadPart(loadReadVersion)
    const config = (await this.desk.managerOf(sessionId))?.config
    const version = await readVersion(this.desk.surroundings().storage, { sessionId, revision, config })
    // The app says what its session holds.
    return version as SessionVersion<TState>
  }

  /**
   * Takes a recoverable session over: this page has it open from then on, and no other page can take it at the same time. Resolves
   * with what to show, and the manager to go on with.
   *
   * @param options - As for `getManager`.
   * @throws AutoSaveError `SESSION_IN_USE` while another page has it open, `SESSION_DISCARDED`, `SESSION_NOT_FOUND`, and what `restore` throws.
   */
  async recover<TState = unknown>(
    sessionId: string,
    options?: AutoSaveOptions<TState>,
  ): Promise<RecoveredSession<TState>> {
    const { recoverSession } = await loadPart(loadRecoverSession)
    const open = (): AutoSaveManager<TState> => this.desk.open(sessionId, options)
    const isOpenHere = this.desk.isOpenHere(sessionId)
    return recoverSession(this.desk.surroundings(), { sessionId, isOpenHere, open })
  }

  /**
   * Puts a session into the trash, from where it can be brought back for `retention.trashMs`. A page that has it open is told, and
   * holds what it shows. `undefined` when there was nothing.
   *
   * @throws AutoSaveError what reading and saving throw: then nothing has changed.
   */
  async discard(sessionId: string): Promise<DiscardedSession | undefined> {
    return (await this.#trash()).discard(sessionId)
  }

  /** What is in the trash and can be brought back, newest first. */
  async listTrash(): Promise<readonly DiscardedSession[]> {
    return (await this.#trash()).list()
  }

  /**
   * Brings a discarded session back as it was: under its own id, or, where something else has been begun there since, as a session of
   * its own. A manager that has it open here tells who listens to `subscribeRemoteChange`.
   *
   * @param entryId - `id` of an entry of `listTrash`.
   * @throws AutoSaveError `SESSION_NOT_FOUND` for what is not in the trash any more.
   */
  async restoreDiscarded(entryId: string): Promise<UndiscardedSession> {
    return (await this.#trash()).restore(entryId)
  }

  /**
   * Deletes a session for good, with its history, its figures, its second copy, and what of it is in the trash. A page that has it open is
   * told, and holds what it shows.
   *
   * @throws AutoSaveError what the storage throws: then nothing has changed.
   */
  async deleteSession(sessionId: string): Promise<void> {
    await (await this.#trash()).delete(sessionId)
  }

  /**
   * What people call a session, in every list from then on.
   *
   * @throws AutoSaveError `SESSION_NOT_FOUND`, and what writing throws.
   */
  async renameSession(sessionId: string, title: string): Promise<void> {
    await (await this.#shelf()).rename(sessionId, title)
  }

  /**
   * Deletes everything that was saved in a scope from this browser: sessions, their histories and titles, the trash, figures, what smaller stores hold, the
   * second copy. For signing out, or for somebody who wants nothing to be left.
   *
   * It is for good, and for every page: whatever is open holds what it shows, says `SCOPE_PURGED` and stores nothing any more, late and frozen
   * pages included. A purge that a crash ends too early is ended when the scope is opened next. This service goes on as a new one: `getManager` gives new,
   * empty managers.
   *
   * @param scope - This service's own without it.
   * @throws AutoSaveError `INVALID_CONFIG` for what cannot be a scope, `DATABASE_NEWER`, `PART_UNREACHABLE`: nothing has changed then; and what
   * the storage throws: what it could not delete goes when the scope is opened next.
   */
  async purge(scope: string | undefined = this.desk.scope()): Promise<PurgeReport> {
    const name = kitName(scope)
    const { purgeScope } = await loadPart(loadPurgeScope)
    const onBegun = (): void => {
      if (scope === this.desk.scope()) this.desk.endLife()
    }
    return purgeScope({ name, clock: systemClock, onBegun })
  }

  async #shelf(): Promise<SessionShelf> {
    const { SessionShelf: Shelf } = await loadPart(loadSessionShelf)
    return new Shelf(this.desk)
  }

  /** A round of tidying up. @internal */
  protected async tidy(): Promise<void> {
    const { tidySessions } = await loadPart(loadTidySessions)
    await tidySessions(this.desk, await this.#trash())
  }

  async #trash(): Promise<SessionTrash> {
    const { SessionTrash: Trash } = await loadPart(loadSessionTrash)
    const { surroundings, options, managerOf } = this.desk
    return new Trash({ surroundings: surroundings(), shelf: await this.#shelf(), options: options(), managerOf })
  }
}
