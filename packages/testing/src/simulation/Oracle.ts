import type { Durability, SaveSnapshot, SegmentRow } from '@autosave-kit/core'
import { checkAcknowledged } from './checkAcknowledged.ts'
import { checkCost } from './checkCost.ts'
import { checkSnapshot } from './checkSnapshot.ts'
import type { DiskCall, OperationKind } from './Faults.ts'
import { fingerprint } from './fingerprint.ts'
import { type FoundHead, type Head, NOTHING } from './Head.ts'
import { beforeLastMoments } from './beforeLastMoments.ts'
import { DamageWatch } from './DamageWatch.ts'
import { HeadHistory } from './HeadHistory.ts'
import { LawBroken } from './LawBroken.ts'
import type { LifeboatCopies } from './LifeboatCopies.ts'
import { LostDatabases } from './LostDatabases.ts'
import type { Medium } from './Medium.ts'
import { TabWork } from './TabWork.ts'
import { PageLedger } from './PageLedger.ts'
import type { Promised } from './Promised.ts'
import { readStored } from './readStored.ts'
import { restoreCheck } from './restoreCheck.ts'
import { holdsSecret } from './rowContent.ts'
import type { SimulatedPage } from './SimulatedPage.ts'
import type { RestoreCheck, Rested, WorldOracle } from './WorldOracle.ts'

/** Knows every state that was handed over, what was acknowledged, and what is on the disk; nothing of how it gets there. */
export class Oracle implements WorldOracle {
  /** What the disk holds now, read as a page that is opened now would read it. */
  head = NOTHING
  isDamaged = false
  readonly #medium: Medium
  readonly #sessionId: string
  readonly #ledgers = new Map<SimulatedPage, PageLedger>()
  readonly #states = new Map<string, unknown>([[NOTHING.print, undefined]])
  readonly work = new TabWork()
  readonly #damage = new DamageWatch()
  readonly #heads = new HeadHistory()
  readonly losses: LostDatabases
  readonly #writers: PageLedger[] = []
  readonly #judgements: (() => void)[] = []
  #seenChange = 0
  #isCut = false

  constructor(medium: Medium, copies: LifeboatCopies, sessionId: string) {
    this.#medium = medium
    this.losses = new LostDatabases(medium, copies, sessionId)
    this.#sessionId = sessionId
  }

  ledger(page: SimulatedPage): PageLedger {
    const ledger = this.#ledgers.get(page) ?? new PageLedger(page)
    this.#ledgers.set(page, ledger)
    return ledger
  }

  handOver(page: SimulatedPage, state: unknown): number {
    const print = fingerprint(state)
    this.#states.set(print, state)
    this.work.saw(this.ledger(page), state)
    return this.ledger(page).handOver(state, print)
  }

  beginRestore(page: SimulatedPage): RestoreCheck {
    return restoreCheck(this, page)
  }

  showsOthers(page: SimulatedPage, state: unknown): void {
    const ledger = this.ledger(page)
    this.adopt(page, ledger.readPrint)
    if (!ledger.isTravelling) this.handOver(page, state)
    if ([ledger.readPrint, this.head.print].includes(fingerprint(state))) ledger.matched = ledger.handed
  }

  checkSnapshot(page: SimulatedPage, snapshot: SaveSnapshot): void {
    checkSnapshot(this.ledger(page), snapshot)
  }

  checkAcknowledged(page: SimulatedPage, promised: Promised, durability: Durability): void {
    if (durability !== 'disk') return
    checkAcknowledged(this.ledger(page), promised)
    if (promised.isStrict === true) this.#heads.saidStrict(this.ledger(page), promised.version)
  }

  versionAt(revision: number): { readonly print: string; readonly state: unknown } | undefined {
    const print = this.#heads.printAt(revision)
    return print === undefined || this.isDamaged ? undefined : { print, state: this.#states.get(print) }
  }

  stateOf(print: string): unknown {
    return this.#states.get(print)
  }

  adopt(page: SimulatedPage, print: string): void {
    this.work.saw(this.ledger(page), this.#states.get(print))
    this.ledger(page).adopt({ print, state: this.#states.get(print) }, this.#heads.lostBefore(print))
  }

  isUpToDate({ seenChange }: PageLedger): boolean {
    return seenChange === this.#medium.change
  }

  judge(check: () => void): void {
    this.#judgements.push(check)
  }

  onCall(page: SimulatedPage, kind: DiskCall, rows: readonly SegmentRow[]): void {
    if (kind !== 'append') return
    const ledger = this.ledger(page)
    if (rows.some(holdsSecret)) throw new LawBroken(10, `${page.tabId} stores a secret`)
    if (rows[0]?.sessionId !== this.#sessionId || this.losses.holds(rows)) return
    if (!ledger.hasRead) throw new LawBroken(1, `${page.tabId} writes before it has read the session`)
    if (rows[0].reason === 'compaction') return
    ledger.issue()
    if (!this.isDamaged) checkCost(ledger, rows)
  }

  onEffect(page: SimulatedPage, kind: OperationKind): void {
    const ledger = this.ledger(page)
    if (kind === 'read') {
      ledger.readHeads.add(this.head.print)
      ledger.readPrint = this.head.print
      ledger.landedAtRead = ledger.landing.length
      ledger.readChange = this.#medium.change
      if (ledger.isConsenting) this.adopt(page, this.head.print)
    } else if (kind !== 'lookup') {
      this.#writers.push(this.work.lands(ledger))
      if (ledger.seenChange === this.#seenChange) ledger.seenChange = this.#medium.change
    }
  }

  onAnswer(page: SimulatedPage, kind: OperationKind, failure: string | undefined): void {
    const ledger = this.ledger(page)
    const [isOthers, isStored] = [this.head.owner !== ledger, this.work.isStored(ledger.newest)]
    ledger.hearAnswer(kind, failure, { found: this.#states.get(ledger.readPrint), isStored, isOthers })
  }

  onReturn(page: SimulatedPage): void {
    this.ledger(page).isInDoubt = true
  }

  emptied(): void {
    this.#restart()
    this.losses.end()
  }

  wiped(rows: readonly SegmentRow[]): void {
    const { print, owner } = this.head
    for (const ledger of this.#ledgers.values())
      if (owner === ledger || ledger.known.has(print)) ledger.knows(this.#heads.prints)
    this.#restart()
    this.losses.begin(rows, true)
  }

  #restart(): void {
    this.head = this.#heads.restart()
    this.#damage.clear()
    this.#seenChange = this.#medium.change
    for (const ledger of this.#ledgers.values()) ledger.lossCount += 1
  }

  cutOff(rows: readonly SegmentRow[]): void {
    this.#isCut = true
    this.losses.begin(rows, false)
  }

  damaged(row: SegmentRow): void {
    this.isDamaged = true
    this.losses.end()
    this.#damage.add(row)
  }

  async checkDisk(): Promise<void> {
    const writers = this.#writers.splice(0)
    if (this.#medium.change !== this.#seenChange) await this.#readDisk(writers.at(-1))
    await this.losses.readCopy()
    for (const ledger of this.#ledgers.values()) {
      // Nobody can say any more which version a damaged disk holds.
      const hasYielded = ledger.mayYield && this.work.isStored(ledger.newest)
      if (this.isDamaged || hasYielded || ledger.isUnchanged(this.head.print)) ledger.matched = ledger.handed
    }
  }

  async #readDisk(writer: PageLedger | undefined): Promise<void> {
    this.#seenChange = this.#medium.change
    this.#damage.check(this.#medium, this.#sessionId)
    const { state, revision } = await readStored(this.#medium, this.#sessionId)
    const print = fingerprint(state)
    if (this.#isCut) {
      this.#isCut = false
      if (this.isDamaged || this.losses.isRebuilding) this.#heads.restart({ print, owner: undefined, version: 0 })
      else this.#heads.goBackTo(print, revision)
    }
    if (this.losses.holds(this.#medium.rows(this.#sessionId))) {
      // Row by row, so that it may hold for a moment what no page ever handed over.
      for (const ledger of this.#ledgers.values()) ledger.isBroughtBack(print)
      return this.#accept(print, state, this.#heads.find(print))
    }
    this.losses.end()
    if (this.isDamaged) this.#accept(print, state)
    else if (print !== this.head.print) this.#moveHead({ print, revision, state }, writer)
    else if (this.head.owner === writer) writer?.landsAgain(print)
    this.#heads.noteVersion(revision, print)
  }

  checkPromises(): void {
    for (const judge of this.#judgements.splice(0)) judge()
  }

  #moveHead({ print, state }: FoundHead, writer: PageLedger | undefined): void {
    const { owner, print: previous } = this.head
    const [before, rows] = [this.#states.get(previous), this.#medium.rows(this.#sessionId)]
    this.#states.set(print, state)
    // What an engine has put together of its own work and others' was handed over by nobody.
    const over = beforeLastMoments(rows, before, state)
    const version =
      writer?.versionOf(print) ?? this.work.mergedVersion({ writer, before, over, after: state, rows }, print)
    if (writer === undefined || version === undefined)
      throw new LawBroken(4, `the disk holds a state that ${writer?.page.tabId ?? 'nobody'} never handed over`)
    this.work.stored(state)
    if (version < writer.landedAsHanded)
      throw new LawBroken(5, `version ${version} of ${writer.page.tabId} took the place of version ${writer.landed}`)
    const isKnown = owner === writer || previous === NOTHING.print || writer.known.has(previous)
    if (!isKnown) this.work.check({ writer, before: over, after: state, rows }, undefined)
    writer.lands({ print, state }, version)
    this.head = { print, owner: writer, version }
    this.#heads.add(this.head)
  }

  checkFound(shown: unknown): void {
    if (fingerprint(shown) !== this.head.print && !this.isDamaged)
      throw new LawBroken(11, 'the last state is not what the next page shows')
  }

  checkRest({ state: shown, isListening }: Rested): void {
    if (this.isDamaged) return
    this.work.checkHolds(shown, this.#states.get(this.head.print))
    if (isListening && this.head.print !== fingerprint(shown))
      throw new LawBroken(7, 'in the end the newest state is not on the disk')
  }

  #accept(print: string, state: unknown, head: Head = { print, owner: undefined, version: 0 }): void {
    this.#states.set(print, state)
    if (head.print !== this.head.print) this.#heads.add(head)
    this.head = head
  }

  async checkFork(sessionId: string, side: unknown): Promise<void> {
    const ids = this.#medium.storedIds.filter((id) => id.startsWith(sessionId.replace(/\d+$/, '')))
    const forks = await Promise.all(ids.map((id) => readStored(this.#medium, id)))
    if (!this.isDamaged) this.work.checkHolds(side, [forks, this.#states.get(this.head.print)])
  }
}
