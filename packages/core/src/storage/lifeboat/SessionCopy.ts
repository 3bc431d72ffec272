import type { AutoSaveError } from '../../errors/AutoSaveError.ts'
import { rowByteLength } from '../../records/SegmentRow.ts'
import type { Clock } from '../../schedule/Clock.ts'
import type { RowKey, SegmentStorage } from '../SegmentStorage.ts'
import type { CopyEntry, Stock } from './CopyEntry.ts'
import { lifeboatError } from './lifeboatError.ts'
import type { LifeboatMedium } from './LifeboatMedium.ts'
import { StockTaking } from './StockTaking.ts'

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

/** Bytes handed over in one task: handing a megabyte to a worker keeps the page for about 1 ms. */
const SLICE_LENGTH = 524_288

/** Revisions that the copy lacks are read so many at a time. */
const READ_LENGTH = 32

const FIRST_RETRY_MS = 30_000
const LONGEST_RETRY_MS = 600_000

/**
 * Keeps the copy of one session behind the database. Each reading of the session says what the database holds, and what the
 * copy lacks or has too much of is made good in idle time; from then on each commit follows, throttled. After any failure
 * it begins with comparing.
 */
export class SessionCopy {
  readonly #context: CopyContext
  #stock: Stock | undefined
  #isAligned = false
  #queue: CopyEntry[] = []
  #work: Promise<void> | undefined
  #cancelIdle: (() => void) | undefined
  #cancelTimer: (() => void) | undefined
  /** While it is set, nothing is tried. */
  #cancelRetry: (() => void) | undefined
  #retryMs = FIRST_RETRY_MS
  #isEnded = false

  constructor(context: CopyContext) {
    this.#context = context
  }

  /** The session was read, whole. */
  compare(stock: Stock): void {
    if (this.#isEnded) return
    this.#stock = stock
    this.#cancelIdle ??= this.#context.clock.whenIdle(() => {
      this.#cancelIdle = undefined
      this.#begin()
    }, IDLE_TIMEOUT_MS)
  }

  /** The database has taken this. What comes before the session was compared goes with the comparison. */
  add(entry: CopyEntry): void {
    if (this.#isEnded || this.#cancelRetry !== undefined) return
    this.#queue.push(entry)
    if (this.#cancelIdle !== undefined || this.#work !== undefined) return
    this.#cancelTimer ??= this.#context.clock.setTimer(() => this.#begin(), THROTTLE_MS)
  }

  /** The page may be about to go, or somebody asked for it: what was added is not to wait. */
  press(): void {
    if (this.#cancelIdle === undefined) this.#begin()
  }

  /** Nobody knows what the database took: the next reading says. */
  doubt(): void {
    this.#isAligned = false
  }

  /** A page's last moment: everything is handed over in this task. */
  flush(): void {
    if (this.#queue.length === 0 || !this.#isAligned || this.#stock !== undefined) return
    this.#write(this.#queue.splice(0)).catch((error: unknown) => this.#fail(error))
  }

  /** Resolves when what was added has been written, or given up; at the latest after `limitMs`. */
  async settle(limitMs: number): Promise<void> {
    if (this.#work === undefined) return
    const work = this.#work
    await new Promise<void>((resolve) => {
      const cancel = this.#context.clock.setTimer(resolve, limitMs)
      void work.then(() => {
        cancel()
        resolve()
      })
    })
  }

  end(): void {
    this.flush()
    this.#isEnded = true
    this.#queue = []
    this.#stock = undefined
    this.#cancelIdle?.()
    this.#cancelTimer?.()
    this.#cancelRetry?.()
  }

  #begin(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    if (this.#work !== undefined || this.#isEnded || this.#cancelRetry !== undefined) return
    this.#work = this.#run()
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#work = undefined
        if (this.#queue.length > 0) this.press()
      })
  }

  async #run(): Promise<void> {
    for (;;) {
      if (this.#isEnded) return
      if (this.#queue.length > 0 && this.#isAligned) await this.#write(sliceOf(this.#queue))
      else if (this.#stock !== undefined || !this.#isAligned) await this.#align()
      else break
    }
    this.#retryMs = FIRST_RETRY_MS
    this.#context.tell('ready')
  }

  async #align(): Promise<void> {
    const { sessionId, medium } = this.#context
    const stock = this.#stock ?? (await this.#takeStock())
    this.#stock = undefined
    let alignment = await medium.align(sessionId, stock)
    // The database held nothing when it was read; it may since.
    if (alignment.type === 'unsure') alignment = await medium.align(sessionId, await this.#takeStock())
    if (alignment.type === 'unsure')
      throw lifeboatError('LIFEBOAT_FAILED', 'the copy holds work that could not be read.')
    for (let start = 0; start < alignment.missing.length; start += READ_LENGTH) {
      await this.#copyAgain(alignment.missing.slice(start, start + READ_LENGTH))
    }
    this.#isAligned = true
  }

  /** What the database holds now. Of a range, so that it does not count as having read the session again. */
  async #takeStock(): Promise<StockTaking> {
    const stock = new StockTaking()
    const { sessionId, storage } = this.#context
    for (const row of await storage.read(sessionId, { from: 0 })) stock.take(row)
    return stock
  }

  async #copyAgain(keys: readonly RowKey[]): Promise<void> {
    const { sessionId, storage } = this.#context
    const [first, last] = [keys[0]?.revision ?? 0, keys.at(-1)?.revision ?? 0]
    const names = new Set(keys.map(({ revision, part }) => `${revision}/${part}`))
    const rows = await storage.read(sessionId, { from: first, through: last })
    const entries: CopyEntry[] = rows
      .filter(({ revision, part }) => names.has(`${revision}/${part}`))
      .map((row) => ({ type: 'row', row }))
    while (entries.length > 0) await this.#write(sliceOf(entries))
  }

  #write(entries: readonly CopyEntry[]): Promise<void> {
    return this.#context.medium.write(this.#context.sessionId, entries)
  }

  #fail(cause: unknown): void {
    if (this.#isEnded) return
    const error = lifeboatError('LIFEBOAT_FAILED', cause)
    this.#isAligned = false
    this.#queue = []
    this.#context.tell(error)
    this.#cancelRetry?.()
    const again = (): void => {
      this.#cancelRetry = undefined
      this.#begin()
    }
    // Where there is none to be had, that is so for as long as the page is open.
    const isOver = error.code === 'LIFEBOAT_UNAVAILABLE'
    this.#cancelRetry = isOver ? () => undefined : this.#context.clock.setTimer(again, this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS)
  }
}

/** Takes off the front what goes in one message. */
function sliceOf(entries: CopyEntry[]): CopyEntry[] {
  let length = 0
  const end = entries.findIndex((entry) => {
    length += entry.type === 'row' ? rowByteLength(entry.row) : 0
    return length > SLICE_LENGTH
  })
  return entries.splice(0, end < 0 ? entries.length : Math.max(end, 1))
}
