import { type Head, NOTHING } from './Head.ts'
import { LawBroken } from './LawBroken.ts'
import type { PageLedger } from './PageLedger.ts'

/** Every head there was, in the order in which they came. */
export class HeadHistory {
  readonly #known = new Map<string, Head>()
  /** What the head was at each revision: what a version of history has to be. */
  readonly #versions = new Map<number, string>()
  #heads: Head[] = [NOTHING]
  /** Of heads that a database was lost with, what had led to them. */
  readonly #lost = new Map<string, readonly string[]>()
  /** Up to here the medium itself was said to have everything. */
  #strictIndex = 0

  get prints(): Iterable<string> {
    return this.#known.keys()
  }

  /** What is known of a head that is there again. */
  find(print: string): Head | undefined {
    return this.#known.get(print)
  }

  /** What may be there again, older, though somebody has this head from before the database was lost. */
  lostBefore(print: string): readonly string[] {
    return this.#lost.get(print) ?? []
  }

  add(head: Head): void {
    this.#known.set(head.print, head)
    this.#heads.push(head)
  }

  printAt(revision: number): string | undefined {
    return this.#versions.get(revision)
  }

  noteVersion(revision: number, print: string): void {
    this.#versions.set(revision, print)
  }

  /** The disk begins anew: what was said of it is over. */
  restart(head = NOTHING): Head {
    const { print } = this.#heads.at(-1) ?? NOTHING
    if (print !== NOTHING.print) this.#lost.set(print, [...this.#known.keys()])
    this.#heads = [head]
    this.#strictIndex = 0
    this.#versions.clear()
    return head
  }

  /** Somebody was told that this version is on the medium itself. */
  saidStrict(owner: PageLedger, version: number): void {
    const index = this.#heads.findIndex((head) => head.owner === owner && head.version >= version)
    this.#strictIndex = Math.max(this.#strictIndex, index)
  }

  /** A power cut has left this. */
  goBackTo(print: string, revision: number): void {
    const index = this.#heads.findLastIndex((head) => head.print === print)
    if (index < 0) throw new LawBroken(4, 'a power cut has left a state that never was')
    if (index < this.#strictIndex)
      throw new LawBroken(2, 'a power cut has taken what was said to be on the medium itself')
    this.#heads = this.#heads.slice(0, index + 1)
    for (const later of this.#versions.keys()) if (later > revision) this.#versions.delete(later)
  }
}
