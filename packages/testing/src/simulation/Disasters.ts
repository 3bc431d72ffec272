import { type BookApp, SESSION_ID } from './BookApp.ts'
import { LawBroken } from './LawBroken.ts'
import type { DiskWorld } from './OperationQueue.ts'
import type { Oracle } from './Oracle.ts'
import type { SimulatedPage } from './SimulatedPage.ts'

/** The world that disasters come over. */
export interface StrickenWorld extends DiskWorld {
  readonly oracle: Oracle
  readonly livingApps: readonly BookApp[]
  readonly pages: readonly SimulatedPage[]
  crashCount: number
  say(line: string): void
  report(violation: unknown): void
  openPage(): BookApp
  openApp(page: SimulatedPage): BookApp
}

type Disaster =
  | 'hide'
  | 'leave'
  | 'cache'
  | 'freeze'
  | 'crash'
  | 'crash at a call'
  | 'clock jump'
  | 'lose connection'
  | 'empty disk'
  | 'damage'
  | 'weather'
  | 'second page'
  | 'dispose'

const PERCENTS = [0, 0, 5, 15, 40, 80]

/** What happens to pages and disks; which of it, and how often, is in the seed. */
export class Disasters {
  readonly #world: StrickenWorld
  readonly #weights: Readonly<Record<Disaster, number>>
  readonly #longestPause: number
  #isOver = false

  constructor(world: StrickenWorld) {
    const { random } = world
    const maybe = (weight: number): number => (random.chance(0.6) ? random.next() * weight : 0)
    // Two pages on one session whose log starts again from nothing: not defended against yet.
    const isEmptying = random.chance(0.05)
    this.#world = world
    this.#longestPause = 3_000 + random.span(60_000)
    this.#weights = {
      hide: maybe(3),
      leave: maybe(3),
      cache: maybe(2),
      freeze: maybe(2),
      crash: maybe(3),
      'crash at a call': maybe(3),
      'clock jump': maybe(1),
      'lose connection': maybe(2),
      'empty disk': isEmptying ? 1 : 0,
      damage: random.chance(0.08) ? 4 : 0,
      weather: 3,
      'second page': !isEmptying && random.chance(0.3) ? 2 : 0,
      dispose: maybe(1),
    }
  }

  begin(): void {
    const { random, faults, time } = this.#world
    faults.percent = PERCENTS[random.below(PERCENTS.length)] ?? 0
    time.schedule(random.span(this.#longestPause), 'disaster', () => this.#strike())
  }

  /** Whatever was broken is mended, whatever slept wakes up. */
  end(): void {
    this.#isOver = true
    this.#setWeather(0)
    for (const { page } of this.#world.livingApps) {
      page.crashAtCall = undefined
      if (page.isCached) page.returnFromCache()
      else page.thaw()
    }
  }

  #strike(): void {
    if (this.#isOver) return
    const { random, time, faults, livingApps } = this.#world
    const app = livingApps[random.below(livingApps.length)]
    if (app === undefined) this.#world.openPage()
    else {
      const disaster = random.weighted(this.#weights)
      this.#world.say(`${app.page.tabId}: ${disaster}`)
      faults.count(disaster)
      this.#strikeAt(app, disaster)
    }
    time.schedule(random.span(this.#longestPause), 'disaster', () => this.#strike())
  }

  #strikeAt(app: BookApp, disaster: Disaster): void {
    const { random, time } = this.#world
    const { page } = app
    switch (disaster) {
      case 'weather':
        return this.#setWeather(PERCENTS[random.below(PERCENTS.length)] ?? 0)
      case 'crash':
        return this.#crash(app)
      case 'crash at a call':
        page.crashAtCall = page.callCount + 1 + random.below(4)
        return
      case 'clock jump':
        return time.jump(random.chance(0.7) ? -random.span(86_400_000) : random.span(86_400_000))
      case 'lose connection':
        return page.connection.operations.lose()
      case 'empty disk':
        return this.#emptyDisk()
      case 'damage':
        return this.#damageRow()
      case 'second page':
        if (this.#world.livingApps.length < 2) this.#world.openPage()
        return
      case 'hide':
      case 'freeze':
      case 'cache':
      case 'leave':
      case 'dispose':
        // These need somebody who does them.
        if (app.isAtHand) this.#moveOn(app, disaster)
    }
  }

  #moveOn(app: BookApp, disaster: 'hide' | 'leave' | 'cache' | 'freeze' | 'dispose'): void {
    const { page } = app
    const appendCount = app.ledger.appendCount
    switch (disaster) {
      case 'hide':
        page.hide()
        break
      case 'freeze':
        page.freeze()
        this.#later(60_000, () => page.thaw())
        break
      case 'cache':
        if (page.beforeUnload()) return
        page.enterCache()
        this.#later(120_000, () => this.#leaveCache(app))
        break
      case 'leave':
        return this.#leave(app)
      case 'dispose':
        app.dispose()
        this.#later(20_000, () => this.#reopen(app))
        return
    }
    app.checkIssued(appendCount)
  }

  #leave(app: BookApp): void {
    const { random } = this.#world
    const { page } = app
    const appendCount = app.ledger.appendCount
    const isAsked = page.beforeUnload()
    if (isAsked && random.chance(0.6)) return
    page.depart()
    app.checkIssued(appendCount)
    const isAlone = this.#isAlone(app) && this.#world.oracle.isUpToDate(app.ledger)
    const isSafe = !isAsked && !page.isGone && isAlone && app.mustBeStored && !page.connection.isFailing
    page.end(Number.POSITIVE_INFINITY)
    // A database answers the next page only after what this one has issued.
    this.#whenLanded(app, () => {
      if (isSafe) this.#checkLeft(app)
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

  #crash({ page }: BookApp): void {
    this.#world.crashCount += 1
    page.crash()
    this.#later(3_000, () => this.#comeBack())
  }

  /** The person opens the app again, unless it is open. */
  #comeBack(): void {
    if (this.#world.livingApps.length === 0) this.#world.openPage()
  }

  #leaveCache(app: BookApp): void {
    if (!app.page.isCached) return
    if (this.#world.random.chance(0.7)) app.page.returnFromCache()
    else this.#crash(app)
  }

  #reopen(app: BookApp): void {
    if (app.page.isGone) return
    if (app.isEnded) this.#world.openApp(app.page)
    else this.#later(20_000, () => this.#reopen(app))
  }

  /** Site data cleared: every connection is closed, and who opens a new one finds nothing. */
  #emptyDisk(): void {
    for (const { page } of this.#world.livingApps) page.connection.operations.lose()
    this.#world.medium.clear()
    this.#world.oracle.emptied()
  }

  #damageRow(): void {
    const { medium, random, oracle } = this.#world
    // A compaction under way has read its rows whole, and lets go of them rightly whatever happens to them after that.
    if (!this.#world.pages.every(({ isAtRest }) => isAtRest)) return
    const rows = medium.rows(SESSION_ID)
    const row = rows[random.below(rows.length)]
    if (row === undefined || row.payload.length === 0) return
    const text = String(row.payload)
    const at = random.below(text.length)
    const damaged = { ...row, payload: `${text.slice(0, at)}\u0007${text.slice(at + 1)}` }
    oracle.damaged(damaged)
    medium.put(damaged)
  }

  #setWeather(percent: number): void {
    this.#world.faults.percent = percent
    for (const { page } of this.#world.livingApps) page.connection.operations.unhang()
  }

  #later(longestMs: number, run: () => void): void {
    const { time, random } = this.#world
    time.schedule(random.span(longestMs), 'afterwards', () => {
      if (!this.#isOver) run()
    })
  }
}
