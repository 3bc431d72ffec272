import type { BookApp } from './BookApp.ts'
import { Departures } from './Departures.ts'
import type { StrickenWorld } from './StrickenWorld.ts'
import { damageRow, emptyDisk, loseDatabase } from './diskDisasters.ts'

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
  | 'lose database'
  | 'damage'
  | 'weather'
  | 'network'
  | 'focus'
  | 'blur'
  | 'app error'
  | 'second page'
  | 'dispose'

/** How often a database is lost while no page is open. */
const FOUND_AT_START = 0.7

const PERCENTS = [0, 0, 5, 15, 40, 80]

/** What happens to pages and disks; which of it, and how often, is in the seed. */
export class Disasters {
  readonly #world: StrickenWorld
  readonly #weights: Readonly<Record<Disaster, number>>
  readonly #longestPause: number
  readonly #departures: Departures
  #isOver = false
  #thrownAt = Number.NEGATIVE_INFINITY

  constructor(world: StrickenWorld) {
    const { random } = world
    const maybe = (weight: number): number => (random.chance(0.6) ? random.next() * weight : 0)
    // Two pages on one session whose log starts again from nothing: not defended against yet.
    const isEmptying = random.chance(0.05)
    const isLosing = world.hasLifeboat && !isEmptying && random.chance(0.5)
    this.#world = world
    this.#departures = new Departures(world, (longestMs, run) => this.#later(longestMs, run))
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
      'lose database': isLosing ? 2 : 0,
      // Where a page can go on elsewhere nobody could tell damage from what is somewhere else.
      damage: random.chance(0.08) && world.local === undefined ? 4 : 0,
      weather: 3,
      'second page': !isEmptying && !isLosing && random.chance(0.3) ? 2 : 0,
      dispose: maybe(1),
      network: maybe(2),
      focus: maybe(2),
      blur: maybe(2),
      'app error': maybe(2),
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
    this.#setOffline(false)
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
        return this.#departures.crash(app)
      case 'crash at a call':
        return void (page.crashAtCall = page.callCount + 1 + random.below(4))
      case 'clock jump':
        return time.jump(random.chance(0.7) ? -random.span(86_400_000) : random.span(86_400_000))
      case 'lose connection':
        return page.connection.operations.lose()
      case 'empty disk':
        return emptyDisk(this.#world)
      case 'lose database':
        if (random.chance(FOUND_AT_START)) this.#departures.crash(app)
        return loseDatabase(this.#world)
      case 'damage':
        return damageRow(this.#world)
      case 'second page':
        if (this.#world.livingApps.length < 2) this.#world.openPage()
        return
      case 'network':
        return this.#setOffline(!this.#world.isOffline)
      case 'focus':
        return page.tell('shown')
      case 'blur':
        return page.tell('blurred')
      case 'app error':
        return this.#throwInApp(app)
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
        this.#later(20_000, () => page.tell('shown'))
        break
      case 'freeze':
        page.freeze()
        this.#later(60_000, () => page.thaw())
        break
      case 'cache':
        if (page.beforeUnload()) return
        page.enterCache()
        this.#later(120_000, () => this.#departures.leaveCache(app))
        break
      case 'leave':
        return this.#departures.leave(app)
      case 'dispose':
        app.dispose()
        this.#later(20_000, () => this.#reopen(app))
        return
    }
    app.checkIssued(appendCount)
  }

  #reopen(app: BookApp): void {
    if (app.page.isGone) return
    if (app.isEnded) this.#world.openApp(app.page)
    else this.#later(20_000, () => this.#reopen(app))
  }

  #setWeather(percent: number): void {
    this.#world.faults.percent = percent
    for (const { page } of this.#world.livingApps) page.connection.operations.unhang()
  }

  /** What the app has handed over is issued before it can fall over; not again at once if it goes on failing. */
  #throwInApp(app: BookApp): void {
    const { elapsed } = this.#world.time
    const isFirst = elapsed - this.#thrownAt > 5_000
    const { appendCount } = app.ledger
    this.#thrownAt = elapsed
    app.page.tell('error')
    if (isFirst && app.isAtHand) app.checkIssued(appendCount)
  }

  #setOffline(isOffline: boolean): void {
    this.#world.isOffline = isOffline
    for (const { page } of this.#world.livingApps) page.tell(isOffline ? 'offline' : 'online')
  }

  #later(longestMs: number, run: () => void): void {
    const { time, random } = this.#world
    time.schedule(random.span(longestMs), 'afterwards', () => {
      if (!this.#isOver) run()
    })
  }
}
