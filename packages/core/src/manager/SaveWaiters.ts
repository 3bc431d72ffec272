import type { AutoSaveError } from '../errors/AutoSaveError.ts'
import type { Durability } from '../storage/Durability.ts'

/** What a save came to. @public */
export interface SaveResult {
  /** The revision that holds the state. */
  readonly revision: number
  readonly durability: Durability
  /** Whether a newer state was stored in this one's stead. */
  readonly superseded: boolean
}

/** What a commit stored: everything up to a version, and whether the medium itself has it. */
interface Reach {
  readonly version: number
  readonly isStrict: boolean
}

interface Waiter extends Reach {
  readonly resolve: (result: SaveResult) => void
  readonly reject: (error: AutoSaveError) => void
}

/** The promises of states handed over. Each settles with the commit that holds its state or a newer one. */
export class SaveWaiters {
  #waiters: Waiter[] = []

  wait(version: number, isStrict: boolean): Promise<SaveResult> {
    const promise = new Promise<SaveResult>((resolve, reject) => {
      this.#waiters.push({ version, isStrict, resolve, reject })
    })
    // Most callers never look: the failure reaches them through the snapshot, and must not be an unhandled rejection.
    promise.catch(() => undefined)
    return promise
  }

  /** Whether somebody waits for the medium itself. */
  get isAnyStrict(): boolean {
    return this.#waiters.some(({ isStrict }) => isStrict)
  }

  resolve(reached: Reach, stored: { readonly revision: number; readonly durability: Durability }): void {
    for (const { version, resolve } of this.#take(reached)) {
      resolve({ ...stored, superseded: version < reached.version })
    }
  }

  reject(version: number, error: AutoSaveError): void {
    for (const { reject } of this.#take({ version, isStrict: true })) reject(error)
  }

  rejectAll(error: AutoSaveError): void {
    this.reject(Number.POSITIVE_INFINITY, error)
  }

  #take(reached: Reach): Waiter[] {
    const isDue = (waiter: Waiter): boolean =>
      waiter.version <= reached.version && (reached.isStrict || !waiter.isStrict)
    const due = this.#waiters.filter(isDue)
    this.#waiters = this.#waiters.filter((waiter) => !isDue(waiter))
    return due
  }
}
