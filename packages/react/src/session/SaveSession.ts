import type { SaveResult, SaveSnapshot } from '@autosave-kit/core'
import type { SessionManager } from './SessionService.ts'

/** What a session tells the registry it belongs to. */
export interface SessionOwner {
  /** The last component has gone. */
  readonly onIdle: () => void
  /** The manager's snapshot changed. */
  readonly onChange: () => void
}

/** A component on a session, as the session sees it. */
interface SessionView<TState> {
  /** Whether what the component shows has been handed over. */
  readonly isRestored: boolean
  /** Makes the app show a state that the engine holds already. */
  show(state: TState): void
  saveNow(): Promise<SaveResult>
}

/** The pause reason of `enabled: false`. */
const DISABLED = 'disabled'

/** A session in use: its manager, and the components that show it. */
export class SaveSession<TState = unknown> {
  readonly id: string
  readonly manager: SessionManager<TState>
  /** The newest state handed over by, or given to, a component; what another component may build on. */
  newest: TState | undefined = undefined
  readonly #owner: SessionOwner
  readonly #links = new Set<SessionView<TState>>()
  readonly #unsubscribe: () => void
  #isEnabled = true

  constructor(id: string, manager: SessionManager<TState>, owner: SessionOwner) {
    this.id = id
    this.manager = manager
    this.#owner = owner
    this.#unsubscribe = manager.subscribe(owner.onChange)
  }

  get linkCount(): number {
    return this.#links.size
  }

  getSnapshot(): SaveSnapshot {
    return this.manager.getSnapshot()
  }

  /** Whether the manager can be let go: everything is stored, and nobody asked it to wait. */
  get isSettled(): boolean {
    const { isUnsaved, status, pauseReasons } = this.getSnapshot()
    return !isUnsaved && status !== 'saving' && pauseReasons.length === 0
  }

  add(link: SessionView<TState>): void {
    this.#links.add(link)
  }

  /** Detaching stores at once what the component handed over; it never discards. */
  release(link: SessionView<TState>): void {
    if (!this.#links.delete(link)) return
    // A failure is in the snapshot, and the engine goes on trying: there is nobody left here to tell.
    if (link.isRestored) this.manager.flush().catch(() => undefined)
    if (this.#links.size === 0) this.#owner.onIdle()
  }

  /** A component turned saving off or on for the whole session. */
  setEnabled(enabled: boolean): void {
    if (enabled === this.#isEnabled) return
    this.#isEnabled = enabled
    if (enabled) this.manager.resume(DISABLED)
    else this.manager.pause(DISABLED)
  }

  /** Stores what is on the screen with strict durability. */
  saveNow(): Promise<SaveResult> {
    const newestLink = [...this.#links].at(-1)
    return newestLink ? newestLink.saveNow() : this.manager.flush()
  }

  /** Ends a conflict and shows the outcome in every component of the session. */
  async resolveConflict(choice: 'mine' | 'theirs'): Promise<void> {
    const state = await this.manager.resolveConflict(choice)
    this.newest = state
    for (const link of this.#links) link.show(state)
  }

  /** Ends the subscription. The manager itself belongs to the service. */
  close(): void {
    this.#unsubscribe()
  }
}
