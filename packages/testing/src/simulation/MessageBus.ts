import type { TabChannel, TabMessage } from '@autosave-kit/core'
import type { SeededRandom } from './SeededRandom.ts'
import type { SimulatedTime } from './SimulatedTime.ts'

interface Listening {
  readonly tabId: string
  readonly task: (run: () => void) => void
  readonly listener: (message: TabMessage) => void
}

/** Between the pages of the world: late, in any order, or never, as the seed says. */
export class MessageBus {
  readonly #time: SimulatedTime
  readonly #random: SeededRandom
  readonly #listening = new Set<Listening>()
  /** Pages in the back/forward cache hear nothing. */
  readonly #released = new Set<string>()
  readonly #lossRate: number
  readonly #longestMs: number

  constructor(time: SimulatedTime, random: SeededRandom) {
    this.#time = time
    this.#random = random
    this.#lossRate = random.chance(0.4) ? random.next() : 0
    this.#longestMs = random.chance(0.5) ? 20 : 5_000
  }

  listenerCount(tabId: string): number {
    return [...this.#listening].filter((listening) => listening.tabId === tabId).length
  }

  channel(tabId: string, task: (run: () => void) => void): TabChannel {
    return {
      post: (message) => this.#post(tabId, message),
      subscribe: (listener) => {
        const listening = { tabId, task, listener }
        this.#listening.add(listening)
        return () => this.#listening.delete(listening)
      },
      release: () => this.#released.add(tabId),
      hold: () => this.#released.delete(tabId),
    }
  }

  #post(from: string, message: TabMessage): void {
    for (const listening of this.#listening) {
      if (listening.tabId === from || this.#random.chance(this.#lossRate)) continue
      this.#time.schedule(this.#random.span(this.#longestMs), `${listening.tabId}: ${message.kind} by ${from}`, () => {
        if (!this.#listening.has(listening) || this.#released.has(listening.tabId)) return
        listening.task(() => listening.listener(message))
      })
    }
  }
}
