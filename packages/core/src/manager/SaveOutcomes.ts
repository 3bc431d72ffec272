import type { AutoSaveError } from '../errors/AutoSaveError.ts'
import type { AppendOptions } from '../storage/SegmentStorage.ts'
import type { StoredCommit } from './facts.ts'
import { RetryTimer } from './RetryTimer.ts'
import { type SaveResult, SaveWaiters } from './SaveWaiters.ts'
import type { SessionContext } from './SessionContext.ts'

interface Settlement {
  /** The commit that stored it; without one it was stored already. */
  readonly stored?: StoredCommit
  /** Whether the medium itself has it. */
  readonly isStrict?: boolean
  /** In the middle of a stretch of typing. */
  readonly isEarly?: boolean | undefined
}

/** What saves come to: for the facts, for whoever waits, and for when what failed is tried again. */
export class SaveOutcomes {
  readonly #context: SessionContext
  readonly #retry: RetryTimer
  readonly #waiters = new SaveWaiters()

  constructor(context: SessionContext, retry: () => void) {
    this.#context = context
    this.#retry = new RetryTimer(context, retry)
  }

  /** Settles with the commit that holds what has been handed over so far, or something newer. */
  whenStored(durability: AppendOptions['durability']): Promise<SaveResult> {
    return this.#waiters.wait(this.#context.facts.facts.draftVersion, durability === 'strict')
  }

  /** Whether somebody waits for the medium itself. */
  get isAnyStrict(): boolean {
    return this.#waiters.isAnyStrict
  }

  /** Another attempt is made now. */
  attempted(): void {
    this.#retry.cancel()
  }

  /** Everything up to `version` is stored. */
  settle(version: number, { stored, isStrict = true, isEarly }: Settlement = {}): void {
    this.#retry.succeeded()
    this.#context.facts.dispatch({ type: 'stored', version, commit: stored }, isEarly)
    const { revision, durability } = this.#context.facts.facts
    this.#waiters.resolve({ version, isStrict }, { revision, durability })
  }

  /** The work is held, and tried again where that can help. */
  fail(version: number, error: AutoSaveError): void {
    const retryAt = error.retryable ? this.#retry.schedule() : undefined
    this.#context.facts.dispatch({ type: 'failed', error, retryAt })
    this.#waiters.reject(version, error)
  }

  /** Whoever waits for this version, or one before it, is told; the state is held on. */
  reject(version: number, error: AutoSaveError): void {
    this.#waiters.reject(version, error)
  }

  /** Whoever waits is told; the state is held on. */
  rejectAll(error: AutoSaveError): void {
    this.#waiters.rejectAll(error)
  }

  dispose(error: AutoSaveError): void {
    this.#retry.cancel()
    this.rejectAll(error)
  }
}
