import type { Durability } from '../Durability.ts'
import { storageFailure } from '../storageError.ts'

type Issue = (isUrgent: boolean) => Promise<Durability>

/** Appends that wait for rows on their way to a better place. */
export class HeldAppends {
  readonly #held = new Map<(isUrgent: boolean) => void, (error: Error) => void>()

  hold(until: Promise<void>, issue: Issue): Promise<Durability> {
    return new Promise((resolve, reject) => {
      const go = (isUrgent: boolean): void => {
        if (this.#held.delete(go)) resolve(issue(isUrgent))
      }
      this.#held.set(go, reject)
      void until.then(() => go(false))
    })
  }

  /** The page is being left: whoever waits any longer has waited for nothing. */
  hurry(): void {
    for (const go of this.#held.keys()) go(true)
  }

  /** What they were made on may be gone. Who has read again since will not make the same once more. */
  refuse(): void {
    for (const reject of this.#held.values()) reject(storageFailure('STORAGE_LOST'))
    this.#held.clear()
  }
}
