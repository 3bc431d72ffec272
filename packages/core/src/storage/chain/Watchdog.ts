import type { AutoSaveErrorCode } from '../../errors/AutoSaveError.ts'
import type { Clock } from '../../schedule/Clock.ts'
import { storageFailure } from '../storageError.ts'

/**
 * A timer that is this late, in ms, was held up with everything else in the page (frozen, in a laptop that slept, behind
 * a long task): the storage may have answered long ago, and the answer waits in line behind the timer.
 */
const LATE_MS = 1_000

type TimeoutCode = Extract<AutoSaveErrorCode, 'STORAGE_TIMEOUT' | 'DATABASE_BLOCKED'>

export interface Deadline {
  /** Longest time without any progress, in ms. */
  readonly allowanceMs: number
  /** What it is called when it is over. */
  code?(): TimeoutCode
}

/** Gives up waiting for what does not answer. A deadline moves whenever anything that is watched makes progress. */
export class Watchdog {
  readonly #clock: Clock
  readonly #onTimeout: () => void
  readonly #cancels = new Set<() => void>()
  #progressAt = Number.NEGATIVE_INFINITY

  constructor(clock: Clock, onTimeout: () => void) {
    this.#clock = clock
    this.#onTimeout = onTimeout
  }

  /** Something was answered: the storage is alive, and what waits in line behind it has its turn later. */
  progress(): void {
    this.#progressAt = this.#clock.elapsed()
  }

  /** Settles as `attempt` does, or rejects with a retryable error once nothing has moved for as long as allowed. */
  watch<TResult>(attempt: Promise<TResult>, deadline: Deadline): Promise<TResult> {
    return new Promise((resolve, reject) => {
      const end = this.#arm(deadline, () => {
        reject(storageFailure(deadline.code?.() ?? 'STORAGE_TIMEOUT'))
        this.#onTimeout()
      })
      const settle = (tell: () => void): void => {
        end()
        this.progress()
        tell()
      }
      attempt.then(
        (value) => settle(() => resolve(value)),
        (cause: unknown) => settle(() => reject(cause)),
      )
    })
  }

  /** Nobody waits any more. */
  dispose(): void {
    for (const cancel of this.#cancels) cancel()
  }

  #arm({ allowanceMs }: Deadline, onOver: () => void): () => void {
    const clock = this.#clock
    const begunAt = clock.elapsed()
    let cancelTimer = (): void => undefined
    const end = (): void => {
      cancelTimer()
      this.#cancels.delete(end)
    }
    const wait = (delayMs: number): void => {
      const dueAt = clock.elapsed() + delayMs
      cancelTimer = clock.setTimer(() => {
        const now = clock.elapsed()
        if (now - dueAt > LATE_MS) return wait(allowanceMs)
        const restMs = Math.max(begunAt, this.#progressAt) + allowanceMs - now
        if (restMs > 1) return wait(restMs)
        end()
        onOver()
      }, delayMs)
    }
    wait(allowanceMs)
    this.#cancels.add(end)
    return end
  }
}
