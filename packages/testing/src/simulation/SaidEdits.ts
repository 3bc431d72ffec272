import { type Book, emptyBook } from './Book.ts'
import { countMarks } from './countMarks.ts'
import { fingerprint } from './fingerprint.ts'
import { LawBroken } from './LawBroken.ts'
import type { PlacesFound } from './readPlaces.ts'
import { marksIn } from './marksIn.ts'

/** What an edit survives by what was said of it: everything, a page's end, or the loss of the database (`copy`). */
type Kept = 'disk' | 'fallback' | 'copy'

interface FoundMarks {
  readonly disk: ReadonlySet<string>
  readonly all: ReadonlySet<string>
  readonly aside: ReadonlySet<string>
  readonly lastMoments: ReadonlySet<string>
}

/** Every edit that was said to be stored somewhere, and whether it still is there. */
export class SaidEdits {
  readonly #said = new Map<string, Kept>()
  /** Somebody who had it on his screen has changed or removed it, or a person has let it go in a conflict. */
  readonly #letGo = new Set<string>()
  /** Of these, what was let go for a choice that is still being carried out. */
  readonly #choice = new Set<string>()
  /** It was in a database that is lost, and nowhere else. */
  readonly #lost = new Set<string>()
  #found: FoundMarks = { disk: new Set(), all: new Set(), aside: new Set(), lastMoments: new Set() }
  #isReturning = false
  /** Goes up when another answer may be given. */
  change = 0

  /** Edits that must be in the database, or come back to it from the second copy. */
  get onDisk(): readonly string[] {
    return [...this.#said].filter(([, kept]) => kept !== 'fallback').map(([mark]) => mark)
  }

  find({ disk, all, aside, lastMoments }: PlacesFound): void {
    this.#found = { disk: marksIn(disk), all: marksIn(all), aside, lastMoments }
    this.change += 1
  }

  get found(): FoundMarks {
    return this.#found
  }

  /**
   * On one screen, this came after that. What was there before is no news; nor does somebody who chooses between what is
   * there already bring back what another person has changed meanwhile.
   */
  edited(before: unknown, after: unknown, isChoice: boolean): void {
    const [old, fresh] = [marksIn(before), marksIn(after)]
    const left = countMarks(after)
    // Of what was copied one may go here and another elsewhere, and with both of them the edit.
    for (const [mark, count] of countMarks(before)) if ((left.get(mark) ?? 0) < count) this.letGo(mark)
    if (isChoice) return this.#chosen(fresh)
    for (const mark of fresh) if (!old.has(mark)) this.#wantAgain(mark)
  }

  /** What was typed while the session was read stands in the place of what was stored there. */
  typed(typed: Book, shown: ReadonlySet<string>, found: readonly unknown[]): void {
    for (const [key, value] of Object.entries(typed)) {
      if (fingerprint(Reflect.get(emptyBook, key)) === fingerprint(value)) continue
      const marks = found.flatMap((stored) => [...marksIn(Reflect.get(Object(stored), key))])
      for (const mark of marks) if (!shown.has(mark)) this.letGo(mark)
    }
  }

  /** A person's choice is being carried out: whatever the kit reads meanwhile may be written over. */
  choosing(marks: readonly string[]): void {
    for (const mark of marks) {
      if (this.#letGo.has(mark)) continue
      this.letGo(mark)
      this.#choice.add(mark)
    }
  }

  /** What has come of it: that is kept. */
  #chosen(kept: Iterable<string>): void {
    for (const mark of kept) if (this.#choice.has(mark)) this.#wantAgain(mark)
    this.#choice.clear()
  }

  letGo(mark: string): void {
    // Whoever lets it go beside a choice does not choose.
    this.#choice.delete(mark)
    if (this.#letGo.has(mark)) return
    this.#letGo.add(mark)
    this.change += 1
  }

  #wantAgain(mark: string): void {
    const wasLetGo = this.#letGo.delete(mark)
    if (this.#lost.delete(mark) || wasLetGo) this.change += 1
  }

  isExcused(mark: string): boolean {
    return this.#letGo.has(mark) || this.#lost.has(mark)
  }

  /** One of these that is not where work is that was said to be kept so, nor on its way back there. */
  missing(marks: Iterable<string>, kept: 'disk' | 'fallback'): string | undefined {
    const there = kept === 'disk' ? this.#found.disk : this.#found.all
    for (const mark of marks) {
      const isKept = there.has(mark) || this.isBeside(mark) || this.#said.get(mark) === 'copy'
      if (!isKept && !this.isExcused(mark)) return mark
    }
    return undefined
  }

  /** Kept, and not in what is read. */
  isBeside(mark: string): boolean {
    return this.#found.aside.has(mark) || this.#found.lastMoments.has(mark)
  }

  /** What waited in the log has been put together with the rest, or into a session of its own. */
  checkPassedOver(): void {
    const { disk, aside, lastMoments } = this.#found
    const missing = [...lastMoments].filter((mark) => !disk.has(mark) && !aside.has(mark) && !this.isExcused(mark))
    if (missing.length > 0) throw new LawBroken(3, `edits of a last moment are found by nobody: ${missing.join()}`)
  }

  /** A save was acknowledged. */
  say(marks: Iterable<string>, kept: 'disk' | 'fallback'): void {
    for (const mark of marks) {
      if (this.#letGo.has(mark) || this.#said.get(mark) === 'disk') continue
      // What was in a lost database may have been in the page as well.
      if (this.#lost.has(mark) && !this.#found[kept === 'disk' ? 'disk' : 'all'].has(mark)) continue
      this.#lost.delete(mark)
      this.#said.set(mark, kept)
    }
  }

  /** The database is gone with all that stood in it; the second copy has these. */
  lose(copied: ReadonlySet<string>): void {
    for (const mark of [...this.#said.keys(), ...this.#found.disk, ...this.#found.aside]) {
      // What was put aside in the database goes with it.
      const isElsewhere = this.#found.all.has(mark) || !this.#found.aside.has(mark)
      if (this.#said.get(mark) === 'fallback' && isElsewhere) continue
      if (!copied.has(mark)) this.#forget(mark)
      else this.#said.set(mark, 'copy')
    }
    this.#isReturning = true
    this.change += 1
  }

  /** Somebody has cleared everything. */
  loseAll(): void {
    const { disk, all, aside } = this.#found
    for (const mark of [...this.#said.keys(), ...disk, ...all, ...aside]) this.#forget(mark)
    this.change += 1
  }

  /** The second copy was damaged before it could give everything back. */
  loseFromCopy(copied: ReadonlySet<string>): void {
    for (const [mark, kept] of this.#said) if (kept === 'copy' && !copied.has(mark)) this.#forget(mark)
    this.change += 1
  }

  #forget(mark: string): void {
    this.#lost.add(mark)
    this.#said.delete(mark)
  }

  /** The second copy has had its chance: what it was to bring back is there, or it could not. */
  endReturn(hasFailed: boolean): void {
    if (!this.#isReturning) return
    this.#isReturning = false
    for (const [mark, kept] of this.#said) {
      if (kept !== 'copy' || this.isExcused(mark)) continue
      this.#said.delete(mark)
      if (this.#found.disk.has(mark) || this.#found.aside.has(mark)) this.#said.set(mark, 'disk')
      else if (hasFailed) this.#lost.add(mark)
      else throw new LawBroken(2, `the database was lost, and edit ${mark} was not brought back from the second copy`)
    }
    this.change += 1
  }

  /** What was said to be stored stays, until somebody who has seen it lets it go. */
  check(): void {
    const { disk, all } = this.#found
    for (const [mark, kept] of this.#said) {
      if (this.isExcused(mark)) this.#said.delete(mark)
      else if (kept === 'fallback' && disk.has(mark)) this.#said.set(mark, 'disk')
      else if (!this.isBeside(mark) && kept !== 'copy' && !(kept === 'disk' ? disk : all).has(mark))
        throw new LawBroken(2, `edit ${mark} was said to be stored (${kept}), and is not found there any more`)
    }
  }
}
