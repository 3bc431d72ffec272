import type { LimitedWaits } from '../schedule/LimitedWaits.ts'
import type { TabMessage } from '../tabs/TabMessage.ts'
import type { SaveLoop } from './SaveLoop.ts'
import type { SessionContext } from './SessionContext.ts'

/** Longest wait for who writes now to store what is unsaved, in ms. A commit takes a few; a frozen page never answers. */
const YIELD_WAIT_MS = 1_000

/** What the tab that takes a session over and the one that wrote it say to each other. Nothing but speed hangs on it. */
export class Handover {
  readonly #context: SessionContext
  readonly #loop: SaveLoop
  readonly #waits: LimitedWaits
  #onYielded: (() => void) | undefined
  #endChannel: (() => void) | undefined

  constructor(context: SessionContext, loop: SaveLoop, waits: LimitedWaits) {
    this.#context = context
    this.#loop = loop
    this.#waits = waits
  }

  listen(): void {
    this.#endChannel ??= this.#context.surroundings.channel?.subscribe((message) => this.#onMessage(message))
  }

  end(): void {
    this.#endChannel?.()
    this.#endChannel = undefined
  }

  /** Who writes is to store what is unsaved first, so that there is nothing left to merge. Settles when it has, or does not answer. */
  async ask(): Promise<void> {
    const answer = new Promise<void>((resolve) => (this.#onYielded = resolve))
    this.#post('yield')
    await this.#waits.until(answer, YIELD_WAIT_MS)
    this.#onYielded = undefined
  }

  #onMessage({ kind, sessionId }: TabMessage): void {
    if (sessionId !== this.#context.sessionId) return
    if (kind === 'yielded') this.#onYielded?.()
    if (kind === 'yield' && !this.#context.facts.isReader) void this.#yield()
  }

  async #yield(): Promise<void> {
    const { draftVersion, savedVersion, pauseReasons, isConflict, restored } = this.#context.facts.facts
    if (draftVersion > savedVersion && pauseReasons.length === 0 && !isConflict && restored !== undefined) {
      const stored = this.#loop.outcomes.whenStored('relaxed')
      this.#loop.saveByItself('flush')
      await stored.catch(() => undefined)
    }
    if (this.#endChannel !== undefined) this.#post('yielded')
  }

  #post(kind: TabMessage['kind']): void {
    const { sessionId, surroundings } = this.#context
    const { channel, presence } = surroundings
    channel?.post({ kind, sessionId, tabId: presence.tabId, revision: this.#loop.log.revision })
  }
}
