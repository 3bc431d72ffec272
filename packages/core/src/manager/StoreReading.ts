import type { AutoSaveError } from '../errors/AutoSaveError.ts'
import { type StoredSession, readSession } from '../recovery/readSession.ts'
import type { SessionContext } from './SessionContext.ts'
import { unexpectedFailure } from './saveErrors.ts'

interface StoreReader {
  found(stored: StoredSession): void
  failed(error: AutoSaveError): void
}

/** Reads what the store holds before anything more is written: after a failure nobody knows what landed. */
export class StoreReading {
  readonly #context: SessionContext
  readonly #reader: StoreReader
  #isRunning = false
  #isInDoubt = false

  constructor(context: SessionContext, reader: StoreReader) {
    this.#context = context
    this.#reader = reader
  }

  get isRunning(): boolean {
    return this.#isRunning
  }

  /** An attempt failed, and the store has not been read since. */
  get isInDoubt(): boolean {
    return this.#isInDoubt
  }

  doubt(): void {
    this.#isInDoubt = true
  }

  async run(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    try {
      const { surroundings, sessionId } = this.#context
      const stored = await readSession(surroundings.storage, sessionId)
      this.#isRunning = false
      this.#isInDoubt = false
      this.#reader.found(stored)
    } catch (cause) {
      this.#isRunning = false
      this.#reader.failed(unexpectedFailure(cause))
    }
  }
}
