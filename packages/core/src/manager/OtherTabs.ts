import type { TabMessage } from '../tabs/TabMessage.ts'
import type { SessionContext } from './SessionContext.ts'

/** The other tabs on a session, as far as they are heard of. */
export class OtherTabs {
  readonly #context: SessionContext
  readonly #onStored: (revision: number) => void
  readonly #tabs = new Set<string>()
  #revision = 0

  constructor(context: SessionContext, onStored: (revision: number) => void) {
    this.#context = context
    this.#onStored = onStored
  }

  get areThere(): boolean {
    return this.#tabs.size > 0
  }

  /** Begins to listen, and says that the session is open here. Returns its end. */
  listen(): () => void {
    const unsubscribe = this.#context.surroundings.channel?.subscribe((message) => this.#onMessage(message))
    this.#post('opened')
    return () => {
      unsubscribe?.()
      if (unsubscribe !== undefined) this.#post('left')
    }
  }

  /** A commit is in the log, or may be: whoever has the session open goes and looks. */
  stored(revision: number): void {
    this.#revision = revision
    this.#post('stored')
  }

  #onMessage({ kind, sessionId, tabId, revision }: TabMessage): void {
    if (sessionId !== this.#context.sessionId) return
    if (kind === 'left') return void this.#tabs.delete(tabId)
    this.#tabs.add(tabId)
    if (kind === 'opened') this.#post('here')
    else this.#onStored(revision)
  }

  #post(kind: TabMessage['kind']): void {
    const { sessionId, surroundings } = this.#context
    surroundings.channel?.post({ kind, sessionId, tabId: surroundings.presence.tabId, revision: this.#revision })
  }
}
