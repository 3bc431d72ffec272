import { type AutoSaveManager, AutoSaveError, type SaveResult } from '@autosave-kit/core'
import { LawBroken } from './LawBroken.ts'
import type { SimulatedPage } from './SimulatedPage.ts'

export const SESSION_ID = 'game'

/** Each edit is a member of its own, so that none replaces another, beside a title that all of them may change. */
export type Moves = Readonly<Record<string, string>>

interface WriterWorld {
  report(violation: unknown): void
  /** A name for the next edit. */
  nextEdit(): string
  onAcknowledged(edits: readonly string[]): void
  /** Answers what is called once the takeover is said to be done. */
  onTakeover(app: WriterApp): () => void
}

/** An app on a session that one tab writes. */
export class WriterApp {
  readonly page: SimulatedPage
  readonly manager: AutoSaveManager<Moves>
  state: Moves = {}
  isRestored = false
  /** What was handed over here. */
  readonly edits: string[] = []
  readonly #world: WriterWorld
  #takenOver: (() => void) | undefined

  constructor(page: SimulatedPage, manager: AutoSaveManager<Moves>, world: WriterWorld) {
    this.page = page
    this.manager = manager
    this.#world = world
    manager.subscribeRemoteChange((state) => (this.state = state))
    manager.restore().then(
      ({ state = {} }) => {
        this.isRestored = true
        this.state = state
      },
      (error: unknown) => world.report(error),
    )
  }

  get access(): string {
    return this.manager.getSnapshot().access
  }

  /** Whether a person could do something here. */
  get isUsable(): boolean {
    return this.isRestored && !this.page.isGone && !this.page.isFrozen && !this.page.isCached
  }

  edit(changesTitle: boolean): void {
    if (!this.isUsable) return
    const name = this.#world.nextEdit()
    this.edits.push(name)
    this.state = { ...this.state, [name]: this.page.tabId, ...(changesTitle ? { title: name } : {}) }
    this.#promise(this.manager.scheduleSave(this.state))
  }

  saveNow(): void {
    if (this.isUsable) this.#promise(this.manager.immediateSave())
  }

  takeOver(): void {
    if (!this.isUsable || this.access === 'writer') return
    // Asked for twice it is one takeover, with one fence.
    const takenOver = (this.#takenOver ??= this.#world.onTakeover(this))
    this.manager
      .takeOver()
      .then(takenOver, (error: unknown) => this.#expected(error))
      .finally(() => (this.#takenOver = undefined))
  }

  choose(choice: 'mine' | 'theirs' | 'both'): void {
    if (!this.isUsable || this.manager.getSnapshot().status !== 'conflict') return
    this.manager.resolveConflict(choice).then(
      (state) => (this.state = state),
      (error: unknown) => this.#expected(error),
    )
  }

  /** What can be said of a tab at any time. */
  check(): void {
    const { access, pauseReasons, status, isUnsaved } = this.manager.getSnapshot()
    if ((access === 'reader') !== pauseReasons.includes('other-tab'))
      throw new LawBroken(3, `${this.page.tabId} is a ${access}, and pauses for ${pauseReasons.join()}`)
    if (status === 'saved' && isUnsaved) throw new LawBroken(3, `${this.page.tabId}: saved and unsaved at once`)
  }

  #promise(saved: Promise<SaveResult>): void {
    const edits = [...this.edits]
    saved.then(
      () => this.#world.onAcknowledged(edits),
      (error: unknown) => this.#expected(error),
    )
  }

  #expected(error: unknown): void {
    if (!(error instanceof AutoSaveError)) this.#world.report(error)
  }
}
