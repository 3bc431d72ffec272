import type { Durability } from '../Durability.ts'

type Issue = (isUrgent: boolean) => Promise<Durability>

/** Appends that wait for rows on their way to a better place. */
export class HeldAppends {
  readonly #held = new Set<(isUrgent: boolean) => void>()

  hold(until: Promise<void>, issue: Issue): Promise<Durability> {
    return new Promise((resolve) => {
      const go = (isUrgent: boolean): void => {
        if (this.#held.delete(go)) resolve(issue(isUrgent))
      }
      this.#held.add(go)
      void until.then(() => go(false))
    })
  }

  /** The page is being left: whoever waits any longer has waited for nothing. */
  hurry(): void {
    for (const go of this.#held) go(true)
  }
}
