import type { SaveSnapshot } from '@autosave-kit/core'
import { describeSnapshot } from './describeSnapshot.ts'
import type { OperationKind } from './Faults.ts'
import { fingerprint } from './fingerprint.ts'
import type { Found } from './Found.ts'
import { LawBroken } from './LawBroken.ts'
import type { Promised } from './Promised.ts'
import type { SimulatedPage } from './SimulatedPage.ts'

/** What an engine knows may be behind by a commit or two while one of them is being read about. */
const COMMITTED_COUNT = 4
const RECENT_COUNT = 4

const EMPTY_PRINT = fingerprint(undefined)

/** What the oracle knows of one page: what was handed over there, and what became of it. */
export class PageLedger {
  readonly page: SimulatedPage
  /** Counts the states handed over. */
  handed = 0
  /** The newest of them that was seen on the disk. */
  landed = 0
  /** At least this one was seen as it was handed over; what is put together with others' work is told by its marks, which not all edits leave. */
  landedAsHanded = 0
  /** The newest of them that is what the disk holds anyway, without having been written. */
  matched = 0
  /** Up to here somebody let it go on purpose: a person in a conflict, or whoever was told it could not be stored. */
  dropped = 0
  /** States of others that the app of this page has been given, or a person here has agreed to write over. */
  readonly known = new Set<string>()
  /** Heads that a read of this page found since it began to restore, or to resolve a conflict. */
  readHeads = new Set<string>()
  /** While a person's choice in a conflict is carried out. */
  isConsenting = false
  /** While a version of history is brought back: the kit hands it over itself, at a moment of its own. */
  isTravelling = false
  hasRead = false
  isRestored = false
  /** The newest states that this page's engine knows to be stored, the last of them last. */
  committed: readonly unknown[] = [undefined]
  committedPrint: string | undefined
  isInDoubt = false
  /** What has landed from here, and the engine has not been told of. */
  readonly landing: { readonly print: string; readonly state: unknown }[] = []
  /** All it has stored, read, or been given: what it holds may have come from any of that. */
  readonly found = new Set<unknown>()
  /** How often the database was lost since this page was opened. */
  lossCount = 0
  newest: unknown = undefined
  newestPrint: string | undefined
  /** What the app showed when the session had been read. */
  openedPrint: string | undefined
  /** The newest states handed over: a commit may still carry one that was being encoded when the next one came. */
  recent: readonly unknown[] = []
  /** How the newest append that was answered has ended. */
  lastFailure: string | undefined
  /** The newest versions when the appends under way were issued, the last of them last: each carries one of them. */
  issued: readonly { readonly version: number; readonly state: unknown }[] = []
  appendCount = 0
  /** How much of that the newest read has seen. */
  landedAtRead = 0
  /** The medium's change count when it was last read from here, and when this page was last told of it. */
  readChange = 0
  /** The head that was found then. */
  readPrint = ''
  seenChange = 0
  readonly promises = new Set<Promised>()
  /** How often it has found others' work since it was opened: what it is handed may be put together with that, and come to nothing new. */
  metCount = 0
  readonly #versions = new Map<string, number>()
  readonly #prints = new Map<number, string>()
  /** Of the states that stand for a version, those that were not handed over as they are. */
  readonly #unhanded = new Set<string>()
  #mendedCount = 0

  constructor(page: SimulatedPage) {
    this.page = page
  }

  begin(): void {
    this.isRestored = false
    this.hasRead = false
    this.readHeads = new Set()
    this.openedPrint = undefined
    this.page.lifeboat.hasFailed = false
  }

  handOver(state: unknown, print: string): number {
    this.handed += 1
    this.newest = state
    this.recent = [...this.recent, state].slice(-RECENT_COUNT)
    this.newestPrint = print
    // Somebody took back what came since: what was made of it then is made of it again.
    const earlier = this.#versions.get(print)
    for (const [made, version] of this.#versions) if (version === earlier) this.#versions.set(made, this.handed)
    this.#unhanded.delete(print)
    this.#versions.set(print, this.handed)
    this.#prints.set(this.handed, print)
    return this.handed
  }

  /** An append is issued. What it carries may have been encoded while newer states came. */
  issue(): void {
    const first = this.handed - this.recent.length + 1
    const underWay = this.page.connection.operations.appendCount === 0 ? [] : this.issued
    this.issued = [...underWay, ...this.recent.map((state, index) => ({ version: first + index, state }))]
    this.appendCount += 1
  }

  /** The engine has put this together of what it was handed and what it found; it stands for `version`. */
  merged(print: string, version: number): void {
    this.#unhanded.add(print)
    this.#versions.set(print, version)
  }

  /** What the disk holds now is of this page. */
  lands({ print, state }: { readonly print: string; readonly state: unknown }, version: number): void {
    this.landed = version
    // The same may have been handed over again since.
    const [earliest] = [...this.#prints].find(([at, was]) => was === print && at >= this.landedAsHanded) ?? []
    this.landedAsHanded = earliest ?? this.landedAsHanded
    // Something older was still on its way when a newer state was found to be there already.
    if (version < this.matched) this.matched = 0
    this.landing.push({ print, state })
  }

  /** What changes nothing lands without being seen. */
  landsAgain(print: string): void {
    this.landed = Math.max(this.landed, this.#versions.get(print) ?? 0)
  }

  learn(state: unknown): void {
    this.found.add(state)
    this.committed = [...this.committed, state].slice(-COMMITTED_COUNT)
  }

  /** The page has got this state from the disk, and may come to store it again. `earlier`: what had led to it. */
  adopt({ print, state }: { readonly print: string; readonly state: unknown }, earlier: readonly string[]): void {
    this.knows([print, ...earlier])
    this.#unhanded.add(print)
    this.#versions.set(print, this.handed)
    this.#commit(print, state)
  }

  /** The second copy hands this on: whoever has the session open finds it without reading it from the disk. */
  isBroughtBack(print: string): void {
    this.readHeads.add(print)
    if (this.isRestored) this.metCount += 1
  }

  knows(prints: Iterable<string>): void {
    for (const print of prints) this.known.add(print)
  }

  /** What was put together with others' work, a version of history too, may come to the same by other ways, and stand for a newer version then. */
  versionOf(print: string): number | undefined {
    const version = this.#versions.get(print)
    const isJoined = this.#unhanded.has(print) || (this.isTravelling && this.hasMet)
    return isJoined && (version ?? 0) < this.landed ? undefined : version
  }

  hearAnswer(kind: OperationKind, failure: string | undefined, read: Found): void {
    if (kind === 'read' && failure === undefined) {
      this.hasRead = true
      // Somebody may have brought back what it had seen, and left behind.
      if (read.isOthers && this.isRestored && this.readPrint !== this.committedPrint) this.metCount += 1
      this.seenChange = this.readChange
      this.lastFailure = undefined
      this.isInDoubt = false
      this.hearRead()
      this.learn(read.found)
      if (read.isOthers && read.isStored) this.matched = this.handed
    }
    if (kind !== 'append') return
    // Where nothing was issued to be stored, it is the second copy's work on its way back that failed.
    this.lastFailure = failure === 'POSITION_TAKEN' || this.issued.length === 0 ? undefined : failure
    // After a failure nobody knows what landed, until it is read.
    if (failure !== undefined) this.isInDoubt = true
    else if (!this.isInDoubt) this.heard()
  }

  hearRead(): void {
    for (; this.landedAtRead > 0; this.landedAtRead -= 1) this.heard()
  }

  heard(): void {
    const landed = this.landing.shift()
    if (landed !== undefined) this.#commit(landed.print, landed.state)
  }

  /**
   * Whether the newest state was stored before it was handed over: it is the head, or what this page last stored. The
   * latter also counts for a page that another tab has left behind: somebody has gone on from there.
   */
  isUnchanged(head: string): boolean {
    const { newestPrint, committedPrint, page } = this
    if (this.isTravelling) return false
    const isStored = newestPrint === head || newestPrint === committedPrint
    // An app that is never shown the others' work hands over what nobody stored as it is.
    const reached = this.#prints.get(this.#reached) ?? (head === EMPTY_PRINT ? undefined : this.openedPrint)
    return (isStored || newestPrint === reached) && page.connection.operations.appendCount === 0
  }

  /** What was removed here and edited elsewhere stays: then a state with nothing new in it is stored without being written. */
  get mayYield(): boolean {
    return this.hasMet && !this.isSettled && this.page.connection.operations.appendCount === 0
  }

  /** The disk was emptied, and everything has to be written again. */
  get hasLost(): boolean {
    return this.lossCount > this.#mendedCount
  }

  get hasMet(): boolean {
    return this.metCount > 0
  }

  get #reached(): number {
    return Math.max(this.landed, this.matched, this.dropped)
  }

  get isSettled(): boolean {
    return this.isStored(this.handed)
  }

  /** Whether this version is on the disk, or a newer one, or somebody let it go. */
  isStored(version: number): boolean {
    return this.#reached >= version
  }

  /** Whether this version is on the disk, or one that is the same: an edit may have changed nothing. */
  holds(version: number): boolean {
    return this.isStored(version) || this.#prints.get(this.#reached) === this.#prints.get(version)
  }

  /** A save was refused: the work must be held, and the error shown. */
  checkRefused(snapshot: SaveSnapshot, { version, what }: Promised): void {
    if (this.isSettled || (snapshot.isUnsaved && snapshot.error !== undefined)) return
    const said = describeSnapshot(snapshot)
    throw new LawBroken(3, `${what} of version ${version} was refused, and the snapshot says ${said}`)
  }

  #commit(print: string, state: unknown): void {
    this.found.add(state)
    this.committed = [...this.committed, state].slice(-COMMITTED_COUNT)
    this.committedPrint = print
    this.#mendedCount = this.lossCount
  }
}
