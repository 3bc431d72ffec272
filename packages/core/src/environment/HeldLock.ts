/** Runs `run` while holding a lock that nobody else holds in any way; `false`, without running it, when somebody does. */
export function ifFree(locks: LockManager | undefined, name: string, run: () => Promise<void>): Promise<boolean> {
  if (locks === undefined) return Promise.resolve(false)
  return locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await run()
    return lock !== null
  })
}

/** A Web Lock that is held until it is let go, and can be taken again. */
export class HeldLock {
  readonly #locks: LockManager | undefined
  readonly #name: string
  readonly #mode: LockMode
  #release: (() => void) | undefined
  #ended: Promise<unknown> = Promise.resolve()

  constructor(locks: LockManager | undefined, name: string, mode: LockMode) {
    this.#locks = locks
    this.#name = name
    this.#mode = mode
  }

  /** Settles once it is held, or cannot be: documents without an origin of their own are refused, and nobody can ask for them either. */
  take(): Promise<void> {
    const locks = this.#locks
    if (locks === undefined || this.#release !== undefined) return Promise.resolve()
    const held = new Promise<void>((release) => (this.#release = release))
    return new Promise((settle) => {
      const hold = (): Promise<void> => {
        settle()
        return held
      }
      this.#ended = locks.request(this.#name, { mode: this.#mode }, hold).catch(() => {
        this.#release = undefined
        settle()
      })
    })
  }

  /** Settles once others can take it. */
  release(): Promise<unknown> {
    this.#release?.()
    this.#release = undefined
    return this.#ended
  }
}
