import { NEXT_TASK } from './pageClock.ts'
import type { SimulatedTime } from './SimulatedTime.ts'

interface TimedPage {
  readonly tabId: string
  /** Runs `run` now, once the page is thawed, or never once it is gone. */
  task(run: () => void): void
}

/** Everything that one page has put off. */
export class PageTimers {
  readonly #time: SimulatedTime
  readonly #page: TimedPage
  readonly #timers = new Set<{ readonly isTask: boolean }>()

  constructor(time: SimulatedTime, page: TimedPage) {
    this.#time = time
    this.#page = page
  }

  /** Without tasks that were merely put off: nobody can call those off, and they end by themselves. */
  get count(): number {
    return [...this.#timers].filter(({ isTask }) => !isTask).length
  }

  get isEmpty(): boolean {
    return this.#timers.size === 0
  }

  set(run: () => void, delayMs: number, name: string): () => void {
    const handle = { isTask: name === NEXT_TASK }
    this.#timers.add(handle)
    const fire = (): void => {
      if (this.#timers.delete(handle)) run()
    }
    const page = this.#page
    const cancel = this.#time.schedule(delayMs, `${page.tabId}: ${name}`, () => page.task(fire))
    return () => {
      cancel()
      this.#timers.delete(handle)
    }
  }

  clear(): void {
    this.#timers.clear()
  }
}
