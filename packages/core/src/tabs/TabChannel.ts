import { isTabMessage, type TabMessage } from './TabMessage.ts'

/** Between the tabs of one origin. Messages may be late, in another order, or never come: nothing but speed hangs on them. */
export interface TabChannel {
  /** Reaches the other tabs, never this one. */
  post(message: TabMessage): void
  /** Returns its end. */
  subscribe(listener: (message: TabMessage) => void): () => void
  /** In `pagehide`: a message to a page in the back/forward cache throws it out of there (PLATFORM.md 1.5). */
  release(): void
  /** In `pageshow`: listen again. */
  hold(): void
}

/** Where there is no BroadcastChannel nobody is told, and tabs meet when they save. */
export function createTabChannel(name = 'autosave-kit:tabs'): TabChannel {
  return new BroadcastTabChannel(name)
}

class BroadcastTabChannel implements TabChannel {
  readonly #name: string
  readonly #listeners = new Set<(message: TabMessage) => void>()
  #channel: BroadcastChannel | undefined

  constructor(name: string) {
    this.#name = name
    this.hold()
  }

  post(message: TabMessage): void {
    if (this.#channel !== undefined || typeof BroadcastChannel === 'undefined')
      return this.#channel?.postMessage(message)
    // In a page's last moment: what is posted is delivered though it is closed at once.
    const channel = new BroadcastChannel(this.#name)
    channel.postMessage(message)
    channel.close()
  }

  subscribe(listener: (message: TabMessage) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  hold(): void {
    if (this.#channel !== undefined || typeof BroadcastChannel === 'undefined') return
    this.#channel = new BroadcastChannel(this.#name)
    this.#channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (isTabMessage(data)) for (const listener of this.#listeners) listener(data)
    }
  }

  release(): void {
    this.#channel?.close()
    this.#channel = undefined
  }
}
