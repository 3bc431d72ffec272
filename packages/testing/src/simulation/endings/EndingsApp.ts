import {
  AutoSaveError,
  type AutoSaveManager,
  AutoSaveService,
  type SaveResult,
  type Surroundings,
} from '@autosave-kit/core'
import type { SimulatedPage } from '../SimulatedPage.ts'
import { MAX_SESSION_AGE_MS, TRASH_MS } from './agesOfEndings.ts'

type Marks = Readonly<Record<string, string>>

interface OpenSession {
  readonly manager: AutoSaveManager<Marks>
  state: Marks
  isRestored: boolean
  /** Saves by hand that are not answered yet, as the marks they hold. */
  readonly byHand: Set<readonly string[]>
}

interface HearingOracle {
  onHandedOver(sessionId: string, marks: readonly string[]): () => void
  onSavedByHand(sessionId: string, marks: readonly string[]): void
  onUndo(sessionId: string): void
}

interface AppWorld {
  readonly oracle: HearingOracle
  report(violation: unknown): void
  say(line: string): void
  nextMark(): string
}

/** A page with a list of documents: some are open, and each can be ended. */
export class EndingsApp {
  readonly page: SimulatedPage
  readonly service: AutoSaveService
  /** Endings that this page's person has asked for and that are not answered yet, by session. */
  readonly ending = new Set<string>()
  /** Sessions that this page has got by `recover`. */
  readonly recovered = new Set<string>()
  /** How often this page has let go of what it held. */
  absences = 0
  readonly #open = new Map<string, OpenSession>()
  readonly #world: AppWorld

  constructor(page: SimulatedPage, surroundings: Surroundings, world: AppWorld) {
    this.page = page
    this.#world = world
    const options = { debounceMs: 500, maxSessionAge: MAX_SESSION_AGE_MS, retention: { trashMs: TRASH_MS } }
    this.service = new AutoSaveService(options, () => surroundings)
  }

  get isUsable(): boolean {
    return !this.page.isGone && !this.page.isFrozen && !this.page.isCached
  }

  get openIds(): readonly string[] {
    return [...this.#open.keys()]
  }

  /** Whether the session is on the screen here. */
  hasOpen(sessionId: string): boolean {
    return this.#open.get(sessionId)?.isRestored === true
  }

  savingByHand(sessionId: string): readonly string[] {
    return [...(this.#open.get(sessionId)?.byHand ?? [])].flat()
  }

  open(sessionId: string): void {
    if (this.#open.has(sessionId)) return
    const manager = this.service.getManager<Marks>(sessionId)
    const opened = this.#show(sessionId, manager)
    manager.restore().then(({ state = {} }) => {
      opened.state = { ...state, ...opened.state }
      opened.isRestored = true
    }, this.expected)
  }

  /** What a manager has is on the screen from now on. */
  #show(sessionId: string, manager: AutoSaveManager<Marks>): OpenSession {
    const opened: OpenSession = { manager, state: {}, isRestored: false, byHand: new Set() }
    this.#open.set(sessionId, opened)
    manager.subscribeRemoteChange((state) => (opened.state = state))
    return opened
  }

  edit(sessionId: string): void {
    const opened = this.#open.get(sessionId)
    if (opened?.isRestored !== true || this.ending.has(sessionId)) return
    const mark = this.#world.nextMark()
    opened.state = { ...opened.state, [mark]: this.page.tabId }
    this.#world.say(`${this.page.tabId}: types ${mark} into ${sessionId}`)
    this.#promise(sessionId, opened, opened.manager.scheduleSave(opened.state))
  }

  saveNow(sessionId: string): Promise<unknown> {
    const opened = this.#open.get(sessionId)
    if (opened?.isRestored !== true || this.ending.has(sessionId)) return Promise.resolve()
    const marks = Object.keys(opened.state)
    this.#world.oracle.onSavedByHand(sessionId, marks)
    opened.byHand.add(marks)
    const saved = opened.manager.immediateSave(opened.state)
    this.#promise(sessionId, opened, saved)
    return saved.then(
      () => opened.byHand.delete(marks),
      // What was wanted by hand is tried again by the engine, and may come at any time.
      () => undefined,
    )
  }

  /** Somebody ended the session, and somebody else began anew: whose it is a person says. */
  async choose(sessionId: string, choice: 'mine' | 'theirs' | 'both'): Promise<void> {
    const opened = this.#open.get(sessionId)
    if (opened?.manager.getSnapshot().status !== 'conflict') return
    const marks = Object.keys(opened.state)
    if (choice !== 'theirs') this.#world.oracle.onSavedByHand(sessionId, marks)
    if (choice !== 'theirs') opened.byHand.add(marks)
    opened.state = await opened.manager.resolveConflict(choice)
    opened.byHand.delete(marks)
  }

  async close(sessionId: string): Promise<void> {
    if (this.#open.get(sessionId)?.isRestored !== true || this.ending.has(sessionId)) return
    this.#open.delete(sessionId)
    this.recovered.delete(sessionId)
    this.absences += 1
    await this.service.removeManager(sessionId)
  }

  /** Into the trash, or for good. What is on the screen here is empty afterwards. */
  async end(sessionId: string, how: 'discard' | 'delete'): Promise<void> {
    if (this.ending.has(sessionId)) return
    this.ending.add(sessionId)
    try {
      await (how === 'discard' ? this.service.discard(sessionId) : this.service.deleteSession(sessionId))
      const opened = this.#open.get(sessionId)
      if (opened !== undefined) opened.state = {}
      this.#world.say(`${this.page.tabId}: ${how} of ${sessionId} is done`)
    } finally {
      this.ending.delete(sessionId)
    }
  }

  /** @returns where it is again. */
  async undo(entryId: string, sessionId: string): Promise<string> {
    this.#world.oracle.onUndo(sessionId)
    const { id, state } = await this.service.restoreDiscarded(entryId)
    const opened = this.#open.get(id)
    // The session's state is what its app hands over: marks.
    if (opened !== undefined && state !== undefined) opened.state = { ...(state as Marks) }
    this.#world.say(`${this.page.tabId}: ${entryId} is back as ${id}`)
    return id
  }

  async recover(sessionId: string): Promise<void> {
    const { manager, state = {} } = await this.service.recover<Marks>(sessionId)
    this.recovered.add(sessionId)
    if (!this.#open.has(sessionId)) {
      const opened = this.#show(sessionId, manager)
      opened.state = state
      opened.isRestored = true
    }
    this.#world.say(`${this.page.tabId}: has recovered ${sessionId}`)
  }

  /** What the engine refuses is an error of its own; anything else is its fault. */
  readonly expected = (error: unknown): void => {
    if (!(error instanceof AutoSaveError)) return this.#world.report(error)
    this.#world.say(`${this.page.tabId}:   ${error.code}`)
  }

  #promise(sessionId: string, { state }: OpenSession, saved: Promise<SaveResult>): void {
    const acknowledge = this.#world.oracle.onHandedOver(sessionId, Object.keys(state))
    saved.then(acknowledge, this.expected)
  }
}
