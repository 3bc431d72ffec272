import { isEnd } from '../recovery/trash/sessionEnd.ts'
import type { AppendOptions, SessionRow } from '../storage/SegmentStorage.ts'
import type { SessionContext } from './SessionContext.ts'
import type { SessionLog } from './SessionLog.ts'

type SessionChange = Partial<SessionRow> & Pick<SessionRow, 'updatedAt'>

/** Older than this and the next commit brings the session's row up to date, in ms. A list of sessions shows minutes. */
const REFRESH_AFTER_MS = 30_000

/**
 * Keeps the session's row in the list of sessions, and its *left* mark. The row is a convenience: the segments are the
 * truth, so a row that cannot be written is written with a later commit.
 */
export class SessionCard {
  readonly #context: SessionContext
  readonly #log: SessionLog
  #row: SessionRow | undefined
  #refreshedAt = Number.NEGATIVE_INFINITY
  /** When the newest revision known to the row, or found on opening, was saved. */
  #savedAt: number | undefined

  constructor(context: SessionContext, log: SessionLog) {
    this.#context = context
    this.#log = log
  }

  open(row: SessionRow | undefined, savedAt: number | undefined): void {
    this.#row = row
    this.#savedAt = savedAt
  }

  /** Something was saved at `savedAt`. Opening a session is not saving it, and writes nothing. */
  refresh(savedAt: number | undefined): void {
    const { isReader, facts } = this.#context.facts
    if (savedAt === undefined || savedAt === this.#savedAt || isReader || facts.ended !== undefined) return
    if (Math.abs(savedAt - this.#refreshedAt) < REFRESH_AFTER_MS) return
    this.#savedAt = savedAt
    this.#refreshedAt = savedAt
    this.#put({ updatedAt: savedAt, rules: this.#log.fingerprint }).catch(() => this.#missed())
  }

  /** Has the medium keep everything that was saved until now: the row goes there, and all before it goes first. */
  async flush(): Promise<void> {
    if (this.#context.facts.facts.ended !== undefined || isEnd(this.#log.head)) return
    const { updatedAt = this.#context.surroundings.clock.now() } = this.#row ?? {}
    await this.#put({ updatedAt }, 'strict')
  }

  /** The page goes in order: said at the revision it leaves behind, whoever wrote it. */
  markLeft(revision: number): void {
    const { head } = this.#log
    const { leftMarks, presence, clock } = this.#context.surroundings
    // Whether the work was left in order is for the tab to say that writes it.
    const { isReader, facts } = this.#context.facts
    if ((head === undefined && revision === 0) || isReader || facts.ended !== undefined || isEnd(head)) return
    const writer = revision > (head?.revision ?? 0) ? presence.tabId : (head?.writer ?? presence.tabId)
    const left = { tabId: writer, revision }
    this.#put({ left, updatedAt: this.#row?.updatedAt ?? clock.now() }).catch(() => this.#missed())
    // Behind the row, which is the surer of the two where a page is closed.
    leftMarks.put(this.#context.sessionId, left)
  }

  /** The session was ended: what is saved next puts it into the list again. */
  begunAnew(): true {
    this.#missed()
    return true
  }

  #missed(): void {
    this.#refreshedAt = Number.NEGATIVE_INFINITY
  }

  #put(change: SessionChange, durability: AppendOptions['durability'] = 'relaxed'): Promise<void> {
    const { sessionId, surroundings, identity } = this.#context
    const row = this.#row ?? {
      id: sessionId,
      ...(sessionId === identity.asked ? {} : { separateOf: identity.asked }),
      createdAt: change.updatedAt,
      updatedAt: change.updatedAt,
      left: undefined,
    }
    this.#row = { ...row, ...change, revision: change.left?.revision ?? this.#log.revision }
    return surroundings.storage.putSession(this.#row, { durability })
  }
}
