type RemoteListener = (state: unknown) => void

/** Who wants to know when other tabs' work has come into the session's state. */
export class RemoteChanges {
  readonly #listeners = new Set<RemoteListener>()

  get isHeard(): boolean {
    return this.#listeners.size > 0
  }

  subscribe(listener: RemoteListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(state: unknown): void {
    for (const listener of this.#listeners) listener(state)
  }
}
