import { AutoSaveManager, type LeftMark, type SegmentRow, type Surroundings } from '@autosave-kit/core'
import { drain } from './drain.ts'
import { PAGE_EVENTS, happenTo, isPageEvent } from './happenTo.ts'
import { Faults } from './Faults.ts'
import { LawBroken, thrownIntoTheApp } from './LawBroken.ts'
import { LifeboatCopies } from './LifeboatCopies.ts'
import { LockRegistry } from './LockRegistry.ts'
import { Medium } from './Medium.ts'
import { MessageBus } from './MessageBus.ts'
import { readStored } from './readStored.ts'
import { SeededRandom } from './SeededRandom.ts'
import { type PageWatcher, SimulatedPage } from './SimulatedPage.ts'
import { SimulatedTime } from './SimulatedTime.ts'
import { type Moves, SESSION_ID, WriterApp } from './WriterApp.ts'

/** What a test puts between the engine and its page, to break a law on purpose. */
export type WriterSabotage = (surroundings: Surroundings) => Surroundings

const STEP_LIMIT = 30_000
const REST_MS = 120_000

/**
 * One seed's world in which one tab writes a session and others read it, take it over, sleep, go into the cache, die and are not told.
 *
 * Its laws: a tab that says it reads appends nothing; who has taken the session over is fenced, in the log; what was said to be
 * stored is stored, in the session or in a fork of it; and once nothing happens any more one tab is the writer, the others
 * know that they are not, and nothing that was typed in a tab that is still there is missing.
 */
export class SingleWriterWorld implements PageWatcher {
  readonly medium = new Medium()
  readonly time = new SimulatedTime()
  readonly faults: Faults
  readonly random: SeededRandom
  readonly pages: SimulatedPage[] = []
  stepCount = 0
  takeoverCount = 0
  #apps: WriterApp[] = []
  readonly #locks: LockRegistry
  readonly #bus: MessageBus
  readonly #copies = new LifeboatCopies()
  readonly #diskRandom: SeededRandom
  readonly #leftMarks = new Map<string, LeftMark>()
  readonly #acknowledged = new Set<string>()
  readonly #sabotage: WriterSabotage
  readonly #tell: (line: string) => void
  #editCount = 0
  #checkedChange = -1
  #violation: unknown

  constructor(seed: number, sabotage: WriterSabotage, tell: (line: string) => void) {
    this.random = new SeededRandom(seed, 'single writer')
    this.#diskRandom = new SeededRandom(seed, 'single writer disk')
    this.faults = new Faults(new SeededRandom(seed, 'single writer faults'))
    this.#bus = new MessageBus(this.time, new SeededRandom(seed, 'single writer messages'))
    this.#locks = new LockRegistry(this.time, new SeededRandom(seed, 'single writer locks'))
    this.#sabotage = sabotage
    this.#tell = tell
  }

  onCall(page: SimulatedPage, kind: string, [row]: readonly SegmentRow[]): void {
    if (kind !== 'append' || row?.sessionId !== SESSION_ID) return
    this.#say(`${page.tabId}:   appends ${row.revision} on ${row.base}, ${row.reason}`)
    const app = this.#apps.find((other) => other.page === page)
    // Who takes a session over says so once the fence stands.
    if (app?.access === 'reader' && row.reason !== 'takeover')
      this.report(new LawBroken(5, `${page.tabId} reads, and appends ${row.revision} (${row.reason})`))
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

  nextEdit(): string {
    this.#editCount += 1
    return `e${this.#editCount}`
  }

  onAcknowledged(edits: readonly string[]): void {
    for (const edit of edits) this.#acknowledged.add(edit)
    this.#checkedChange = -1
  }

  /**
   * The fence stands in the log when a takeover is said to be done: a late write of the former writer cannot land any more.
   * Behind it there may be the fence of somebody who takes the session over at the same time.
   */
  onTakeover({ page }: WriterApp): () => void {
    const asked = this.medium.rows(SESSION_ID).at(-1)?.revision ?? 0
    return () => {
      this.#say(`${page.tabId}: has taken the session over`)
      this.takeoverCount += 1
      const rows = this.medium.rows(SESSION_ID)
      const isFence = ({ reason, writer, revision }: SegmentRow): boolean =>
        reason === 'takeover' && writer === page.tabId && revision > asked
      if (rows.length > 0 && !rows.some(isFence) && this.#locks.lines.holderOf(LOCK) === page.tabId)
        this.report(new LawBroken(5, `${page.tabId} has taken over without a fence`))
    }
  }

  async run(actionCount: number): Promise<void> {
    // Of a session that holds nothing yet there is nothing to fence.
    const first = this.#open()
    await this.#runFor(10_000)
    first.edit(false)
    await this.#runFor(10_000)
    this.#locks.longestTheftMs = this.random.chance(0.5) ? 5 : 60_000
    const percent = this.random.chance(0.5) ? 15 : 0
    for (let action = 0; action < actionCount; action += 1) {
      this.faults.percent = this.random.chance(0.5) ? percent : 0
      await this.#runFor(this.random.chance(0.6) ? this.random.span(400) : this.random.span(20_000))
      this.#act()
    }
    await this.#comeToRest()
  }

  get #living(): WriterApp[] {
    return this.#apps.filter(({ page }) => !page.isGone)
  }

  #open(): WriterApp {
    const { time, medium, faults } = this
    const [locks, leftMarks, random] = [this.#locks, this.#leftMarks, this.#diskRandom]
    const around = { time, medium, faults, locks, leftMarks, random, bus: this.#bus, watcher: this }
    const lifeboat = { copies: this.#copies, hasLifeboat: false, lifeboat: undefined }
    const page = new SimulatedPage({ ...around, ...lifeboat, compactFrom: undefined }, `page ${this.pages.length + 1}`)
    this.pages.push(page)
    const options = { tabs: 'single-writer', debounceMs: 500 } as const
    const app = new WriterApp(
      page,
      new AutoSaveManager<Moves>(SESSION_ID, options, this.#sabotage(page.surroundings)),
      this,
    )
    this.#apps.push(app)
    this.#say(`${page.tabId}: opens`)
    return app
  }

  #act(): void {
    const living = this.#living
    const app = living[this.random.below(living.length)]
    if (app === undefined) return void this.#open()
    const { page } = app
    const doing = this.random.weighted(DOINGS)
    this.#say(`${page.tabId}: ${doing}`)
    if (isPageEvent(doing)) return happenTo(page, doing)
    switch (doing) {
      case 'edit':
        return app.edit(this.random.chance(0.15))
      case 'saveNow':
        return app.saveNow()
      case 'takeOver':
        return app.takeOver()
      case 'second':
        return void (living.length < 4 && this.#open())
      case 'choose':
        return app.choose((['mine', 'theirs', 'both'] as const)[this.random.below(3)] ?? 'mine')
      case 'crashAtCall':
        page.crashAtCall = page.callCount + 1 + this.random.below(6)
        return
    }
  }

  async #runFor(ms: number): Promise<void> {
    const end = this.time.elapsed + ms
    for (;;) {
      await drain()
      for (const app of this.#living) app.check()
      await this.#checkStored()
      if (this.#violation !== undefined) throw thrownIntoTheApp(this.#violation)
      this.stepCount += 1
      if (this.stepCount > STEP_LIMIT) throw new LawBroken(7, `no rest in ${STEP_LIMIT} steps`)
      if (this.time.step(end) === undefined) return
    }
  }

  async #checkStored(): Promise<void> {
    if (this.medium.change === this.#checkedChange) return
    this.#checkedChange = this.medium.change
    const stored = await this.#stored()
    for (const edit of this.#acknowledged)
      if (!stored.has(edit)) throw new LawBroken(2, `${edit} was said to be stored, and is nowhere`)
  }

  /** Every edit that the session or a fork of it holds. */
  async #stored(): Promise<Set<string>> {
    const forks = this.medium.storedIds.filter((id) => id.startsWith(`${SESSION_ID}~`))
    const states = await Promise.all([SESSION_ID, ...forks].map((id) => readStored(this.medium, id)))
    return new Set(states.flatMap(({ state }) => Object.keys(Object(state))))
  }

  async #comeToRest(): Promise<void> {
    this.faults.percent = 0
    for (const { page } of this.#living) {
      page.crashAtCall = undefined
      page.connection.operations.unhang()
      if (page.isCached) page.returnFromCache()
      else if (page.isFrozen) page.thaw()
    }
    if (this.#living.length === 0) this.#open()
    await this.#settle()
    this.#checkWriters()
    for (const app of this.#living) {
      app.choose('mine')
      await this.#runFor(REST_MS)
      if (app.manager.getSnapshot().isUnsaved) app.takeOver()
      await this.#settle()
      app.choose('mine')
      await this.#settle()
    }
    this.#checkWriters()
    const stored = await this.#stored()
    for (const { page, edits } of this.#living)
      for (const edit of edits)
        if (!stored.has(edit)) throw new LawBroken(3, `${edit} of ${page.tabId} is missing in the end`)
  }

  /** People look at each tab: what a lost message kept from it, it finds. */
  async #settle(): Promise<void> {
    await this.#runFor(REST_MS)
    for (const { page } of this.#living) page.tell('shown')
    await this.#runFor(REST_MS)
  }

  #checkWriters(): void {
    const writers = this.#living.filter(({ access }) => access === 'writer').map(({ page }) => page.tabId)
    const holder = this.#locks.lines.holderOf(LOCK)
    if (writers.length === 1 && writers[0] === holder) return
    throw new LawBroken(5, `in the end ${writers.join(' and ') || 'nobody'} writes, and ${holder} has the right to`)
  }

  #say(line: string): void {
    this.#tell(`${String(Math.round(this.time.elapsed)).padStart(8)}  ${line}`)
  }
}

const DOINGS = { edit: 12, saveNow: 2, takeOver: 4, second: 2, choose: 2, crashAtCall: 0.5, ...PAGE_EVENTS }

const LOCK = `writer:${SESSION_ID}`
