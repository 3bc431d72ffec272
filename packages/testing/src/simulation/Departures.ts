import type { BookApp } from './BookApp.ts'
import type { StrickenWorld } from './StrickenWorld.ts'
import { LawBroken } from './LawBroken.ts'

/** How pages go, and what must be stored when they are gone. */
export class Departures {
  readonly #world: StrickenWorld
  readonly #later: (longestMs: number, run: () => void) => void

  constructor(world: StrickenWorld, later: (longestMs: number, run: () => void) => void) {
    this.#world = world
    this.#later = later
  }

  leave(app: BookApp): void {
    const { random } = this.#world
    const { page } = app
    const appendCount = app.ledger.appendCount
    const { durability, revision } = app.snapshot
    const isAsked = page.beforeUnload()
    if (durability === 'memory' && revision > 0 && !isAsked && app.isRestored)
      this.#world.report(new LawBroken(2, `${page.tabId} is left without a question, and its work is in memory only`))
    if (isAsked && random.chance(0.6)) return
    page.depart()
    app.checkIssued(appendCount)
    const isAlone = this.#isAlone(app) && this.#world.oracle.isUpToDate(app.ledger)
    const isSafe = !isAsked && !page.isGone && isAlone && app.mustBeStored && !page.connection.isFailing
    page.end(Number.POSITIVE_INFINITY)
    const { lossCount } = app.ledger
    // A database answers the next page only after what this one has issued.
    this.#whenLanded(app, () => {
      // Of a database that was lost since, nothing is to be expected.
      if (isSafe && app.ledger.lossCount === lossCount) this.#checkLeft(app)
      this.#later(3_000, () => this.#comeBack())
    })
  }

  /** Whether no other page can write something in between, not even one that is gone. */
  #isAlone({ page }: BookApp): boolean {
    return this.#world.pages.every((other) => other === page || (other.isGone && !other.connection.operations.isBusy))
  }

  #checkLeft({ ledger, page }: BookApp): void {
    if (ledger.isSettled || this.#world.oracle.isDamaged) return
    this.#world.report(
      new LawBroken(3, `${page.tabId} was left without a question, and version ${ledger.handed} is not stored`),
    )
  }

  #whenLanded(app: BookApp, run: () => void): void {
    this.#world.time.schedule(50, 'what was issued lands', () =>
      app.page.connection.operations.isBusy ? this.#whenLanded(app, run) : run(),
    )
  }

  crash({ page }: BookApp): void {
    this.#world.crashCount += 1
    page.crash()
    this.#later(3_000, () => this.#comeBack())
  }

  /** The person opens the app again, unless it is open. */
  #comeBack(): void {
    if (this.#world.livingApps.length === 0) this.#world.openPage()
  }

  leaveCache(app: BookApp): void {
    if (!app.page.isCached) return
    if (this.#world.random.chance(0.7)) app.page.returnFromCache()
    else this.crash(app)
  }
}
