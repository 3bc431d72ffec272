import { LifeboatCopy } from './LifeboatCopy.ts'

/** The second copies of all sessions: they outlive pages, and a database that is lost. */
export class LifeboatCopies {
  readonly #copies = new Map<string, LifeboatCopy>()
  /** Goes up when they were cleared: who had aligned one has to do so again. */
  clearCount = 0

  get sessionIds(): string[] {
    return [...this.#copies].filter(([, { position }]) => position > 0).map(([id]) => id)
  }

  of(sessionId: string): LifeboatCopy {
    const copy = this.#copies.get(sessionId) ?? new LifeboatCopy()
    this.#copies.set(sessionId, copy)
    return copy
  }

  clear(): void {
    this.#copies.clear()
    this.clearCount += 1
  }
}
