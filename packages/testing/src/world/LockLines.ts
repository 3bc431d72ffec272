type Callback = (lock: Lock | null) => unknown

interface Ticket {
  readonly name: string
  readonly page: LockPage
  readonly callback: Callback
  readonly settle: Readonly<Record<'resolve' | 'reject', (value: unknown) => void>>
  isCalled: boolean
}

/** A page, as the lock manager knows it. */
interface LockPage {
  readonly tabId: string
  /** Brings what the lock manager says to the page: later, in the order in which it was said. */
  readonly deliver: (run: () => void) => void
  /** Brings it that a lock of its was stolen: as late as the test likes, or never. */
  readonly deliverTheft: (run: () => void) => void
}

/** The exclusive locks of a browser: of each name a line of pages, the first of which has it. Beside requests that wait, as the standard has them. */
export class LockLines {
  readonly #lines = new Map<string, Ticket[]>()
  /** Pages that are gone, whatever their last task goes on to ask for. */
  readonly #gone = new Set<string>()

  /** The lock manager as one page sees it. */
  of(page: LockPage): LockManager {
    const request = (name: string, ...rest: [Callback] | [LockOptions, Callback]): Promise<unknown> => {
      const [options, callback] = rest.length === 1 ? [{}, rest[0]] : rest
      return this.#request(page, { name, options, callback })
    }
    return { request, query: () => Promise.resolve({ held: [], pending: [] }) } as LockManager
  }

  /** The tab that has a lock. */
  holderOf(name: string): string | undefined {
    return this.#lines.get(name)?.[0]?.page.tabId
  }

  countOf(tabId: string): number {
    return [...this.#lines.values()].flat().filter(({ page }) => page.tabId === tabId).length
  }

  /** The page is gone: the browser lets go of all that was its own. */
  end(tabId: string): void {
    this.#gone.add(tabId)
    for (const ticket of [...this.#lines.values()].flat()) if (ticket.page.tabId === tabId) this.#leave(ticket)
  }

  #request(
    page: LockPage,
    { name, options, callback }: { name: string; options: LockOptions; callback: Callback },
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#gone.has(page.tabId)) return
      const ticket: Ticket = { name, page, callback, settle: { resolve, reject }, isCalled: false }
      const line = this.#lines.get(name) ?? []
      this.#lines.set(name, line)
      if (options.ifAvailable === true && line.length > 0) return page.deliver(() => resolve(callback(null)))
      if (options.steal === true) this.#steal(ticket, line)
      else line.push(ticket)
      if (line[0] === ticket) this.#grant(ticket)
      options.signal?.addEventListener('abort', () => this.#abort(ticket))
    })
  }

  #steal(thief: Ticket, line: Ticket[]): void {
    const victim = line.shift()
    line.unshift(thief)
    victim?.page.deliverTheft(() => victim.settle.reject(new DOMException('Lock broken', 'AbortError')))
  }

  #grant(ticket: Ticket): void {
    ticket.page.deliver(() => {
      if (!this.#isInLine(ticket)) return
      ticket.isCalled = true
      const { resolve, reject } = ticket.settle
      Promise.resolve(ticket.callback({ name: ticket.name, mode: 'exclusive' }))
        .finally(() => this.#leave(ticket))
        .then(resolve, reject)
    })
  }

  #abort(ticket: Ticket): void {
    if (ticket.isCalled || !this.#isInLine(ticket)) return
    this.#leave(ticket)
    ticket.settle.reject(new DOMException('The request was aborted.', 'AbortError'))
  }

  #leave(ticket: Ticket): void {
    const line = this.#lines.get(ticket.name) ?? []
    const place = line.indexOf(ticket)
    if (place < 0) return
    line.splice(place, 1)
    const next = line[0]
    if (place === 0 && next !== undefined) this.#grant(next)
  }

  #isInLine(ticket: Ticket): boolean {
    return this.#lines.get(ticket.name)?.includes(ticket) === true
  }
}
