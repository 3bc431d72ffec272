import type { AutoSaveError } from '../errors/AutoSaveError.ts'
import { type StoredSession, readSession } from '../recovery/readSession.ts'
import { sessionEnding } from '../recovery/sessionEnding.ts'
import type { SessionRow } from '../storage/SegmentStorage.ts'
import { RetryTimer } from './RetryTimer.ts'
import type { RestoreReport } from './SaveSnapshot.ts'
import type { SessionContext } from './SessionContext.ts'
import { unexpectedFailure } from './saveErrors.ts'

export interface OpenedSession {
  readonly stored: StoredSession
  readonly row: SessionRow | undefined
  readonly report: RestoreReport
}

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

  readonly #onFailure: (error: AutoSaveError) => void

  constructor(context: SessionContext, onFailure: (error: AutoSaveError) => void) {
    this.#context = context
    this.#onFailure = onFailure
    this.#retry = new RetryTimer(context, () => this.#endWait?.())
  }

  /** Rejects only when it is disposed. */
  async open(): Promise<OpenedSession> {
    while (this.#disposedBy === undefined) {
      try {
        return await this.#readUntilDisposed()
      } catch (cause) {
        if (this.#disposedBy === undefined) await this.#waitAfter(unexpectedFailure(cause))
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
    this.hurry()
  }

  /** A read may be answered late, or never: whoever was disposed meanwhile must not wake up with it. */
  #readUntilDisposed(): Promise<OpenedSession> {
    return new Promise((resolve, reject) => {
      this.#endReading = () => reject(this.#disposedBy)
      this.#read().then(resolve, reject)
    })
  }

  async #read(): Promise<OpenedSession> {
    const { surroundings, sessionId } = this.#context
    await surroundings.opensAfter
    const stored = await readSession(surroundings.storage, sessionId)
    const row = await surroundings.storage.readSession(sessionId)
    const { head, damagedRowCount, missingPaths } = stored
    const marks = [row?.left, surroundings.leftMarks.get(sessionId)]
    const ending = head === undefined ? 'unknown' : await sessionEnding(head, marks, surroundings.presence.isAlive)
    const report = {
      found: stored.tree.root !== undefined,
      revision: head?.revision ?? 0,
      savedAt: head?.savedAt,
      ending,
      damagedRowCount,
      missingPaths,
    }
    return { stored, row, report }
  }

  async #waitAfter(error: AutoSaveError): Promise<void> {
    this.#context.facts.dispatch({ type: 'failed', error, retryAt: this.#retry.schedule() })
    this.#onFailure(error)
    await new Promise<void>((resolve) => {
      this.#endWait = resolve
    })
  }
}
