import type { Draft } from './Draft.ts'
import { OtherTabs } from './OtherTabs.ts'
import type { Joined } from './Joined.ts'
import type { Reconciliation } from './Reconciliation.ts'
import { changedElsewhere } from './saveErrors.ts'
import type { SaveOutcomes } from './SaveOutcomes.ts'
import type { SaveRequest, SaveRequests } from './SaveRequests.ts'
import type { SaveSchedule } from './SaveSchedule.ts'
import type { SessionContext } from './SessionContext.ts'
import type { SessionLog } from './SessionLog.ts'

interface InflowParts {
  readonly log: SessionLog
  readonly draft: Draft
  readonly outcomes: SaveOutcomes
  readonly requests: SaveRequests
  readonly schedule: SaveSchedule
}

/** Other tabs' work: when there is some to read, and what becomes of it once it has been read. */
export class RemoteInflow {
  readonly #context: SessionContext
  readonly #parts: InflowParts
  readonly #onNews: () => void
  readonly #tabs: OtherTabs
  #end: (() => void) | undefined
  #isWaiting = false

  constructor(context: SessionContext, parts: InflowParts, onNews: () => void) {
    this.#context = context
    this.#parts = parts
    this.#onNews = onNews
    this.#tabs = new OtherTabs(context, (revision) => this.#onStored(revision))
  }

  /** Other tabs have the session open, as far as they are heard of. */
  get isAmongOthers(): boolean {
    return this.#tabs.areThere
  }

  /** Another tab has saved, and what it saved was not read yet. */
  get isWaiting(): boolean {
    return this.#isWaiting
  }

  listen(): void {
    this.#end = this.#tabs.listen()
  }

  dispose(): void {
    this.#end?.()
  }

  /** A commit of this tab is stored, or sent in a moment after which nobody may be left to tell of it. */
  stored(revision: number): void {
    this.#tabs.stored(revision)
  }

  /** The store is read now: what was heard of until here is in it. */
  reading(): void {
    this.#isWaiting = false
  }

  /** Other tabs' work is in what is held now; what of it is this tab's own is to be stored on top. */
  joined({ state, mine, theirs }: Joined): void {
    const { facts, remote } = this.#context
    const { draft, log, outcomes, requests } = this.#parts
    draft.take(state, { mine, isShown: remote.isHeard })
    const { draftVersion, savedVersion } = facts.facts
    // What is never stored, or is of an older shape, is no work of a reader in which nothing was typed.
    const isUntouched = facts.isReader && draftVersion <= savedVersion
    const isOwn = !Object.is(state, log.state) && !isUntouched
    if (isOwn) requests.add({ reason: Object.is(state, theirs) ? 'retry' : 'merge', durability: 'relaxed' })
    if (isOwn && draftVersion <= savedVersion) facts.dispatch({ type: 'handed-over', version: draftVersion + 1 })
    if (!isOwn && draftVersion > savedVersion) outcomes.settle(draftVersion)
    if (!Object.is(state, mine)) remote.tell(state)
  }

  /** What a person chose takes the place of what is held. The app has it when it is told: see `given`. */
  replaceHeld(chosen: unknown): void {
    const { facts } = this.#context
    const { draft, schedule, outcomes, log } = this.#parts
    draft.take(chosen, { mine: draft.state, isShown: false })
    const version = facts.facts.draftVersion + 1
    facts.dispatch({ type: 'handed-over', version })
    schedule.cancel()
    if (Object.is(chosen, log.state)) outcomes.settle(version)
  }

  /** The app is given what is held, and goes on from there: what was typed until now was typed on what it showed before. */
  given(): unknown {
    const { state } = this.#parts.draft
    this.show(state)
    return state
  }

  /** What is stored, in the app's shape, in a tab that may not store it so. */
  show(state: unknown): void {
    this.#parts.draft.take(state, { mine: state, isShown: true })
  }

  /** Another tab writes the session: what was typed here is no failure, and waits until this one does. */
  hold(request: SaveRequest): void {
    const { requests, outcomes } = this.#parts
    requests.add(request)
    outcomes.settle(this.#context.facts.facts.savedVersion)
  }

  /** Whether a person has to choose first. An app that was never shown the others' work may contradict it only now. */
  isContradicted(store: Reconciliation): boolean {
    const { draft, log, outcomes } = this.#parts
    const conflicts = draft.takeContradictions()
    if (conflicts.length > 0) store.conflict(conflicts, log.revision)
    const { isConflict, draftVersion, lastError, ended } = this.#context.facts.facts
    if (ended !== undefined) outcomes.reject(draftVersion, ended)
    if (!isConflict) return ended !== undefined
    void store.keepApart()
    outcomes.reject(draftVersion, changedElsewhere(lastError))
    return true
  }

  #onStored(revision: number): void {
    if (revision <= this.#parts.log.revision) return
    this.#isWaiting = true
    this.#onNews()
  }
}
