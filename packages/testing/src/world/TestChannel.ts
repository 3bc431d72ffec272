import type { TabChannel, TabMessage } from '@autosave-kit/core'

interface Listening {
  readonly tabId: string
  readonly listener: (message: TabMessage) => void
}

/** What tabs tell each other: delivered in a task of its own, or not at all while a test says so. @public */
export class TestChannel {
  /** While set, whatever is posted is lost. */
  isDeaf = false
  readonly posted: TabMessage[] = []
  readonly #listening = new Set<Listening>()

  of(tabId: string): TabChannel {
    return {
      post: (message) => this.#post(tabId, message),
      subscribe: (listener) => {
        const listening = { tabId, listener }
        this.#listening.add(listening)
        return () => this.#listening.delete(listening)
      },
      release: () => undefined,
      hold: () => undefined,
    }
  }

  /** A tab that is gone hears nothing. */
  end(tabId: string): void {
    for (const listening of this.#listening) if (listening.tabId === tabId) this.#listening.delete(listening)
  }

  #post(from: string, message: TabMessage): void {
    this.posted.push(message)
    if (this.isDeaf) return
    for (const listening of this.#listening) {
      if (listening.tabId === from) continue
      void Promise.resolve().then(() => this.#listening.has(listening) && listening.listener(message))
    }
  }
}
