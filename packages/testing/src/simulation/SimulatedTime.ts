interface Event {
  readonly dueAt: number
  readonly order: number
  readonly name: string
  readonly run: () => void
}

/** The one queue of everything that is going to happen in a world. Nothing happens but by taking its next event. */
export class SimulatedTime {
  #elapsed = 0
  #wallOffset = 1_700_000_000_000
  #order = 0
  readonly #events = new Set<Event>()

  /** Ms since 1970; jumps when somebody sets the clock. */
  get now(): number {
    return this.#wallOffset + this.#elapsed
  }

  /** Ms since the world began; never goes back. */
  get elapsed(): number {
    return this.#elapsed
  }

  get isEmpty(): boolean {
    return this.#events.size === 0
  }

  /** @returns the event's end, if it is called before. */
  schedule(delayMs: number, name: string, run: () => void): () => void {
    this.#order += 1
    const event = { dueAt: this.#elapsed + Math.max(0, delayMs), order: this.#order, name, run }
    this.#events.add(event)
    return () => this.#events.delete(event)
  }

  /** Lets the next event happen; `undefined` when there is none up to `limit` (in ms elapsed), which is then the time. */
  step(limit: number): string | undefined {
    let next: Event | undefined
    for (const event of this.#events) {
      if (next === undefined || event.dueAt < next.dueAt || (event.dueAt === next.dueAt && event.order < next.order)) {
        next = event
      }
    }
    if (next === undefined || next.dueAt > limit) {
      if (Number.isFinite(limit)) this.#elapsed = limit
      return undefined
    }
    this.#events.delete(next)
    this.#elapsed = next.dueAt
    next.run()
    return next.name
  }

  jump(ms: number): void {
    this.#wallOffset += ms
  }
}
