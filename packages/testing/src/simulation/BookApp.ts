import { AutoSaveError, type AutoSaveOptions, type SaveResult } from '@autosave-kit/core'
import { type Book, emptyBook, freezeDeep, repairBook } from './Book.ts'
import type { BookKit } from './BookKit.ts'
import type { BookManager } from './BookManager.ts'
import { fingerprint } from './fingerprint.ts'
import { LawBroken } from './LawBroken.ts'
import type { PageLedger } from './PageLedger.ts'
import type { Promised } from './Promised.ts'
import type { SimulatedPage } from './SimulatedPage.ts'
import type { WorldOracle } from './WorldOracle.ts'

/** The app on one page: shows a book, hands each change over, and keeps the oracle in the picture. */
export class BookApp {
  readonly page: SimulatedPage
  readonly ledger: PageLedger
  /** How long what is typed may wait for its early commit, in ms; 0: until there is a pause. */
  crashWindowMs: number
  state: Book = emptyBook
  /** While the person waits for an answer of the kit, the app takes no changes. */
  isBusy = false
  isEnded = false
  readonly #oracle: WorldOracle
  readonly #onViolation: (violation: unknown) => void
  readonly #manager: BookManager
  #noticeCount = 0
  /** Whether Save now waits for the medium itself. */
  #isStrict: boolean

  constructor(page: SimulatedPage, oracle: WorldOracle, kit: BookKit) {
    this.crashWindowMs = kit.options.crashWindowMs ?? 0
    this.#isStrict = kit.options.durability?.manual !== 'relaxed'
    this.page = page
    this.ledger = oracle.ledger(page)
    this.#oracle = oracle
    this.#onViolation = kit.onViolation
    this.#manager = kit.manager
    this.#manager.subscribe(() => (this.#noticeCount += 1))
    if (kit.isListening) this.#manager.subscribeRemoteChange((state) => this.#onRemote(state))
  }

  get snapshot(): ReturnType<BookManager['getSnapshot']> {
    return this.#manager.getSnapshot()
  }

  get manager(): BookManager {
    return this.#manager
  }

  get isRestored(): boolean {
    return this.ledger.isRestored
  }

  /** Whether a person can do something here now. */
  get isAtHand(): boolean {
    return !this.page.isGone && !this.page.isFrozen && !this.page.isCached && !this.isBusy && !this.isEnded
  }

  open(): void {
    this.ledger.begin()
    this.#guard(this.#restore())
  }

  /** Before the session has been read the change stays in the app: the kit asks for it then. */
  edit(next: Book): void {
    this.state = freezeDeep(next)
    if (!this.isRestored) return
    const version = this.#oracle.handOver(this.page, this.state)
    const [{ callCount }, noticeCount] = [this.page, this.#noticeCount]
    const saved = this.#manager.scheduleSave(this.state)
    if (this.page.callCount !== callCount) throw new LawBroken(9, 'scheduleSave called the disk before it returned')
    if (this.#noticeCount !== noticeCount) throw new LawBroken(9, 'scheduleSave told listeners before it returned')
    this.#promise({ what: 'scheduleSave', version }, saved)
  }

  configure(options: AutoSaveOptions): void {
    this.crashWindowMs = options.crashWindowMs ?? this.crashWindowMs
    this.#isStrict = options.durability?.manual !== 'relaxed'
    this.#manager.updateConfig(options)
  }

  saveNow(): void {
    const promised = { what: 'immediateSave', version: this.ledger.handed, isStrict: this.#isStrict }
    this.#promise(promised, this.#manager.immediateSave())
  }

  flush(): void {
    this.#promise({ what: 'flush', version: this.ledger.handed }, this.#manager.flush())
  }

  resolveConflict(choice: 'mine' | 'theirs' | 'both'): void {
    this.ledger.readHeads = new Set()
    this.isBusy = true
    this.#guard(this.#resolve(choice))
  }

  /** The person brings an earlier version back: one of those listed, as `pick` (from 0 to below 1) says. */
  restoreVersion(pick: number): void {
    this.isBusy = true
    this.#guard(this.#travel(pick))
  }

  /** The app's view goes away, its page stays. */
  dispose(): void {
    this.isBusy = true
    this.#guard(this.#dispose())
  }

  /** Whether everything handed over here is meant to be stored by itself. */
  get mustBeStored(): boolean {
    const { pauseReasons, status } = this.snapshot
    return this.isRestored && pauseReasons.length === 0 && status !== 'conflict'
  }

  /** After a last moment that began when `appendCount` appends had been issued: it must have left nothing behind. */
  checkIssued(appendCount: number): void {
    const { appendCount: count, isSettled } = this.ledger
    const isStored = this.page.isGone || isSettled || !this.mustBeStored || count > appendCount
    if (isStored || this.page.connection.operations.appendCount > 0) return
    throw new LawBroken(3, `${this.page.tabId} had its last moment, and did not issue version ${this.ledger.handed}`)
  }

  check(): void {
    if (this.page.isGone || this.isEnded) return
    this.#oracle.checkSnapshot(this.page, this.snapshot)
  }

  /** Other tabs' work has come in, with what was typed here on top, or a version that is being brought back. */
  #onRemote(state: Book): void {
    this.#oracle.showsOthers(this.page, state)
    this.#show(state)
  }

  #show(state: Book): void {
    this.state = freezeDeep(this.#oracle.isDamaged ? repairBook(state) : state)
  }

  async #restore(): Promise<void> {
    const check = this.#oracle.beginRestore(this.page)
    const { state, report } = await this.#manager.restore({ baseline: emptyBook, current: () => this.state })
    if (this.isEnded) return
    const typed = this.state
    const shown = state ?? typed
    this.ledger.isRestored = true
    check({ typed, shown, report })
    const isOwn = typed !== emptyBook || report.strays.some(({ outcome }) => outcome === 'merged')
    if (isOwn) this.#oracle.handOver(this.page, shown)
    else this.ledger.newest = shown
    this.ledger.openedPrint = fingerprint(shown)
    this.#show(shown)
  }

  async #resolve(choice: 'mine' | 'theirs' | 'both'): Promise<void> {
    const { handed, lossCount } = this.ledger
    // The person has chosen: what the kit reads for it now may be written over.
    this.ledger.isConsenting = true
    try {
      const mine = this.state
      const { forkId } = this.snapshot.conflict ?? {}
      const state = await this.#manager.resolveConflict(choice)
      // Of a database that was lost since, nothing is to be expected.
      const isKept = choice === 'theirs' && this.ledger.lossCount === lossCount
      if (isKept && forkId !== undefined) await this.#oracle.checkFork(forkId, mine)
      // What is put together of both takes the place of what was held.
      this.ledger.dropped = handed
      this.#oracle.handOver(this.page, state)
      this.#show(state)
    } catch (error) {
      if (!(error instanceof AutoSaveError)) throw error
    } finally {
      this.isBusy = false
      this.ledger.isConsenting = false
    }
  }

  async #travel(pick: number): Promise<void> {
    let [isBack, isJoined] = [false, false]
    const { metCount } = this.ledger
    try {
      const history = await this.#manager.getHistory()
      const entry = history[Math.floor(pick * history.length)]
      const expected = entry === undefined ? undefined : this.#oracle.versionAt(entry.revision)
      if (entry === undefined || expected === undefined) return
      this.ledger.isTravelling = true
      this.#oracle.handOver(this.page, expected.state)
      this.state = freezeDeep(await this.#manager.restoreRevision(entry.revision))
      isBack = true
      isJoined = fingerprint(this.state) !== expected.print && !this.#oracle.isDamaged
      // Others' work may have come in on top of it.
      if (isJoined && this.ledger.metCount === metCount)
        throw new LawBroken(11, `version ${entry.revision} of the history comes back as something else`)
    } catch (error) {
      if (!(error instanceof AutoSaveError)) throw error
    } finally {
      this.isBusy = false
      // What could not be stored is held; the app goes on with what it shows.
      if (this.ledger.isTravelling && !isBack && !this.isEnded) this.edit({ ...this.state })
      this.ledger.isTravelling = false
      if (isJoined) this.#oracle.showsOthers(this.page, this.state)
    }
  }

  async #dispose(): Promise<void> {
    try {
      await this.#manager.dispose()
      if (this.snapshot.durability === 'memory') this.ledger.dropped = this.ledger.handed
    } catch (error) {
      if (!(error instanceof AutoSaveError)) throw error
      // Whoever disposes is told, and has the state: it is his from here on.
      this.ledger.dropped = this.ledger.handed
    }
    this.#oracle.judge(() => {
      // A page that crashes in a call of localStorage is told nothing any more, and hears its own promises all the same.
      if (!this.ledger.isSettled && !this.page.isGone)
        throw new LawBroken(3, 'dispose resolved, and the newest state is not stored')
    })
    this.isEnded = true
    this.page.surroundings.storage.close()
    const { timerCount, listenerCount, lockCount } = this.page
    if (timerCount + listenerCount + lockCount === 0) return
    throw new LawBroken(12, `after dispose: ${timerCount} timers, ${listenerCount} listeners, ${lockCount} locks`)
  }

  /** What the promise comes to is judged at the end of the step, when the disk has been read. */
  #promise(promised: Promised, saved: Promise<SaveResult>): void {
    this.ledger.promises.add(promised)
    const judge = (check: () => void): void => {
      this.ledger.promises.delete(promised)
      this.#oracle.judge(check)
    }
    saved.then(
      ({ durability }) => judge(() => this.#oracle.checkAcknowledged(this.page, promised, durability)),
      (error: unknown) => {
        if (!(error instanceof AutoSaveError)) this.#onViolation(error)
        else judge(() => this.isEnded || this.isBusy || this.ledger.checkRefused(this.snapshot, promised))
      },
    )
  }

  #guard(work: Promise<void>): void {
    work.catch((error: unknown) => {
      // A manager that was disposed while it was restoring says so.
      if (!(error instanceof AutoSaveError && error.code === 'DISPOSED')) this.#onViolation(error)
    })
  }
}
