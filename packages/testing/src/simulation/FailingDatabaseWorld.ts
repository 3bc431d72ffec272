import {
  AutoSaveManager,
  type LeftMark,
  type SaveResult,
  type SegmentRow,
  type SegmentStorage,
} from '@autosave-kit/core'
import { drain } from './drain.ts'
import { DraftApp, SESSION_ID, draftName } from './DraftApp.ts'
import { Faults } from './Faults.ts'
import { LawBroken } from './LawBroken.ts'
import { LifeboatCopies } from './LifeboatCopies.ts'
import { LockRegistry } from './LockRegistry.ts'
import { Medium } from './Medium.ts'
import { MessageBus } from './MessageBus.ts'
import { SeededRandom } from './SeededRandom.ts'
import { type PageWatcher, SimulatedPage } from './SimulatedPage.ts'
import { SimulatedTime } from './SimulatedTime.ts'
import { SmallDisk } from './SmallDisk.ts'
import { StoreWitness } from './StoreWitness.ts'

/** What a test puts between the engine and its storage, to break a law on purpose. */
export type StorageSabotage = (storage: SegmentStorage, disks: { database: Medium; small: SmallDisk }) => SegmentStorage

const OUTAGES = [100, 100, 60, 15, 0]
const STEP_LIMIT = 30_000
const REST_MS = 600_000

/**
 * One seed's world in which the database fails for long stretches: pages go on in a small store, or in memory, die there,
 * come back, and find each other's work. Its law is simple: what was said to be stored is in one of the stores, whatever
 * happens; and once nothing fails any more everything is in the database, and found.
 */
export class FailingDatabaseWorld implements PageWatcher {
  readonly database = new Medium()
  readonly small = new SmallDisk()
  readonly time = new SimulatedTime()
  readonly faults: Faults
  readonly random: SeededRandom
  readonly pages: SimulatedPage[] = []
  stepCount = 0
  #apps: DraftApp[] = []
  readonly #locks: LockRegistry
  readonly #bus: MessageBus
  readonly #copies = new LifeboatCopies()
  readonly #diskRandom: SeededRandom
  readonly #leftMarks = new Map<string, LeftMark>()
  readonly #sabotage: StorageSabotage
  readonly #tell: (line: string) => void
  readonly #hasRoom: boolean
  readonly drafts = new Set<string>()
  readonly #witness: StoreWitness
  #violation: unknown
  #isOver = false

  constructor(seed: number, sabotage: StorageSabotage, tell: (line: string) => void) {
    this.random = new SeededRandom(seed, 'failing database')
    this.#diskRandom = new SeededRandom(seed, 'failing disk')
    this.faults = new Faults(new SeededRandom(seed, 'failing faults'))
    this.#bus = new MessageBus(this.time, new SeededRandom(seed, 'failing messages'))
    this.#locks = new LockRegistry(this.time, new SeededRandom(seed, 'failing locks'))
    this.#sabotage = sabotage
    this.#witness = new StoreWitness({ database: this.database, small: this.small.medium, report: this.report })
    this.#tell = tell
    this.#hasRoom = this.random.chance(0.7)
  }

  onCall(page: SimulatedPage, kind: string, [row]: readonly SegmentRow[]): void {
    if (kind === 'append' && row !== undefined)
      this.#say(`${page.tabId}:   appends ${row.revision} on ${row.base}${row.isWhole ? ', whole' : ''}`)
  }

  onEffect(): void {}

  onAnswer(page: SimulatedPage, kind: string, failure: string | undefined): void {
    if (failure !== undefined) this.#say(`${page.tabId}:   ${kind} fails, ${failure}`)
  }

  onReturn(): void {}

  onRefusal(): void {}

  readonly report = (violation: unknown): void => {
    this.#violation ??= violation
  }

  onSaid(app: DraftApp, result: SaveResult): void {
    this.#witness.hear(app, result)
  }

  async run(actionCount: number): Promise<void> {
    this.#open()
    this.time.schedule(this.random.span(5_000), 'weather', () => this.#changeWeather())
    for (let action = 0; action < actionCount; action += 1) {
      await this.#runFor(this.random.chance(0.5) ? this.random.span(400) : this.random.span(40_000))
      this.#act()
    }
    this.#isOver = true
    this.#setWeather(0)
    this.small.isRefused = false
    this.small.quota = Number.POSITIVE_INFINITY
    await this.#comeToRest()
  }

  get #living(): DraftApp[] {
    return this.#apps.filter(({ page }) => !page.isGone)
  }

  #open(): DraftApp {
    const { time, database: medium, faults, small: smallDisk } = this
    const [locks, leftMarks, random] = [this.#locks, this.#leftMarks, this.#diskRandom]
    const around = { time, medium, faults, locks, leftMarks, random, smallDisk, bus: this.#bus }
    const lifeboat = { copies: this.#copies, hasLifeboat: false, lifeboat: undefined }
    const world = { ...around, ...lifeboat, compactFrom: undefined, watcher: this }
    const page = new SimulatedPage(world, `page ${this.pages.length + 1}`)
    this.pages.push(page)
    const { surroundings } = page
    const storage = this.#sabotage(surroundings.storage, { database: medium, small: smallDisk })
    // Nothing is tidied up here: whatever goes, goes by the chain's doing.
    const compactFrom = { someCommits: 1e9, manyCommits: 1e9, floorBytes: 1e12 }
    const manager = new AutoSaveManager(SESSION_ID, { debounceMs: 500 }, { ...surroundings, storage, compactFrom })
    const app = new DraftApp(page, manager, this)
    this.#apps = [...this.#living, app]
    this.#witness.apps.push(app)
    this.#say(`${page.tabId}: opens`)
    return app
  }

  #act(): void {
    const living = this.#living
    const app = living[this.random.below(living.length)]
    if (app === undefined) return void this.#open()
    const act = this.random.weighted({
      edit: 12,
      saveNow: 2,
      crash: 1,
      crashAtCall: 1,
      leave: 1,
      second: 0.5,
      choose: 2,
    })
    this.#say(`${app.page.tabId}: ${act}`)
    switch (act) {
      case 'edit':
        return app.edit(this.random.chance(0.1) ? 4_000 : 20)
      case 'saveNow':
        return app.saveNow()
      case 'crash':
        return app.page.crash()
      case 'crashAtCall':
        app.page.crashAtCall = app.page.callCount + 1 + this.random.below(6)
        return
      case 'leave':
        return app.leave(() => this.random.chance(0.7))
      case 'second':
        if (living.length < 2) this.#open()
        return
      case 'choose':
        return app.choose(this.random.chance(0.5) ? 'mine' : 'theirs')
    }
  }

  #changeWeather(): void {
    if (this.#isOver) return
    this.#setWeather(OUTAGES[this.random.below(OUTAGES.length)] ?? 0)
    this.small.isRefused = !this.#hasRoom && this.random.chance(0.2)
    this.small.quota = !this.#hasRoom && this.random.chance(0.5) ? this.random.span(6_000) : Number.POSITIVE_INFINITY
    this.time.schedule(this.random.span(120_000), 'weather', () => this.#changeWeather())
  }

  #setWeather(percent: number): void {
    this.#say(`weather: ${percent} of 100 fail`)
    this.faults.percent = percent
    for (const { page } of this.#living) page.connection.operations.unhang()
  }

  async #runFor(ms: number): Promise<void> {
    const end = this.time.elapsed + ms
    for (;;) {
      await drain()
      for (const app of this.#living) app.check()
      await this.#witness.check()
      if (this.#violation !== undefined) throw thrownIntoTheApp(this.#violation)
      this.stepCount += 1
      if (this.stepCount > STEP_LIMIT) throw new LawBroken(7, `no rest in ${STEP_LIMIT} steps`)
      const name = this.time.step(end)
      if (name === undefined) return
    }
  }

  async #comeToRest(): Promise<void> {
    for (const { page } of this.#living) page.crashAtCall = undefined
    await this.#runFor(60_000)
    for (const { page } of this.#living.slice(1)) page.leave()
    const app = this.#living[0] ?? this.#open()
    await this.#runFor(REST_MS)
    await this.#endConflict(app)
    app.edit(20)
    await this.#runFor(REST_MS)
    await this.#endConflict(app)
    app.checkRest()
    app.page.leave()
    // What pages have left behind that died elsewhere, the next one finds.
    const next = this.#open()
    await this.#runFor(REST_MS)
    if (draftName(next.state) !== draftName(app.state))
      throw new LawBroken(11, `the next page shows ${draftName(next.state)} in the end`)
    if (this.small.medium.rows(SESSION_ID).length > 0)
      throw new LawBroken(
        3,
        `in the end the small store still holds ${this.small.medium
          .rows(SESSION_ID)
          .map(({ revision, writer }) => `${revision} of ${writer}`)
          .join()}`,
      )
    if (this.#witness.head !== draftName(app.state))
      throw new LawBroken(7, `the database holds ${this.#witness.head} in the end`)
  }

  async #endConflict(app: DraftApp): Promise<void> {
    for (let turn = 0; turn < 3 && app.status === 'conflict'; turn += 1) {
      app.choose('mine')
      await this.#runFor(REST_MS)
    }
  }

  #say(line: string): void {
    this.#tell(`${String(Math.round(this.time.elapsed)).padStart(8)}  ${line}`)
  }
}

function thrownIntoTheApp(cause: unknown): Error {
  return cause instanceof Error ? cause : new LawBroken(0, `the engine threw ${String(cause)}`)
}
