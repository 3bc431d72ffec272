import type { SegmentRow } from '@autosave-kit/core'
import { fingerprint } from './fingerprint.ts'
import { LawBroken } from './LawBroken.ts'
import type { LifeboatCopies } from './LifeboatCopies.ts'
import { Medium } from './Medium.ts'
import { readStored } from './readStored.ts'

/** What the oracle knows of databases that were lost: what comes back from the second copy is none of the pages' doing. */
export class LostDatabases {
  /** How often one was lost. */
  #count = 0
  readonly #medium: Medium
  readonly #copies: LifeboatCopies
  readonly #sessionId: string
  /** Rows that stood there when the last one was lost; `undefined` once something else has been written, or without a loss. */
  #rows: ReadonlySet<string> | undefined
  #isRebuilding = false
  /** What the second copy holds, as a page would read it. */
  #copyPrint: string | undefined

  constructor(medium: Medium, copies: LifeboatCopies, sessionId: string) {
    this.#medium = medium
    this.#copies = copies
    this.#sessionId = sessionId
  }

  /** `rows`: all that was on the disk. `isWhole`: nothing of it is left. */
  begin(rows: readonly SegmentRow[], isWhole: boolean): void {
    this.#isRebuilding = isWhole || this.isRebuilding
    this.#count += 1
    const stood = [...rows, ...this.#copies.of(this.#sessionId).content.rows].map(nameOf)
    // What was on its way to the copy when the one before was lost may reach it only now.
    this.#rows = new Set([...(this.#rows ?? []), ...stood])
    this.#copyPrint = undefined
  }

  /** From now on the disk goes by the ordinary laws. */
  end(): void {
    this.#rows = undefined
  }

  /** Whether it comes back row by row: what the disk holds then may be no state that there ever was. */
  get isRebuilding(): boolean {
    return this.#isRebuilding && this.isUnderWay
  }

  /** Whether a part of what was lost may be there again, and nothing else. */
  get isUnderWay(): boolean {
    return this.#rows !== undefined
  }

  /** Whether all of these stood there before: they are brought back. */
  holds(rows: readonly SegmentRow[]): boolean {
    const held = this.#rows
    return held !== undefined && rows.every((row) => held.has(nameOf(row)))
  }

  async readCopy(): Promise<void> {
    if (this.#rows === undefined) return
    const medium = new Medium()
    for (const row of this.#copies.of(this.#sessionId).content.rows) medium.put(row)
    this.#copyPrint = fingerprint((await readStored(medium, this.#sessionId)).state)
  }

  /** A page begins to restore. Answers what to call when nothing stood in its way: what had reached the second copy must be there. */
  watchReturn(): (headPrint: string) => void {
    const count = this.#count
    return (headPrint) => {
      const isOver = this.#rows === undefined || count !== this.#count || this.#copyPrint === undefined
      if (isOver || this.#copyPrint === headPrint || this.#isCopyBehind) return
      throw new LawBroken(2, 'the database was lost, and what the second copy holds was not brought back')
    }
  }

  /**
   * Whether the copy has nothing to give: one that was set aside begins anew, one whose worker is stuck stays behind, and one
   * that could not be asked when the database was lost is of another log than what was written since.
   */
  get #isCopyBehind(): boolean {
    const stored = this.#medium.rows(this.#sessionId)
    const there = new Set(stored.map(nameOf))
    const { content, position } = this.#copies.of(this.#sessionId)
    const inPlaces = new Map(stored.map((row) => [placeOf(row), nameOf(row)]))
    if (content.rows.some((row) => (inPlaces.get(placeOf(row)) ?? nameOf(row)) !== nameOf(row))) return true
    const isOlder = !this.isRebuilding && position <= (stored.at(-1)?.revision ?? 0)
    return isOlder || content.rows.every((row) => there.has(nameOf(row)))
  }
}

function placeOf({ revision, part }: SegmentRow): string {
  return `${revision}/${part}`
}

function nameOf({ sessionId, revision, part, checksum }: SegmentRow): string {
  return `${sessionId}/${revision}/${part}/${checksum}`
}
