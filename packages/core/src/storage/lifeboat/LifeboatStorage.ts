import type { AutoSaveError } from '../../errors/AutoSaveError.ts'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { Clock } from '../../schedule/Clock.ts'
import type { Durability, ReadSource } from '../Durability.ts'
import type {
  AppendOptions,
  QuarantineEntry,
  Retirement,
  RevisionRange,
  RowListener,
  SegmentStorage,
  SessionRow,
} from '../SegmentStorage.ts'
import type { SessionBook } from '../SessionBook.ts'
import { storageFailure } from '../storageError.ts'
import { bookWithCopy } from './bookWithCopy.ts'
import type { LifeboatDiagnosis } from './LifeboatDiagnosis.ts'
import { lifeboatError } from './lifeboatError.ts'
import type { LifeboatMedium } from './LifeboatMedium.ts'
import { Rescue } from './Rescue.ts'
import { SessionCopy } from './SessionCopy.ts'
import { StockTaking } from './StockTaking.ts'

/** Longest that letting rows go waits for the copy to let them go first, in ms: commits wait meanwhile. */
const RETIRE_MS = 250

/** Other sessions of a database that was lost are brought back when the page has nothing better to do, in ms. */
const RESCUE_TIMEOUT_MS = 2_000

/**
 * A database with a second copy in another medium: what was committed follows there a second later, and what the database has
 * lost is brought back from there when a session is read, before anything new is written.
 *
 * @public
 */
export class LifeboatStorage implements SegmentStorage {
  readonly #inner: SegmentStorage
  readonly #medium: LifeboatMedium
  readonly #clock: Clock
  readonly #rescue: Rescue
  readonly #listeners = new Set<() => void>()
  readonly #lossListeners = new Set<() => void>()
  readonly #reading = new Map<string, Promise<unknown>>()
  readonly book: SessionBook
  #copies = new Map<string, SessionCopy>()
  #diagnosis: LifeboatDiagnosis = { lifeboat: 'waiting', loss: undefined }
  #unsubscribe: (() => void) | undefined
  #cancelRescue: (() => void) | undefined

  constructor(inner: SegmentStorage, medium: LifeboatMedium, clock: Clock) {
    this.#inner = inner
    this.#medium = medium
    this.#clock = clock
    this.book = bookWithCopy(inner, (id) => (this.#rescue.isUnderWay(id) ? undefined : this.#copyOf(id)), RETIRE_MS)
    this.#rescue = new Rescue({ storage: inner, medium, clock, tell: (error) => this.#tell({ lifeboat: error }) })
  }

  get lifeboat(): LifeboatDiagnosis {
    return this.#diagnosis
  }

  /** Calls `listener` when `lifeboat` was replaced. Returns its end. */
  subscribeLifeboat(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  open(): Promise<void> {
    this.#listen()
    return this.#inner.open()
  }

  read(sessionId: string, range?: RevisionRange): Promise<SegmentRow[]> {
    return this.#inner.read(sessionId, range).then((rows) => this.#copies.get(sessionId)?.heard(range, rows) ?? rows)
  }

  readEach(sessionId: string, take: RowListener): Promise<ReadSource> {
    const reading = this.#readEach(sessionId, take)
    this.#reading.set(sessionId, reading)
    const end = (): unknown => this.#reading.get(sessionId) === reading && this.#reading.delete(sessionId)
    reading.then(end, end)
    return reading
  }

  append(rows: readonly SegmentRow[], options: AppendOptions): Promise<Durability> {
    const [first] = rows
    if (first === undefined) return this.#inner.append(rows, options)
    // As after a lost connection: what is written now would stand on what is not there.
    if (this.#rescue.isUnderWay(first.sessionId)) return Promise.reject(storageFailure('STORAGE_LOST'))
    const stored = this.#inner.append(rows, options)
    const copy = this.#copyOf(first.sessionId)
    const commitEnds = copy.commitBegins()
    stored.then(
      () => {
        if (!commitEnds()) return
        for (const row of rows) copy.add({ type: 'row', row })
        if (options.isUrgent === true || options.durability === 'strict') copy.press()
      },
      () => {
        commitEnds()
        copy.doubt()
      },
    )
    return stored
  }

  hurry(): void {
    this.#inner.hurry()
    for (const copy of this.#copies.values()) copy.flush()
  }

  /** The copy lets go first: rows that somebody deleted must not come back from there. What takes their place is there already. */
  async retire(retirement: Retirement): Promise<void> {
    const { sessionId, keys, mode } = retirement
    if (this.#rescue.isUnderWay(sessionId)) throw storageFailure('STORAGE_LOST')
    const copy = this.#copyOf(sessionId)
    copy.add({ type: 'retire', keys, mode })
    copy.press()
    await copy.settle(RETIRE_MS)
    await this.#inner.retire(retirement)
  }

  listQuarantine(sessionId: string): Promise<QuarantineEntry[]> {
    return this.#inner.listQuarantine(sessionId)
  }

  async readSession(sessionId: string): Promise<SessionRow | undefined> {
    const row = await this.#inner.readSession(sessionId)
    const reading = this.#reading.get(sessionId)
    if (row !== undefined || reading === undefined) return row
    // It may be just being brought back.
    await reading.catch(() => undefined)
    return this.#inner.readSession(sessionId)
  }

  putSession(row: SessionRow, options?: Pick<AppendOptions, 'durability'>): Promise<void> {
    const stored = this.#inner.putSession(row, options)
    const copy = this.#copyOf(row.id)
    stored.then(
      () => copy.add({ type: 'card', card: row }),
      () => undefined,
    )
    return stored
  }

  /** A database without a single session may have lost them all. */
  async listSessions(): Promise<SessionRow[]> {
    const rows = await this.#inner.listSessions()
    if (rows.length > 0) return rows
    await this.#rescueOthers()
    return this.#inner.listSessions()
  }

  subscribeLoss(listener: () => void): () => void {
    this.#listen()
    this.#lossListeners.add(listener)
    return () => this.#lossListeners.delete(listener)
  }

  close(): void {
    for (const copy of this.#copies.values()) copy.end()
    // What is answered from now on finds its copy ended.
    this.#copies = new Map()
    this.#rescue.end()
    this.#cancelRescue?.()
    this.#cancelRescue = undefined
    this.#unsubscribe?.()
    this.#unsubscribe = undefined
    this.#medium.close()
    this.#inner.close()
  }

  async #readEach(sessionId: string, take: RowListener): Promise<ReadSource> {
    this.#listen()
    const copy = this.#copyOf(sessionId)
    const readingEnds = copy.beginReading()
    try {
      const stock = new StockTaking()
      const source = await this.#readWhole(sessionId, { stock, take })
      readingEnds(stock)
      return source
    } catch (cause) {
      // What could not be brought back is needed again: nothing is to be compared before it is there.
      if (this.#rescue.isUnderWay(sessionId)) copy.awaitReading()
      readingEnds()
      throw cause
    }
  }

  async #readWhole(sessionId: string, { stock, take }: { stock: StockTaking; take: RowListener }): Promise<ReadSource> {
    const takeStock: RowListener = (row) => {
      stock.take(row)
      take(row)
    }
    const asked = this.#rescue.ask(sessionId)
    const source = await this.#inner.readEach(sessionId, takeStock)
    const isEmpty = stock.position === 0
    const loss = await this.#rescue.bringBack(sessionId, { asked, stock, take: takeStock })
    if (loss === undefined) return source
    this.#tell({ loss })
    if (isEmpty) this.#rescueLater()
    return 'lifeboat'
  }

  /** Behind the next connection there may be another database: whoever reads it again has to ask the copy again. */
  #listen(): void {
    this.#unsubscribe ??= this.#inner.subscribeLoss(() => {
      this.#rescue.askAgain()
      for (const copy of this.#copies.values()) copy.awaitReading()
      for (const listener of this.#lossListeners) listener()
    })
  }

  /** Sessions that nobody has open in this page are lost with the one that was read, and are to be in the list of sessions. */
  #rescueLater(): void {
    this.#cancelRescue ??= this.#clock.whenIdle(() => {
      this.#cancelRescue = undefined
      void this.#rescueOthers()
    }, RESCUE_TIMEOUT_MS)
  }

  async #rescueOthers(): Promise<void> {
    const copies = this.#copies
    try {
      for (const id of await this.#medium.sessions()) {
        if (copies !== this.#copies) return
        if (!copies.has(id)) await this.readEach(id, () => undefined)
      }
    } catch (cause) {
      this.#tell({ lifeboat: lifeboatError('LIFEBOAT_FAILED', cause) })
    }
  }

  #copyOf(sessionId: string): SessionCopy {
    let copy = this.#copies.get(sessionId)
    if (copy !== undefined) return copy
    const tell = (lifeboat: 'ready' | AutoSaveError): void => this.#tell({ lifeboat })
    copy = new SessionCopy({ sessionId, medium: this.#medium, storage: this.#inner, clock: this.#clock, tell })
    this.#copies.set(sessionId, copy)
    return copy
  }

  #tell(change: Partial<LifeboatDiagnosis>): void {
    const diagnosis = { ...this.#diagnosis, ...change }
    const { lifeboat, loss } = this.#diagnosis
    if (diagnosis.lifeboat === lifeboat && diagnosis.loss === loss) return
    this.#diagnosis = diagnosis
    for (const listener of this.#listeners) listener()
  }
}
