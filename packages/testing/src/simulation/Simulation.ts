import { AutoSaveManager, type LeftMark, type SegmentRow, type Surroundings } from '@autosave-kit/core'
import { SESSION_ID } from './Book.ts'
import { BookApp } from './BookApp.ts'
import type { BookManager } from './BookManager.ts'
import { comeToRest } from './comeToRest.ts'
import { CrashWindow } from './CrashWindow.ts'
import { Disasters } from './Disasters.ts'
import type { StrickenWorld } from './StrickenWorld.ts'
import { drain } from './drain.ts'
import { type DiskCall, Faults, type OperationKind } from './Faults.ts'
import { LawBroken, thrownIntoTheApp } from './LawBroken.ts'
import type { LocalStore } from './LocalStore.ts'
import { LifeboatCopies } from './LifeboatCopies.ts'
import { LockRegistry } from './LockRegistry.ts'
import { MessageBus } from './MessageBus.ts'
import { Medium } from './Medium.ts'
import type { MediumJournal } from './MediumJournal.ts'
import { Oracle } from './Oracle.ts'
import { Patience } from './Patience.ts'
import { type PlacesInWorld, placesIn } from './placesIn.ts'
import { PowerCuts } from './PowerCuts.ts'
import type { PlacesSabotage, Sabotage } from './Sabotage.ts'
import { SeededRandom } from './SeededRandom.ts'
import { type PageWatcher, SimulatedPage } from './SimulatedPage.ts'
import { SimulatedPerson } from './SimulatedPerson.ts'
import { SimulatedTime } from './SimulatedTime.ts'
import type { WorldOracle } from './WorldOracle.ts'

const STEP_LIMIT = 30_000

interface WorldOptions {
  readonly seed: number
  readonly sabotage: Sabotage
  readonly places: PlacesSabotage | undefined
  readonly tell: (line: string) => void
}

/** One seed's world: everything in it, and what moves it on. */
export class Simulation implements PageWatcher, StrickenWorld {
  readonly random: SeededRandom
  readonly time = new SimulatedTime()
  readonly medium = new Medium()
  journal: MediumJournal | undefined
  readonly faults: Faults
  /** Half of the worlds keep a second copy; in those the database may be lost. */
  readonly hasLifeboat: boolean
  readonly isLeftTogether: boolean
  readonly locks: LockRegistry
  readonly bus: MessageBus
  /** Whether the app shows what other tabs do. */
  readonly isListening: boolean
  readonly copies = new LifeboatCopies()
  readonly oracle: WorldOracle
  readonly person: SimulatedPerson
  readonly leftMarks = new Map<string, LeftMark>()
  /** Most worlds tidy up much oftener than a browser would. */
  readonly compactFrom: Surroundings['compactFrom']
  apps: BookApp[] = []
  stepCount = 0
  crashCount = 0
  isOffline = false
  /** All there ever were. */
  readonly pages: SimulatedPage[] = []
  readonly #crashWindows = new WeakMap<BookApp, CrashWindow>()
  readonly #patience = new WeakMap<BookApp, Patience>()
  readonly #sabotage: Sabotage
  readonly #diskRandom: SeededRandom
  readonly #tell: (line: string) => void
  #violation: unknown

  readonly #places: PlacesInWorld | undefined

  /** @param places - the world has all places that a page can store in, and they fail for long; else the database only. */
  constructor({ seed, tell, sabotage, places }: WorldOptions) {
    const stream = (name: string): SeededRandom =>
      new SeededRandom(seed, places === undefined ? name : `places ${name}`)
    this.random = stream('world')
    const { random } = this
    if (random.chance(0.7)) {
      const someCommits = 2 + random.below(4)
      this.compactFrom = { someCommits, manyCommits: someCommits + random.below(8), floorBytes: random.span(20_000) }
    }
    this.#diskRandom = stream('disk')
    this.hasLifeboat = stream('lifeboat').chance(0.5)
    this.faults = new Faults(stream('faults'))
    this.isLeftTogether = stream('leaving together').chance(0.3)
    this.locks = new LockRegistry(this.time, stream('locks'))
    this.bus = new MessageBus(this.time, stream('messages'))
    this.isListening = stream('listening').chance(0.7)
    this.person = new SimulatedPerson(stream('person'))
    this.#sabotage = sabotage
    sabotage.medium?.(this.medium)
    this.#tell = tell
    if (places !== undefined) this.#places = placesIn(this, stream, places)
    this.oracle = this.#places?.oracle ?? new Oracle(this.medium, this.copies, SESSION_ID)
  }

  /** In worlds whose pages can go on in a smaller place. */
  get local(): LocalStore | undefined {
    return this.#places?.local
  }

  get livingApps(): BookApp[] {
    return this.apps.filter(({ page }) => !page.isGone)
  }

  /** Something the engine threw where nobody could catch it. */
  readonly report = (violation: unknown): void => {
    this.#violation ??= violation
  }

  say(line: string): void {
    this.#tell(`${String(Math.round(this.time.elapsed)).padStart(8)}  ${line}`)
  }

  openPage(): BookApp {
    const { time, medium, journal, faults, locks, bus, leftMarks, compactFrom, copies, hasLifeboat } = this
    const lasting = { time, medium, journal, faults, locks, bus, leftMarks, compactFrom, copies, hasLifeboat }
    const made = { lifeboat: this.#sabotage.lifeboat, chain: this.#places }
    const world = { ...lasting, ...made, watcher: this, random: this.#diskRandom }
    const page = new SimulatedPage(world, `page ${this.pages.length + 1}`)
    page.isOffline = this.isOffline
    this.pages.push(page)
    return this.openApp(page)
  }

  onCall(page: SimulatedPage, kind: DiskCall, rows: readonly SegmentRow[]): void {
    const [row] = rows
    if (row !== undefined) {
      const { revision, base, reason } = row
      this.say(`${page.tabId}:   appends ${revision} on ${base}, ${rows.length} rows, ${reason}`)
    }
    try {
      this.oracle.onCall(page, kind, rows)
    } catch (violation) {
      // To the engine it would be one more failed append.
      this.report(violation)
    }
  }

  onEffect(page: SimulatedPage, kind: OperationKind): void {
    this.oracle.onEffect(page, kind)
  }

  onAnswer(page: SimulatedPage, kind: OperationKind, failure: string | undefined): void {
    if (failure !== undefined) this.say(`${page.tabId}:   ${kind} fails, ${failure}`)
    this.oracle.onAnswer(page, kind, failure)
  }

  openApp(page: SimulatedPage): BookApp {
    if (this.local !== undefined && this.apps.some((app) => app.page === page)) {
      // A chain that was closed with its service is not used again; another service is another tab to everybody.
      page.leave()
      return this.openPage()
    }
    const surroundings = this.#sabotage.surroundings?.(page.surroundings, this.medium) ?? page.surroundings
    const options = this.person.options()
    const engine = new AutoSaveManager<never>(SESSION_ID, options, surroundings) as unknown as BookManager
    const manager = this.#sabotage.manager?.(engine) ?? engine
    const app = new BookApp(page, this.oracle, {
      manager,
      options,
      isListening: this.isListening,
      onViolation: this.report,
    })
    this.#crashWindows.set(app, new CrashWindow(app))
    this.#patience.set(app, new Patience(app))
    this.apps = [...this.livingApps.filter((other) => other.page !== page), app]
    this.say(`${page.tabId}: opens`)
    app.open()
    return app
  }

  onRefusal(page: SimulatedPage): void {
    this.oracle.ledger(page).appendCount += 1
  }

  onReturn(page: SimulatedPage): void {
    this.oracle.onReturn(page)
  }

  /** `darkness`: of the power cuts, in worlds that have some. */
  async run(actionCount: number, darkness?: SeededRandom): Promise<void> {
    const cuts = darkness === undefined ? undefined : new PowerCuts(this, darkness)
    const disasters = [new Disasters(this), this.#places?.outages, cuts]
    for (const one of disasters) one?.begin()
    this.openPage()
    let rest = actionCount
    const act = (): void => {
      const apps = this.apps.filter(({ isAtHand }) => isAtHand)
      const app = apps[this.random.below(apps.length)]
      if (app !== undefined) {
        rest -= 1
        this.say(`${app.page.tabId}: person: ${this.person.act(app)}`)
      }
      if (rest > 0) this.time.schedule(this.person.nextPause(), 'person', act)
    }
    this.time.schedule(0, 'person', act)
    while (rest > 0) await this.#step(Number.POSITIVE_INFINITY)
    for (const one of disasters) one?.end()
    await comeToRest(this)
  }

  /** The next event, all it sets going, and then the laws. */
  async #step(limit: number): Promise<boolean> {
    this.stepCount += 1
    if (this.stepCount > STEP_LIMIT) throw new LawBroken(7, `the world does not come to rest in ${STEP_LIMIT} steps`)
    const name = this.time.step(limit)
    if (name === undefined) return false
    if (!name.endsWith('person')) this.say(name)
    await this.#settle()
    return true
  }

  async #settle(): Promise<void> {
    await drain()
    await this.oracle.checkDisk()
    this.oracle.checkPromises()
    for (const app of this.apps) {
      app.check()
      this.#crashWindows.get(app)?.check(this.time.elapsed, this.#isCalm)
      this.#patience.get(app)?.check(this.time.elapsed, this.local?.isRoomy === true)
    }
    if (this.#violation !== undefined) throw thrownIntoTheApp(this.#violation)
  }

  /** Whether one page is alone with a disk that does what it should. */
  get #isCalm(): boolean {
    const isWell = !this.faults.isRaging && this.local?.isRefused !== true
    return isWell && this.livingApps.length === 1 && !this.oracle.isDamaged
  }

  async runFor(ms: number): Promise<void> {
    const end = this.time.elapsed + ms
    await this.#settle()
    while (await this.#step(end));
  }
}
