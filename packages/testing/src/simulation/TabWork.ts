import type { SegmentRow } from '@autosave-kit/core'
import { LawBroken } from './LawBroken.ts'
import { marksIn } from './marksIn.ts'
import type { PageLedger } from './PageLedger.ts'
import { passedOver } from './passedOver.ts'

interface HeadMove {
  readonly writer: PageLedger
  readonly before: unknown
  readonly after: unknown
  readonly rows: readonly SegmentRow[]
}

interface UnsignedMove extends Omit<HeadMove, 'writer'> {
  readonly writer: PageLedger | undefined
  /** What was there for it to write over. */
  readonly over: unknown
}

/** Whose work is in what is stored, edit by edit: what tabs do to each other's. */
export class TabWork {
  /** Marks of all that was ever stored. */
  readonly #stored = new Set<string>()
  /** What each page has seen: its own work, and what it was given. */
  readonly #seen = new Map<PageLedger, Set<unknown>>()

  /** Marks of all that has landed, whether it counts or not: who comes later puts a last moment together with the rest. */
  readonly #landed = new Set<string>()

  /** A commit of this page has landed. */
  lands(page: PageLedger): PageLedger {
    const states = [page.newest, ...page.issued.map(({ state }) => state)]
    for (const mark of marksIn(states)) this.#landed.add(mark)
    return page
  }

  /** The app of a page shows this state, or a person there has agreed to write over it. */
  saw(page: PageLedger, state: unknown): void {
    const seen = this.#seen.get(page) ?? new Set()
    this.#seen.set(page, seen.add(state))
  }

  /** The state is made of nothing but what was stored before and what this page had. */
  isMadeOf({ writer, before, after }: Omit<HeadMove, 'rows'>): boolean {
    const issued = writer.issued.map(({ state }) => state)
    const had = marksIn([before, writer.newest, ...writer.recent, ...issued, ...writer.committed, ...writer.found])
    return without(marksIn(after), new Set([...had, ...this.#landed])).length === 0
  }

  /** The version of its writer that a state stands for which nobody handed over; `undefined` when it is not made of what there was. */
  mergedVersion({ writer, before, over, after, rows }: UnsignedMove, print: string): number | undefined {
    // Who puts a last moment together with the rest need not have met anybody.
    const hasMet = writer?.hasMet === true || over !== before || passedOver(rows).length > 0
    if (writer === undefined || !hasMet || !this.isMadeOf({ writer, before, after })) return undefined
    const newest = writer.issued.at(-1)
    const carried = writer.issued.findLast((issued) => this.carries(after, issued.state)) ?? newest
    // What a person lets go in a conflict is in the fork.
    const issued = writer.isConsenting ? newest : carried
    this.check({ writer, before: over, after, rows }, writer.isConsenting ? undefined : issued?.state)
    writer.merged(print, issued?.version ?? 0)
    // A last moment that it has put together with the rest is others' work that it has met, when nothing is left to be seen of it, too.
    if (!writer.hasMet) writer.metCount += 1
    return issued?.version ?? 0
  }

  /**
   * What a page writes may lack only what somebody there has seen, or somebody whose last moment it puts together with the
   * rest has removed, and nothing that was typed there just now.
   */
  check({ writer, before, after, rows }: HeadMove, typed: unknown): void {
    const name = writer.page.tabId
    const seen = marksIn([...(this.#seen.get(writer) ?? [])])
    const removed = passedOver(rows).map(({ writer: tabId }) => this.#removedBy(tabId))
    const lacking = without(marksIn(before), marksIn(after))
    const unseen = lacking.filter((mark) => !seen.has(mark) && !removed.some((marks) => marks.includes(mark)))
    if (unseen.length > 0) throw new LawBroken(5, `${name} wrote over edits it never showed: ${unseen.join()}`)
    const fresh = this.#missing(typed, after)
    if (fresh.length > 0) throw new LawBroken(3, `${name} merged its own edits away: ${fresh.join()}`)
  }

  /** What was shown in a tab, and is not in what it had in the end. */
  #removedBy(tabId: string): string[] {
    const tabs = [...this.#seen].filter(([{ page }]) => page.tabId === tabId)
    return tabs.flatMap(([{ newest }, shown]) => without(marksIn([...shown]), marksIn(newest)))
  }

  /** Whether everything that was typed there just now is in it. */
  carries(after: unknown, typed: unknown): boolean {
    return this.#missing(typed, after).length === 0
  }

  #missing(typed: unknown, after: unknown): string[] {
    return without(marksIn(typed), marksIn(after)).filter((mark) => !this.#stored.has(mark))
  }

  checkHolds(shown: unknown, stored: unknown): void {
    // What somebody else has removed may still be shown; what was never stored may not be missing.
    const missing = this.#missing(shown, stored)
    if (missing.length > 0) throw new LawBroken(7, `in the end these edits are not on the disk: ${missing.join()}`)
  }

  /** Every edit in it has been stored by somebody. */
  isStored(state: unknown): boolean {
    return [...marksIn(state)].every((mark) => this.#stored.has(mark))
  }

  /** Whether a page still had the edit in the end: a person may go on after a last moment, and take it back. */
  hadInTheEnd(tabId: string, mark: string): boolean {
    return [...this.#seen.keys()].some(({ page, newest }) => page.tabId === tabId && marksIn(newest).has(mark))
  }

  /** Somebody has stored the edit. */
  wasStored(mark: string): boolean {
    return this.#stored.has(mark)
  }

  stored(state: unknown): void {
    for (const mark of marksIn(state)) this.#stored.add(mark)
  }
}

function without(marks: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...marks].filter((mark) => !others.has(mark))
}
