import type { LeftMark, SegmentRow, Surroundings } from '@autosave-kit/core'
import { drain } from '../drain.ts'
import { Faults } from '../Faults.ts'
import { PAGE_EVENTS, happenTo, isPageEvent } from '../happenTo.ts'
import { LawBroken, thrownIntoTheApp } from '../LawBroken.ts'
import { LifeboatCopies } from '../LifeboatCopies.ts'
import { LockRegistry } from '../LockRegistry.ts'
import { MessageBus } from '../MessageBus.ts'
import { SeededRandom } from '../SeededRandom.ts'
import { type PageWatcher, SimulatedPage } from '../SimulatedPage.ts'
import { SimulatedTime } from '../SimulatedTime.ts'
import { EndingsApp } from './EndingsApp.ts'
import { EndingsOracle } from './EndingsOracle.ts'
import { EndingsPerson } from './EndingsPerson.ts'
import { restEndings } from './restEndings.ts'
import { WatchedMedium } from './WatchedMedium.ts'

/** What a test puts between the engine and its page, to break a promise on purpose. */
export type EndingsSabotage = (surroundings: Surroundings) => Surroundings

const STEP_LIMIT = 60_000

/**
 * One seed's world in which people end sessions: they discard, undo, delete, rename, recover and copy them in several pages, leave them
 * until they are too old, and crash, sleep and come back late meanwhile.
 */
export class EndingsWorld implements PageWatcher {
  readonly medium = new WatchedMedium((rows) => this.oracle.onRows(rows))
  readonly time = new SimulatedTime()
  readonly faults: Faults
  readonly random: SeededRandom
  readonly locks: LockRegistry
  readonly oracle: EndingsOracle
  readonly pages: SimulatedPage[] = []
  readonly counts = new Map<string, number>()
  jumpCount = 0
  stepCount = 0
  #apps: EndingsApp[] = []
  readonly #bus: MessageBus
  readonly #diskRandom: SeededRandom
  readonly #leftMarks = new Map<string, LeftMark>()
  readonly #person: EndingsPerson
  readonly #sabotage: EndingsSabotage
  readonly #tell: (line: string) => void
  #markCount = 0
  #violation: unknown

  constructor(seed: number, sabotage: EndingsSabotage, tell: (line: string) => void) {
    this.random = new SeededRandom(seed, 'endings')
    this.#diskRandom = new SeededRandom(seed, 'endings disk')
    this.faults = new Faults(new SeededRandom(seed, 'endings faults'))
    this.#bus = new MessageBus(this.time, new SeededRandom(seed, 'endings messages'))
    this.locks = new LockRegistry(this.time, new SeededRandom(seed, 'endings locks'))
    this.oracle = new EndingsOracle(this)
    this.#person = new EndingsPerson(this)
    this.#sabotage = sabotage
    this.#tell = tell
  }

  get livingApps(): readonly EndingsApp[] {
    return this.#apps.filter(({ page }) => !page.isGone)
  }

  onCall(page: SimulatedPage, kind: string, [row]: readonly SegmentRow[]): void {
    if (kind !== 'append' || row === undefined) return
    this.say(`${page.tabId}:   appends ${row.sessionId} ${row.revision} on ${row.base}, ${row.reason}`)
    const app = this.#apps.find((other) => other.page === page)
    if (app === undefined || (row.reason !== 'discard' && row.reason !== 'delete')) return
    if (app.ending.has(row.sessionId)) return
    this.counts.set('expired', (this.counts.get('expired') ?? 0) + 1)
    try {
      this.oracle.checkExpiry(app, row)
    } catch (violation) {
      this.report(violation)
    }
  }

  onEffect(): void {}

  onAnswer(page: SimulatedPage, kind: string, failure: string | undefined): void {
    if (failure !== undefined) this.say(`${page.tabId}:   ${kind} fails, ${failure}`)
  }

  onReturn(page: SimulatedPage): void {
    for (const app of this.#apps) if (app.page === page) app.absences += 1
  }

  onRefusal(): void {}

  readonly report = (violation: unknown): void => {
    this.#violation ??= violation
  }

  nextMark(): string {
    this.#markCount += 1
    return `e${this.#markCount}`
  }

  readonly say = (line: string): void => {
    this.#tell(`${String(Math.round(this.time.elapsed)).padStart(9)}  ${line}`)
  }

  openPage(): EndingsApp {
    const { time, medium, faults, locks } = this
    const [leftMarks, random] = [this.#leftMarks, this.#diskRandom]
    const around = { time, medium, faults, locks, leftMarks, random, bus: this.#bus, watcher: this }
    const lifeboat = { copies: new LifeboatCopies(), hasLifeboat: false, lifeboat: undefined }
    const page = new SimulatedPage({ ...around, ...lifeboat, compactFrom: undefined }, `page ${this.pages.length + 1}`)
    this.pages.push(page)
    const app = new EndingsApp(page, this.#sabotage(page.surroundings), this)
    this.#apps.push(app)
    this.say(`${page.tabId}: opens`)
    return app
  }

  async run(actionCount: number): Promise<void> {
    const percent = this.random.chance(0.5) ? 15 : 0
    for (let action = 0; action < actionCount; action += 1) {
      this.faults.percent = this.random.chance(0.5) ? percent : 0
      await this.runFor(this.random.chance(0.7) ? this.random.span(400) : this.random.span(20_000))
      await this.#act()
    }
    await restEndings(this)
  }

  async #act(): Promise<void> {
    const living = this.livingApps
    const app = living[this.random.below(living.length)]
    if (app === undefined) return void this.openPage()
    const doing = this.random.weighted(DOINGS)
    this.say(`${app.page.tabId}: ${doing}`)
    this.counts.set(doing, (this.counts.get(doing) ?? 0) + 1)
    if (isPageEvent(doing)) return happenTo(app.page, doing)
    if (doing === 'second') return void (living.length < 4 && this.openPage())
    if (doing === 'hours') return this.runFor(this.random.below(8) * 3_600_000)
    if (doing === 'jump') return this.#jump()
    if (doing === 'crashAtCall') {
      app.page.crashAtCall = app.page.callCount + 1 + this.random.below(6)
      return
    }
    this.#person.do(app, doing)
  }

  /** Once: what two jumps at the right moments take away nobody can tell from time. */
  #jump(): void {
    if (this.jumpCount > 0) return
    this.jumpCount += 1
    this.time.jump((this.random.chance(0.7) ? 1 : -1) * this.random.below(30 * 3_600_000))
  }

  async runFor(ms: number): Promise<void> {
    const end = this.time.elapsed + ms
    for (;;) {
      await drain()
      await this.oracle.check()
      if (this.#violation !== undefined) throw thrownIntoTheApp(this.#violation)
      this.stepCount += 1
      if (this.stepCount > STEP_LIMIT) throw new LawBroken(7, `no rest in ${STEP_LIMIT} steps`)
      if (this.time.step(end) === undefined) return
    }
  }
}

const DOINGS = {
  open: 5,
  edit: 12,
  saveNow: 3,
  close: 1,
  choose: 1,
  second: 2,
  hours: 1,
  jump: 0.3,
  crashAtCall: 1,
  discard: 2.5,
  delete: 1,
  undo: 2.5,
  rename: 0.7,
  list: 1,
  recover: 3,
  copy: 0.7,
  carry: 0.4,
  ...PAGE_EVENTS,
}
