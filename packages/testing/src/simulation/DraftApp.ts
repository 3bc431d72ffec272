import { type AutoSaveManager, AutoSaveError, type SaveResult, type SaveSnapshot } from '@autosave-kit/core'
import { LawBroken } from './LawBroken.ts'
import type { SimulatedPage } from './SimulatedPage.ts'

export const SESSION_ID = 'draft'

/** One text, so that two that differ contradict each other: who made it, how many there were before, and some letters. */
interface Draft {
  readonly text: string
}

interface DraftWorld {
  report(violation: unknown): void
  /** All drafts there ever were, in a few letters each. */
  readonly drafts: Set<string>
  /** Something was said to be stored. */
  onSaid(app: DraftApp, result: SaveResult, edit: number): void
}

/** A draft in a few letters. */
export function draftName(state: unknown): string {
  const { text } = Object(state) as Partial<Draft>
  return text?.split(':')[0] ?? 'nothing'
}

/** An app of one text on a page of a world whose database fails. */
export class DraftApp {
  readonly page: SimulatedPage
  state: unknown
  readonly #manager: AutoSaveManager
  readonly #world: DraftWorld
  /** States of others that the person here has seen, or agreed to write over. */
  readonly known = new Set(['nothing'])
  edits = 0
  #isRestored = false
  #isConsenting = false
  /** What the app was last told. */
  #shown: SaveSnapshot | undefined

  constructor(page: SimulatedPage, manager: AutoSaveManager, world: DraftWorld) {
    this.page = page
    this.#manager = manager
    this.#world = world
    manager.subscribe(() => (this.#shown = manager.getSnapshot()))
    manager.subscribeRemoteChange((state) => this.#show(state))
    manager.restore().then(
      ({ state }) => {
        this.#isRestored = true
        this.#show(state)
      },
      (error: unknown) => world.report(error),
    )
  }

  get status(): string {
    return this.#manager.getSnapshot().status
  }

  edit(length: number): void {
    if (!this.#isRestored) return
    this.edits += 1
    this.state = { text: `${this.page.tabId}/${this.edits}:${'x'.repeat(length)}` } satisfies Draft
    for (const names of [this.#world.drafts, this.known]) names.add(draftName(this.state))
    this.#promise(this.#manager.scheduleSave(this.state))
  }

  saveNow(): void {
    if (this.#isRestored) this.#promise(this.#manager.immediateSave())
  }

  choose(choice: 'mine' | 'theirs'): void {
    if (this.status !== 'conflict') return
    this.#isConsenting = true
    this.#consent()
    this.#manager
      .resolveConflict(choice)
      .then(
        (state) => {
          this.#show(state)
        },
        (error: unknown) => error instanceof AutoSaveError || this.#world.report(error),
      )
      .finally(() => (this.#isConsenting = false))
  }

  #show(state: unknown): void {
    this.state = state
    this.known.add(draftName(state))
  }

  /** Whatever of it the kit reads now, from whichever store, may be written over. */
  #consent(): void {
    for (const draft of this.#world.drafts) this.known.add(draft)
  }

  /** `stays`: whether the person does as asked. */
  leave(stays: () => boolean): void {
    const { durability, revision } = this.#shown ?? {}
    const isAsked = this.page.beforeUnload()
    if (durability === 'memory' && (revision ?? 0) > 0 && !isAsked)
      this.#world.report(new LawBroken(2, `${this.page.tabId} is left, and its work is in memory only`))
    if (!(isAsked && stays())) this.page.leave()
  }

  check(): void {
    if (this.#isConsenting) this.#consent()
    const { isUnsaved, status } = this.#manager.getSnapshot()
    if (status === 'saved' && isUnsaved) this.#world.report(new LawBroken(3, 'saved and unsaved at once'))
  }

  checkRest(): void {
    const { status, durability, isUnsaved, storage, error } = this.#manager.getSnapshot()
    const said = `${status}, ${durability}, ${isUnsaved ? 'unsaved' : 'nothing unsaved'}, ${error?.code ?? 'no error'}`
    const isQuiet = storage.problems.every(({ place }) => place === 'fallback') && storage.place === 'disk'
    if (status !== 'saved' || durability !== 'disk' || !isQuiet)
      throw new LawBroken(
        7,
        `in the end: ${said}, ${storage.place}, ${storage.problems.map(({ code }) => code).join()}`,
      )
  }

  #promise(saved: Promise<SaveResult>): void {
    const { edits } = this
    saved.then(
      (result) => this.#world.onSaid(this, result, edits),
      (error: unknown) => error instanceof AutoSaveError || this.#world.report(error),
    )
  }
}
