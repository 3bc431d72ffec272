import type { LeftMark } from '../environment/leftMarks.ts'
import type { OpenSessionLock } from '../environment/TabPresence.ts'
import type { AutoSaveError } from '../errors/AutoSaveError.ts'
import type { SegmentHeader } from '../records/SegmentRow.ts'
import { type StoredSession, readSession } from '../recovery/readSession.ts'
import { bringUpToDate } from '../recovery/bringUpToDate.ts'
import { type AskForTab, type SessionEnding, saysLeft, sessionEnding } from '../recovery/sessionEnding.ts'
import { isEnd } from '../recovery/trash/sessionEnd.ts'
import type { SessionRow } from '../storage/SegmentStorage.ts'
import { RetryTimer } from './RetryTimer.ts'
import type { RestoreReport } from './SaveSnapshot.ts'
import type { SessionContext } from './SessionContext.ts'
import { unexpectedFailure } from './saveErrors.ts'
import { tabVerdictOf } from './tabVerdictOf.ts'
import type { WriterRight } from './WriterRight.ts'

export interface OpenedSession {
  readonly stored: StoredSession
  /** What is stored, in the shape the app expects. */
  readonly state: unknown
  readonly row: SessionRow | undefined
  readonly report: RestoreReport
}

/** Longest wait for the session's lock, in ms: it is held within one, unless a frozen page keeps it to itself. */
const LOCK_WAIT_MS = 1_000

/**
 * Reads a session, again and again until it can be read. Nothing is written before: saved work that cannot be read for
 * a moment must not be taken for none.
 */
export class SessionOpening {
  readonly #context: SessionContext
  readonly #retry: RetryTimer
  #endWait: (() => void) | undefined
  #disposedBy: AutoSaveError | undefined
  #endReading: (() => void) | undefined
  #lock: OpenSessionLock | undefined
  #endLockWait: (() => void) | undefined

  readonly #onFailure: (error: AutoSaveError) => void
  readonly #right: WriterRight

  constructor(context: SessionContext, right: WriterRight, onFailure: (error: AutoSaveError) => void) {
    this.#context = context
    this.#right = right
    this.#onFailure = onFailure
    this.#retry = new RetryTimer(context, () => this.#endWait?.())
  }

  /** Rejects when it is disposed, and when what is stored cannot be brought into the app's shape: trying again would not help. */
  async open(): Promise<OpenedSession> {
    while (this.#disposedBy === undefined) {
      try {
        return await this.#readUntilDisposed()
      } catch (cause) {
        const error = unexpectedFailure(cause)
        if (this.#disposedBy !== undefined || !error.retryable) throw this.#disposedBy ?? error
        await this.#waitAfter(error)
      }
    }
    throw this.#disposedBy
  }

  /** Somebody waits: tries again now instead of when it is due. */
  hurry(): void {
    this.#retry.cancel()
    this.#endWait?.()
  }

  dispose(error: AutoSaveError): void {
    this.#disposedBy = error
    this.#endReading?.()
    this.#endLockWait?.()
    this.#lock?.close()
    this.hurry()
  }

  /** A read may be answered late, or never: whoever was disposed meanwhile must not wake up with it. */
  #readUntilDisposed(): Promise<OpenedSession> {
    return new Promise((resolve, reject) => {
      this.#endReading = () => reject(this.#disposedBy)
      this.#read().then(resolve, reject)
    })
  }

  async #read(isRecalled = false): Promise<OpenedSession> {
    const { surroundings } = this.#context
    await surroundings.opensAfter
    this.#throwIfDisposed()
    if (this.#context.config().tabs === 'separate') await this.#right.findOwn()
    this.#throwIfDisposed()
    await this.#seen()
    this.#throwIfDisposed()
    this.#right.settle()
    const { sessionId } = this.#context
    const { storage } = surroundings
    const [stored, row] = await Promise.all([readSession(storage, sessionId), storage.readSession(sessionId)])
    const { head, damagedRowCount, missingPaths } = stored
    // Who did not leave in order may have gone on in a smaller store, when this one failed.
    if (!isRecalled && !saysLeft(head, row?.left) && (await storage.recall?.(sessionId))) return this.#read(true)
    const value = stored.tree.root?.value
    const state = head === undefined ? value : await bringUpToDate(value, head.schemaVersion, this.#context.config())
    const ending = head === undefined ? 'unknown' : await this.#endingOf(head, row)
    const report = {
      found: stored.tree.root !== undefined && !isEnd(head),
      revision: isEnd(head) ? 0 : (head?.revision ?? 0),
      savedAt: isEnd(head) ? undefined : head?.savedAt,
      source: stored.source,
      ending,
      damagedRowCount,
      missingPaths,
      strays: [],
    }
    return { stored, state, row, report }
  }

  #endingOf(head: SegmentHeader, row: SessionRow | undefined): Promise<SessionEnding> {
    const { surroundings, sessionId } = this.#context
    const verdictOf: AskForTab = (tabId, savedAt) => tabVerdictOf(surroundings, tabId, savedAt)
    const again = async (): Promise<Iterable<LeftMark | undefined>> =>
      this.#leftMarks(await surroundings.storage.readSession(sessionId))
    return sessionEnding(head, { known: this.#leftMarks(row), again }, verdictOf)
  }

  /** localStorage keeps the page waiting while the browser reads it: it is asked when the session's row does not say enough. */
  *#leftMarks(row: SessionRow | undefined): Generator<LeftMark | undefined> {
    yield row?.left
    yield this.#context.surroundings.leftMarks.get(this.#context.sessionId)
  }

  /** Whoever was disposed asks nothing more of anybody. */
  #throwIfDisposed(): void {
    if (this.#disposedBy !== undefined) throw this.#disposedBy
  }

  /** Others must see that the session is open before it is read; but nobody is waited for who does not answer. */
  #seen(): Promise<void> {
    const { presence, clock } = this.#context.surroundings
    const lock = (this.#lock ??= presence.openSession(this.#context.sessionId))
    return new Promise((resolve) => {
      const cancelTimer = clock.setTimer(resolve, LOCK_WAIT_MS)
      this.#endLockWait = () => {
        cancelTimer()
        resolve()
      }
      void Promise.all([lock.held, this.#right.ask()]).then(this.#endLockWait)
    })
  }

  async #waitAfter(error: AutoSaveError): Promise<void> {
    this.#context.facts.dispatch({ type: 'failed', error, retryAt: this.#retry.schedule() })
    this.#onFailure(error)
    await new Promise<void>((resolve) => {
      this.#endWait = resolve
    })
  }
}
