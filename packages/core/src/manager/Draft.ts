import { type MergeConflict, mergeStates } from '../recovery/merge/mergeStates.ts'

/** The newest state handed over, and whether the app that hands over has seen what other tabs did. */
export class Draft {
  readonly #log: { readonly state: unknown }
  #newest: { readonly state: unknown } | undefined
  /** What the app was last known to show, while that is behind what is held here. */
  #shown: { readonly state: unknown } | undefined
  #handedOver: { readonly state: unknown } | undefined
  #contradictions: readonly MergeConflict[] = []

  /** @param log - what is known of the store. */
  constructor(log: { readonly state: unknown }) {
    this.#log = log
  }

  /** O(1): what it comes to is worked out when it is needed. */
  handOver(state: unknown): void {
    if (this.#shown === undefined) this.#newest = { state }
    else this.#handedOver = { state }
  }

  /**
   * Other tabs' work has come in: `state` is what there is now, `mine` what there was here. `isShown`: the app shows it,
   * and what it hands over from now on is made on top of it.
   */
  take(state: unknown, { mine, isShown }: { readonly mine: unknown; readonly isShown: boolean }): void {
    this.#shown = isShown ? undefined : (this.#shown ?? { state: mine })
    this.#newest = { state }
    this.#handedOver = undefined
  }

  /** The newest state known: handed over, else stored. What the app never saw is in it. */
  get state(): unknown {
    this.#rebase()
    return this.#newest === undefined ? this.#log.state : this.#newest.state
  }

  /** Where the app, which was never shown the others' work, has changed the same places. Each is answered once. */
  takeContradictions(): readonly MergeConflict[] {
    this.#rebase()
    const contradictions = this.#contradictions
    this.#contradictions = []
    return contradictions
  }

  /** The store has lost what is known of it: it stays the newest state. Answers what is to be handed over again. */
  pinned(): unknown {
    this.#newest = { state: this.state }
    return this.#shown === undefined ? this.#newest.state : this.#shown.state
  }

  /** An app's change is its difference from what it showed: it deletes nothing that it was never shown. */
  #rebase(): void {
    if (this.#handedOver === undefined || this.#shown === undefined) return
    const mine = this.#handedOver.state
    const { state, conflicts } = mergeStates({ base: this.#shown.state, mine, theirs: this.#newest?.state })
    this.#shown = { state: mine }
    this.#newest = { state }
    this.#handedOver = undefined
    this.#contradictions = [...this.#contradictions, ...conflicts]
  }
}
