import type { Durability, SaveSnapshot, SegmentRow } from '@autosave-kit/core'
import type { DiskCall, OperationKind } from './Faults.ts'
import { LastWordsWatch } from './LastWordsWatch.ts'
import { LawBroken } from './LawBroken.ts'
import { LostDatabases } from './LostDatabases.ts'
import { checkSnapshot } from './checkSnapshot.ts'
import { checkFound, checkRested } from './checkRested.ts'
import { marksIn } from './marksIn.ts'
import { PageLedger } from './PageLedger.ts'
import type { Promised } from './Promised.ts'
import { PlacesView } from './PlacesView.ts'
import type { Places } from './readPlaces.ts'
import { holdsSecret } from './rowContent.ts'
import { SaidEdits } from './SaidEdits.ts'
import { Screens } from './Screens.ts'
import type { SimulatedPage } from './SimulatedPage.ts'
import type { RestoreCheck, Rested, WorldOracle } from './WorldOracle.ts'

/**
 * The oracle of worlds whose pages can go on in a smaller place. It goes by edits, each of which leaves a mark that no other
 * does: one that was said to be on the disk is in the database, one in the fallback in one of the two, whatever
 * becomes of pages; until somebody lets it go who had it on his screen. What every snapshot says is held against that.
 */
export class PlacesOracle implements WorldOracle {
  readonly isDamaged = false
  readonly #places: Places
  readonly #ledgers = new Map<SimulatedPage, PageLedger>()
  readonly #screens = new Screens()
  /** How many versions a page had handed over when it opened the session. */
  readonly #openedAt = new Map<PageLedger, number>()
  readonly #checked = new Map<PageLedger, string>()
  readonly #edits = new SaidEdits()
  readonly #losses: LostDatabases
  readonly #words: LastWordsWatch
  readonly #view: PlacesView
  /** Forks that went to memory, and with it. */
  readonly #inMemory = new Set<string>()
  #judgements: (() => void)[] = []
  #diskChange = 0
  #hasCopyFailed = false

  constructor(places: Places) {
    this.#places = places
    this.#view = new PlacesView(places)
    this.#words = new LastWordsWatch(places.local, places.sessionId)
    this.#losses = new LostDatabases(places.medium, places.copies, places.sessionId)
  }

  ledger(page: SimulatedPage): PageLedger {
    const ledger = this.#ledgers.get(page) ?? new PageLedger(page)
    this.#ledgers.set(page, ledger)
    return ledger
  }

  handOver(page: SimulatedPage, state: unknown): number {
    const ledger = this.ledger(page)
    this.#consent(ledger)
    this.#edits.edited(this.#screens.of(ledger), state, ledger.isConsenting)
    return this.#screens.hand(ledger, state)
  }

  showsOthers(page: SimulatedPage, state: unknown): void {
    this.#screens.hand(this.ledger(page), state)
  }

  beginRestore(page: SimulatedPage): RestoreCheck {
    const expected = this.#edits.onDisk
    const { copies, sessionId } = this.#places
    this.#openedAt.set(this.ledger(page), this.ledger(page).handed)
    return ({ typed, shown, report }) => {
      const isPartial = copies.of(sessionId).damageCount > 0 || (this.#losses.isUnderWay && page.lifeboat.hasFailed)
      if (report.damagedRowCount > 0 && !isPartial)
        throw new LawBroken(6, `${report.damagedRowCount} rows are called damaged that are not`)
      const ledger = this.ledger(page)
      if (!ledger.hasRead) throw new LawBroken(1, 'restore has settled, and the session was not read')
      this.#edits.typed(typed, marksIn(shown), this.#view.known)
      this.#screens.show(ledger, shown)
      if (report.source !== 'unreachable') this.judge(() => this.#checkShown(page, expected, marksIn(shown)))
    }
  }

  #checkShown(page: SimulatedPage, expected: readonly string[], shown: ReadonlySet<string>): void {
    if (page.lifeboat.hasFailed) return
    const edits = this.#edits
    const isMissing = (mark: string): boolean => !shown.has(mark) && !edits.isExcused(mark) && !edits.isBeside(mark)
    const missing = expected.find(isMissing)
    if (missing !== undefined) throw new LawBroken(1, `${page.tabId} opens without edit ${missing}, which is stored`)
  }

  /** The worlds of one place look after history. */
  readonly versionAt = (): undefined => undefined

  isUpToDate({ seenChange }: PageLedger): boolean {
    // What another page has put into localStorage, this one finds when it writes there.
    return seenChange === this.#places.medium.change && !this.#view.hasLocalRows
  }

  judge(check: () => void): void {
    this.#judgements.push(check)
  }

  checkAcknowledged(page: SimulatedPage, { version, what }: Promised, durability: Durability): void {
    if (page.isGone || durability === 'memory') return
    const marks = this.#screens.marksOf(this.ledger(page), version)
    const missing = this.#edits.missing(marks, durability)
    if (missing !== undefined)
      throw new LawBroken(
        2,
        `${what} of version ${version} of ${page.tabId} says ${durability}, and edit ${missing} is not there`,
      )
    this.#edits.say(marks, durability)
  }

  checkSnapshot(page: SimulatedPage, snapshot: SaveSnapshot): void {
    const ledger = this.ledger(page)
    if (ledger.isConsenting || ledger.isTravelling) return
    const { isUnsaved, durability, storage, restored, status } = snapshot
    if (restored?.source === 'lifeboat' && !storage.problems.some(({ code }) => code === 'DATABASE_LOST'))
      throw new LawBroken(2, `${page.tabId} was brought back from the second copy, and does not say so`)
    if (isUnsaved) return checkSnapshot(ledger, snapshot)
    const key = `${this.#edits.change} ${ledger.handed} ${durability} ${status}`
    if (this.#checked.get(ledger) === key || !ledger.isRestored) return
    this.#checked.set(ledger, key)
    const isSaid = durability !== 'memory' && ledger.handed > (this.#openedAt.get(ledger) ?? 0)
    const marks = isSaid ? this.#screens.marksOf(ledger, ledger.handed) : []
    const missing = this.#edits.missing(marks, durability === 'memory' ? 'fallback' : durability)
    if (missing !== undefined)
      throw new LawBroken(2, `${page.tabId} says ${status}, ${durability}, and edit ${missing} is not there`)
    ledger.matched = ledger.handed
  }

  checkFork(sessionId: string, side: unknown): Promise<void> {
    this.judge(() => {
      if (this.#inMemory.has(sessionId)) return
      const missing = this.#edits.missing(marksIn(side), 'fallback')
      if (missing !== undefined) throw new LawBroken(7, `edit ${missing} of a conflict is in neither of its sides`)
    })
    return Promise.resolve()
  }

  /** What a page's database is asked for. */
  onCall(page: SimulatedPage, kind: DiskCall, rows: readonly SegmentRow[]): void {
    if (kind === 'append' && rows.some(holdsSecret)) throw new LawBroken(10, `${page.tabId} stores a secret`)
  }

  /** What a page's engine asks of its storage, wherever that goes. */
  onAppend(page: SimulatedPage, rows: readonly SegmentRow[]): (durability: Durability) => void {
    const ledger = this.ledger(page)
    if (rows.some(holdsSecret)) throw new LawBroken(10, `${page.tabId} stores a secret`)
    const { reason, sessionId = '' } = rows[0] ?? {}
    if (sessionId !== this.#places.sessionId)
      return (durability) => void (durability === 'memory' && this.#inMemory.add(sessionId))
    if (reason === 'compaction') return () => undefined
    if (!ledger.hasRead) throw new LawBroken(1, `${page.tabId} writes before it has read the session`)
    ledger.issue()
    const { handed, newestPrint } = ledger
    return (durability) => {
      if (durability !== 'memory') return
      ledger.matched = Math.max(ledger.matched, handed)
      ledger.committedPrint = newestPrint
    }
  }

  onRead(page: SimulatedPage, sessionId: string): void {
    if (sessionId === this.#places.sessionId) this.ledger(page).hasRead = true
  }

  onEffect(page: SimulatedPage, kind: OperationKind): void {
    const ledger = this.ledger(page)
    const { change } = this.#places.medium
    if (kind === 'read') ledger.readChange = change
    else if (ledger.seenChange === this.#diskChange) ledger.seenChange = change
    this.#diskChange = change
  }

  onAnswer(page: SimulatedPage, kind: OperationKind, failure: string | undefined): void {
    const ledger = this.ledger(page)
    if (kind === 'read' && failure === undefined) ledger.seenChange = ledger.readChange
  }

  onReturn(): void {}

  emptied(): void {
    this.#losses.end()
    this.#edits.loseAll()
    this.#words.clear()
  }

  wiped(rows: readonly SegmentRow[]): void {
    this.#view.lost()
    this.#hasCopyFailed = false
    this.#losses.begin(rows, true)
  }

  damaged(): void {}

  cutOff(): void {}

  async checkDisk(): Promise<void> {
    const { medium, sessionId } = this.#places
    await this.#view.look(this.#edits)
    for (const [page, ledger] of this.#ledgers) {
      this.#hasCopyFailed ||= page.lifeboat.hasFailed
      this.#consent(ledger)
    }
    if (!this.#losses.holds(medium.rows(sessionId))) this.#edits.endReturn(this.#hasCopyFailed)
    this.#edits.check()
    this.#words.check(
      (tabId) => [...this.#ledgers.keys()].every((page) => page.tabId !== tabId || page.isGone),
      this.#edits,
    )
    for (const ledger of this.#ledgers.values()) this.#land(ledger)
  }

  /** Whatever the kit reads while it carries out a person's choice, may be written over. */
  #consent(ledger: PageLedger): void {
    if (!ledger.isConsenting) return
    const { disk, all } = this.#edits.found
    this.#edits.choosing([...disk, ...all])
  }

  /** The newest version of a page that outlives it. */
  #land(ledger: PageLedger): void {
    // Nothing that is stored has changed since it was put into the page's memory.
    if (ledger.committedPrint !== undefined && ledger.committedPrint === ledger.newestPrint)
      ledger.matched = ledger.handed
    for (let version = ledger.handed; version > ledger.landed; version -= 1) {
      if (this.#edits.missing(this.#screens.marksOf(ledger, version), 'fallback') !== undefined) continue
      ledger.landed = version
      return
    }
  }

  checkPromises(): void {
    const judgements = this.#judgements
    this.#judgements = []
    for (const judge of judgements) judge()
  }

  checkRest(rested: Rested): void {
    checkRested(rested, this.#edits, this.#view.found.disk)
  }

  checkFound(shown: unknown): void {
    checkFound(shown, this.#view.found, this.#words)
    this.#edits.checkPassedOver()
  }
}
