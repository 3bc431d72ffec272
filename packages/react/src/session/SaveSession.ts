import type { SaveResult, SaveSnapshot } from '@autosave-kit/core'
import { reportAppError } from './reportAppError.ts'
import type { StateOrigin } from './StateOrigin.ts'
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
  /** What the component shows. */
  readonly current: TState
  /** Whether what the component shows has been handed over. */
  readonly isRestored: boolean
  /** Shows what the engine holds once the change has ended; what is committed until then is kept on top of it. */
  follow(change: Promise<unknown>, origin?: StateOrigin): Promise<void>
  saveNow(label?: string): Promise<SaveResult>
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
  #isRefused = false
  #reported = ''

  constructor(id: string, manager: SessionManager<TState>, owner: SessionOwner) {
    this.id = id
    this.manager = manager
    this.#owner = owner
    const unsubscribe = manager.subscribe(() => {
      this.#readAgainIfMended()
      owner.onChange()
    })
    // What other tabs did is shown like what was restored: what is typed meanwhile stays on top.
    const unsubscribeRemote = manager.subscribeRemoteChange(() => void this.show(Promise.resolve(), 'other tab'))
    this.#unsubscribe = () => {
      unsubscribe()
      unsubscribeRemote()
    }
  }

  get linkCount(): number {
    return this.#links.size
  }

  getSnapshot(): SaveSnapshot {
    return this.manager.getSnapshot()
  }

  /** Whether the manager can be let go: everything is stored, and nobody asked it to wait. That another tab writes is no such wish. */
  get isSettled(): boolean {
    const { isUnsaved, status, pauseReasons } = this.getSnapshot()
    return !isUnsaved && status !== 'saving' && pauseReasons.every((reason) => reason === 'other-tab')
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

  /**
   * The session could not be opened. People see that by the snapshot; the developer is told too, once for each reason and not for each
   * component and visit to a route.
   */
  refused(error: unknown): void {
    this.#isRefused = true
    const text = String(error)
    if (text === this.#reported) return
    this.#reported = text
    reportAppError(error)
  }

  /** Stores what is on the screen with strict durability; with a label as a version of that name, whether it has changed or not. */
  saveNow(label?: string): Promise<SaveResult> {
    const newestLink = [...this.#links].at(-1)
    if (newestLink) return newestLink.saveNow(label)
    return label === undefined ? this.manager.flush() : this.manager.immediateSave(undefined, { label })
  }

  /** What is on the screen, or else what the engine holds, as text: without what is never stored. */
  toJson(): string | undefined {
    const newestLink = [...this.#links].at(-1)
    return newestLink ? this.manager.toJson(newestLink.current) : this.manager.toJson()
  }

  /** Every component shows what a change of the engine's own leads to. */
  async show<TOutcome>(change: Promise<TOutcome>, origin?: StateOrigin): Promise<TOutcome> {
    await Promise.all([...this.#links].map((link) => link.follow(change, origin)))
    return change
  }

  /** Options that came later (a mended migration) may have opened the session. */
  #readAgainIfMended(): void {
    if (!this.#isRefused || this.getSnapshot().restored === undefined) return
    this.#isRefused = false
    void this.show(Promise.resolve())
  }

  /** Ends the subscription. The manager itself belongs to the service. */
  close(): void {
    this.#unsubscribe()
  }
}
