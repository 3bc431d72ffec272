import type { AutoSaveError } from '../errors/AutoSaveError.ts'
import { durabilityOf } from '../storage/Durability.ts'
import { type StoredSession, readSession } from '../recovery/readSession.ts'
import { changedElsewhere, unexpectedFailure } from './saveErrors.ts'
import type { SessionContext } from './SessionContext.ts'
import type { SessionLog } from './SessionLog.ts'

interface Outcome {
  /** Known and stored are the same again, or what is stored is known now. */
  agreed(): void
  /** Another tab changed the session. */
  conflict(error: AutoSaveError): void
  failed(error: AutoSaveError): void
}

/** Reads what the store holds before anything more is written: after a failure nobody knows what landed. */
export class Reconciliation {
  readonly #context: SessionContext
  readonly #log: SessionLog
  readonly #outcome: Outcome
  #isRunning = false
  #isInDoubt = false
  #doubtCount = 0

  constructor(context: SessionContext, log: SessionLog, outcome: Outcome) {
    this.#context = context
    this.#log = log
    this.#outcome = outcome
  }

  get isRunning(): boolean {
    return this.#isRunning
  }

  /** An attempt failed, and the store has not been read since. */
  get isInDoubt(): boolean {
    return this.#isInDoubt
  }

  /** Whether what this page knows may not be what the store holds. */
  get isUncertain(): boolean {
    return this.#isInDoubt || this.#isRunning
  }

  doubt(): void {
    this.#isInDoubt = true
    this.#doubtCount += 1
  }

  /** `isMending`: what this page knows to be stored is not; only what is found counts. */
  async run(isMending = false): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    try {
      const { surroundings, sessionId } = this.#context
      const decide = this.#log.readBegins()
      const doubtCount = this.#doubtCount
      const stored = await readSession(surroundings.storage, sessionId)
      decide(stored)
      this.#isRunning = false
      // What came in doubt while it was read is not answered by this reading; what it found is known all the same.
      this.#isInDoubt = doubtCount !== this.#doubtCount
      if (!this.#agrees(stored, isMending)) return
      if (this.#isInDoubt) return await this.run(isMending)
      this.#outcome.agreed()
    } catch (cause) {
      this.#isRunning = false
      this.#outcome.failed(unexpectedFailure(cause))
    }
  }

  /** This tab goes on behind what the store holds, with what it holds itself. Ends a conflict. */
  rejoin(stored: StoredSession): void {
    this.#log.adopt(stored)
    this.#context.facts.dispatch({ type: 'rejoined', head: stored.head })
  }

  /** Takes over what was found. `false` when it is another tab's: a person has to choose. */
  #agrees(stored: StoredSession, isMending: boolean): boolean {
    const comparison = this.#log.compare(stored)
    if (comparison === 'theirs') {
      const error = changedElsewhere(undefined)
      this.#context.facts.dispatch({ type: 'conflict-found', error })
      this.#outcome.conflict(error)
      return false
    }
    if (this.#log.isBeyond(stored)) {
      this.#log.detach(stored)
      return true
    }
    this.#context.facts.dispatch({ type: 'located', change: { durability: durabilityOf(stored.source) } })
    if (comparison === 'changed' || isMending) this.rejoin(stored)
    else this.#log.passOver(stored)
    return true
  }
}
