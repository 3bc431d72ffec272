import type { AutoSaveError } from '../../errors/AutoSaveError.ts'
import type { Clock } from '../../schedule/Clock.ts'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { RevisionRange, RowKey, SegmentStorage } from '../SegmentStorage.ts'
import type { CopyEntry, Stock } from './CopyEntry.ts'
import { CopyQueue } from './CopyQueue.ts'
import { lifeboatError } from './lifeboatError.ts'
import type { LifeboatMedium } from './LifeboatMedium.ts'
import { readPlaces } from './readPlaces.ts'
import { RetryPause } from './RetryPause.ts'
import { StockTaking } from './StockTaking.ts'
import { takeSlice } from './takeSlice.ts'
import { TimeLimits } from './TimeLimits.ts'

export interface CopyContext {
  readonly sessionId: string
  readonly medium: LifeboatMedium
  /** The database. */
  readonly storage: SegmentStorage
  readonly clock: Clock
  /** How the copy is doing, when that is known anew. */
  tell(state: 'ready' | AutoSaveError): void
}

/** What was saved is copied this much later at most, in ms: commits of one pause in typing go in one message. */
const THROTTLE_MS = 1_000

/** Comparing with the database is nobody's hurry, in ms. */
const IDLE_TIMEOUT_MS = 5_000

/** Rows that the copy lacks are read so many at a time. */
const READ_LENGTH = 32

/**
 * Keeps the copy of one session behind the database. Each reading of the session says what the database holds, and what the
 * copy lacks or has too much of is made good in idle time; from then on each commit follows, throttled. After any failure
 * it begins with comparing.
 */
export class SessionCopy {
  readonly #context: CopyContext
  #stock: Stock | undefined
  #isAligned = false
  /** Commits that the database has not answered, in the order in which they were issued. */
  #commits: object[] = []
  readonly #queue: CopyQueue
  #work: Promise<void> | undefined
  #cancelIdle: (() => void) | undefined
  #cancelTimer: (() => void) | undefined
  readonly #limits: TimeLimits
  readonly #pause: RetryPause
  #isReadingAwaited = false
  #readingCount = 0
  #lossCount = 0
  /** What the copy held was brought back, or is set aside. */
  #isComplete = false
  #isEnded = false

  constructor(context: CopyContext) {
    this.#context = context
    this.#queue = new CopyQueue(context.sessionId, context.storage)
    this.#limits = new TimeLimits(context.clock)
    this.#pause = new RetryPause(context.clock)
  }

  /**
   * A reading of the whole session begins. Answers what is to be called with what it found, or without when it failed: what
   * was added until now is either found, or gone with the database, and then it must not be copied. Until then nothing is
   * compared with what an earlier reading found: what that one could not bring back may be coming back now.
   */
  beginReading(): (stock?: Stock) => void {
    const begunAt = this.#queue.addedCount
    this.#readingCount += 1
    return (stock) => {
      this.#readingCount -= 1
      if (stock !== undefined) this.#compare(stock, begunAt)
      else if (!this.#queue.isEmpty || this.#stock !== undefined) this.press()
    }
  }

  #compare(stock: Stock, begunAt: number): void {
    if (this.#isEnded) return
    this.#queue.dropBefore(begunAt, stock.position)
    this.#stock = stock
    this.#isComplete = stock.isComplete
    this.#isReadingAwaited = false
    // A page that is back from the cache, or a new connection: a good moment to try again.
    this.#pause.end()
    this.#cancelIdle ??= this.#context.clock.whenIdle(() => {
      this.#cancelIdle = undefined
      this.#begin()
    }, IDLE_TIMEOUT_MS)
  }

  /** The database has taken this. What comes before the session was compared goes with the comparison. */
  add(entry: CopyEntry): void {
    if (this.#isResting) return
    this.#queue.add(entry)
    if (this.#cancelIdle !== undefined || this.#work !== undefined) return
    this.#cancelTimer ??= this.#context.clock.setTimer(() => this.#begin(), THROTTLE_MS)
  }

  /** What other tabs have stored behind all that is known here goes into this tab's copy as its own does: there is to be no gap. */
  heard(range: RevisionRange | undefined, rows: SegmentRow[]): SegmentRow[] {
    const isToTheEnd = range !== undefined && range.through === undefined
    if (isToTheEnd) for (const row of this.#queue.newsIn(rows)) this.add({ type: 'row', row })
    return rows
  }

  /** The page may be about to go, or somebody asked for it: what was added is not to wait. */
  press(): void {
    if (this.#cancelIdle === undefined) this.#begin()
  }

  /** A commit is on its way. Answers what is to be called when it has ended: whether it went to the database that is there now. */
  commitBegins(): () => boolean {
    const commit = {}
    const lossCount = this.#lossCount
    this.#commits.push(commit)
    return () => {
      // Of one before it nobody has heard (the page was in the back/forward cache): there is to be no gap.
      if (this.#commits[0] !== commit) this.doubt()
      this.#commits = this.#commits.filter((other) => other !== commit)
      return lossCount === this.#lossCount
    }
  }

  /** Nobody knows what the database took: the next reading says. */
  doubt(): void {
    this.#isAligned = false
  }

  /** There may be another database: nothing is copied until the session was read there. */
  awaitReading(): void {
    this.#isAligned = false
    this.#isReadingAwaited = true
    this.#lossCount += 1
    this.#stock = undefined
    this.#queue.clear()
  }

  /** A page's last moment: all but what would have to be read first is handed over in this task. */
  flush(): void {
    if (this.#queue.isEmpty || !this.#isAligned || this.#stock !== undefined) return
    this.#write(this.#queue.takeHeld()).catch((error: unknown) => this.#fail(error))
  }

  /** Resolves when what was added has been written, or given up; at the latest after `limitMs`. */
  async settle(limitMs: number): Promise<void> {
    if (this.#work !== undefined) await this.#limits.wait(this.#work, limitMs).catch(() => undefined)
  }

  end(): void {
    this.flush()
    this.#isEnded = true
    this.#queue.clear()
    this.#stock = undefined
    this.#cancelIdle?.()
    this.#cancelTimer?.()
    this.#pause.end()
    this.#limits.end()
  }

  /** For a reading. */
  get #isWaiting(): boolean {
    return this.#isReadingAwaited || this.#readingCount > 0
  }

  /** Nothing is tried now. */
  get #isResting(): boolean {
    return this.#isEnded || this.#pause.isOn
  }

  #begin(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    if (this.#isWaiting || this.#work !== undefined || this.#isResting) return
    this.#work = this.#run()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#work = undefined
        if (!this.#queue.isEmpty || this.#stock !== undefined) this.press()
      })
  }

  async #run(): Promise<void> {
    for (;;) {
      if (this.#isEnded || this.#isWaiting) return
      // What is newer than a reading goes behind what that reading found: the copy is to have no gaps.
      if (this.#stock !== undefined || !this.#isAligned) await this.#align()
      else if (!this.#queue.isEmpty) await this.#write(await this.#queue.takeSlice())
      else break
    }
    this.#pause.succeeded()
    this.#context.tell('ready')
  }

  async #align(): Promise<void> {
    const { sessionId, medium } = this.#context
    // Nothing is handed over meanwhile, not even in a last moment.
    this.#isAligned = false
    const stock = this.#stock ?? (await this.#takeStock())
    this.#stock = undefined
    let alignment = await medium.align(sessionId, stock)
    // The database held nothing when it was read; it may since.
    if (alignment.type === 'unsure' && !this.#isEnded)
      alignment = await medium.align(sessionId, await this.#takeStock())
    if (alignment.type === 'unsure')
      throw lifeboatError('LIFEBOAT_FAILED', 'the copy holds work that could not be read.')
    for (let start = 0; start < alignment.missing.length; start += READ_LENGTH) {
      if (this.#isEnded) return
      await this.#copyAgain(alignment.missing.slice(start, start + READ_LENGTH))
    }
    this.#isAligned = !this.#isReadingAwaited
    this.#isComplete ||= this.#isAligned
  }

  /** What the database holds now. Of a range, so that it does not count as having read the session again. */
  async #takeStock(): Promise<StockTaking> {
    const stock = new StockTaking()
    stock.isComplete = this.#isComplete
    const { sessionId, storage } = this.#context
    const begunAt = this.#queue.addedCount
    for (const row of await storage.read(sessionId, { from: 0 })) stock.take(row)
    this.#queue.dropBefore(begunAt, stock.position)
    return stock
  }

  async #copyAgain(keys: readonly RowKey[]): Promise<void> {
    const { sessionId, storage } = this.#context
    const rows = await readPlaces(storage, sessionId, keys)
    const entries: CopyEntry[] = rows.map((row) => ({ type: 'row', row }))
    while (entries.length > 0 && !this.#isEnded) await this.#write(takeSlice(entries))
  }

  #write(entries: readonly CopyEntry[]): Promise<void> {
    if (entries.length === 0) return Promise.resolve()
    return this.#context.medium.write(this.#context.sessionId, entries)
  }

  #fail(cause: unknown): void {
    if (this.#isEnded) return
    const error = lifeboatError('LIFEBOAT_FAILED', cause)
    this.#isAligned = false
    this.#queue.clear()
    this.#context.tell(error)
    this.#pause.begin(error, () => this.#begin())
  }
}
