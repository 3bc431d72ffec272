import { WebLastWords } from '@autosave-kit/core'
import { LawBroken } from './LawBroken.ts'
import { KIT_PREFIX, type LocalStore } from './LocalStore.ts'
import { marksInRow } from './marksIn.ts'
import type { SaidEdits } from './SaidEdits.ts'

/** What pages that are gone have said last is owed to whoever opens the session next: it goes nowhere but where it is found. */
export class LastWordsWatch {
  readonly #local: LocalStore
  readonly #sessionId: string
  /** Edits by who said them. */
  #kept: ReadonlyMap<string, readonly string[]> = new Map()
  #seenChange = 0
  readonly #owed = new Map<string, readonly string[]>()

  constructor(local: LocalStore, sessionId: string) {
    this.#local = local
    this.#sessionId = sessionId
  }

  get isEmpty(): boolean {
    return this.#kept.size === 0
  }

  /** Somebody has cleared everything. */
  clear(): void {
    this.#owed.clear()
  }

  check(isGone: (tabId: string) => boolean, edits: SaidEdits): void {
    if (this.#local.change !== this.#seenChange) this.#read()
    for (const [writer, marks] of this.#owed) {
      if (this.#kept.has(writer)) continue
      this.#owed.delete(writer)
      const missing = edits.missing(marks, 'fallback')
      if (missing !== undefined)
        throw new LawBroken(3, `the last words of ${writer} are gone, and edit ${missing} is found nowhere`)
    }
    for (const [writer, marks] of this.#kept) if (isGone(writer)) this.#owed.set(writer, marks)
  }

  #read(): void {
    this.#seenChange = this.#local.change
    const words = new WebLastWords(KIT_PREFIX, () => this.#local.storage).read(this.#sessionId)
    this.#kept = new Map(words.map(({ writer, rows }) => [writer, rows.flatMap(marksInRow)]))
  }
}
