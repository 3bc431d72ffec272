import { AutoSaveError } from '../errors/AutoSaveError.ts'
import type { SegmentRow } from '../records/SegmentRow.ts'
import { readSession } from '../recovery/readSession.ts'
import type { RowKey } from '../storage/SegmentStorage.ts'
import { isEmpty } from './Commit.ts'
import { SessionLog } from './SessionLog.ts'
import { CommitPlanner } from './CommitPlanner.ts'
import type { SessionContext } from './SessionContext.ts'

/**
 * A session of its own that keeps what could not be merged: on disk before anybody is asked, and until somebody has
 * chosen. Its id names the session it comes from.
 */
export class ConflictFork {
  readonly id: string
  readonly #context: SessionContext
  readonly #log: SessionLog
  readonly #planner: CommitPlanner
  readonly #revision: number
  readonly #rows: RowKey[] = []
  #kept: { readonly state: unknown; readonly stored: Promise<void> } | undefined

  constructor(context: SessionContext, revision: number) {
    const { sessionId, surroundings } = context
    const { tabId } = surroundings.presence
    this.#context = context
    this.#revision = revision
    this.id = `${sessionId}~${tabId.slice(0, 8)}-${revision}`
    this.#log = new SessionLog({ sessionId: this.id }, tabId)
    this.#planner = new CommitPlanner({ ...context, sessionId: this.id }, this.#log)
  }

  /** Resolves once it is stored. Rejects with what the storage rejects with. `isUrgent`: in a page's last moment. */
  keep(state: unknown, isUrgent = false): Promise<void> {
    if (this.#kept === undefined || !Object.is(this.#kept.state, state)) {
      const kept = { state, stored: this.#store(state, isUrgent) }
      this.#kept = kept
      // What failed is tried again with the next occasion.
      kept.stored.catch(() => this.#kept === kept && (this.#kept = undefined))
    }
    return this.#kept.stored
  }

  /** The same, and looks whether what was kept before is still there: it may have gone with a database that was lost. */
  async keepSurely(state: unknown): Promise<void> {
    await this.keep(state)
    const decide = this.#log.readBegins()
    const stored = await readSession(this.#context.surroundings.storage, this.id)
    decide(stored)
    this.#log.adopt(stored)
    await this.#store(state, false)
  }

  async #store(state: unknown, isUrgent: boolean): Promise<void> {
    const { storage, clock } = this.#context.surroundings
    const commit = this.#planner.planNow({ state, reason: 'merge', label: undefined })
    if (isEmpty(commit)) return
    this.#log.sent(commit)
    this.#rows.push(...commit.rows)
    const landing = this.#append(commit.rows, isUrgent)
    const now = clock.now()
    const fork = { of: this.#context.sessionId, revision: this.#revision }
    const carded = storage.putSession({ id: this.id, createdAt: now, updatedAt: now, left: undefined, fork })
    await Promise.all([landing, carded])
    this.#log.accept(commit, 'relaxed')
  }

  /** A store whose connection was lost wants a session to be read before it is written to. */
  #append(rows: readonly SegmentRow[], isUrgent: boolean): Promise<unknown> {
    const { storage } = this.#context.surroundings
    const options = { durability: 'relaxed', isUrgent } as const
    return storage.append(rows, options).catch(async (error: unknown) => {
      if (isUrgent || !(error instanceof AutoSaveError && error.code === 'STORAGE_LOST')) throw error
      await storage.read(this.id)
      return storage.append(rows, options)
    })
  }

  /** It is in the session itself again: nothing of it is listed any more. */
  async drop(): Promise<void> {
    const { storage, clock } = this.#context.surroundings
    const now = clock.now()
    const fork = { of: this.#context.sessionId, revision: this.#revision, isDropped: true }
    await storage.putSession({ id: this.id, createdAt: now, updatedAt: now, left: undefined, fork })
    await storage.retire({ sessionId: this.id, keys: this.#rows, mode: 'remove', quarantine: [] })
  }
}
