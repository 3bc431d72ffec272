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
import type { StorageDiagnosis } from '../StorageDiagnosis.ts'
import { storageError, storageFailure } from '../storageError.ts'
import { ChainBook } from './ChainBook.ts'
import { HeldAppends } from './HeldAppends.ts'
import type { ChainPlace, Place } from './Place.ts'
import { PlaceList, type SecondCopy } from './PlaceList.ts'
import { ReturnTimer } from './ReturnTimer.ts'
import { Reunion } from './Reunion.ts'

type SentRows = Parameters<SegmentStorage['append']>

export interface ChainOptions {
  /** Best first. The last one is always there. */
  readonly places: readonly [ChainPlace, ...ChainPlace[]]
  readonly clock: Clock
  /** From 0 to below 1. */
  readonly random: () => number
  /** Whether another tab lives, not this one; `undefined` where nobody can know. */
  readonly isAlive: (tabId: string) => Promise<boolean | undefined>
  /** Of the best place, when it has one. */
  readonly secondCopy?: SecondCopy
}

/**
 * One storage out of several, best first: what the best one cannot take goes to the next, and comes back when it can.
 * See ARCHITECTURE.md, "When the database fails".
 *
 * @public
 */
export class FallbackChain implements SegmentStorage {
  readonly #places: PlaceList
  readonly #reunion: Reunion
  readonly #return: ReturnTimer
  readonly #held = new HeldAppends()
  readonly #lossListeners = new Set([() => this.#held.refuse()])
  readonly book: ChainBook
  /** Sessions that have to be read again, since a place was given up or came back. */
  #unread = new Set<string>()

  constructor(options: ChainOptions) {
    const { clock, random } = options
    this.#places = new PlaceList(options, () => this.#onSwitch())
    this.#return = new ReturnTimer(clock, random, () => this.#reunion.comeBack())
    this.#reunion = new Reunion(this.#places, options, {
      wasRead: (sessionId) => void this.#unread.delete(sessionId),
      hasMoved: (sessionId) => {
        this.#unread.add(sessionId)
        this.#tellLoss()
      },
      isWaiting: () => this.#return.start(),
    })
    const isUnread = (sessionId: string): boolean => this.#unread.has(sessionId)
    this.book = new ChainBook(this.#places, this.#reunion, { orNext: (attempt) => this.#orNext(attempt), isUnread })
    this.#places.subscribe(() => this.#places.isWaiting && this.#return.start())
    for (const { storage } of this.#places.all) storage.subscribeLoss(() => this.#tellLoss())
  }

  get diagnosis(): StorageDiagnosis {
    return this.#places.diagnosis
  }

  subscribeDiagnosis(listener: () => void): () => void {
    return this.#places.subscribe(listener)
  }

  async open(): Promise<void> {
    await this.#orNext(() => this.#places.firstReadable.read((storage) => storage.open()))
  }

  read(sessionId: string, range: RevisionRange = {}): Promise<SegmentRow[]> {
    return this.#orNext(async () => {
      if (!this.#isPlain(sessionId)) return await this.#readSome(sessionId, range)
      const rows = await this.#places.best.read((storage) => storage.read(sessionId, range))
      if (range.from === undefined && range.through === undefined) this.#reunion.noteRead(sessionId)
      return rows
    })
  }

  async #readSome(sessionId: string, { from = 0, through = Number.POSITIVE_INFINITY }: RevisionRange) {
    const rows: SegmentRow[] = []
    await this.#reunion.read(sessionId, (row) => void rows.push(row))
    const asked = rows.filter(({ revision }) => revision >= from && revision <= through)
    return asked.toSorted((a, b) => a.revision - b.revision || a.part - b.part)
  }

  async readEach(sessionId: string, take: RowListener): Promise<ReadSource> {
    if (!this.#isPlain(sessionId)) return await this.#reunion.read(sessionId, take)
    let isUntouched = true
    const { best } = this.#places
    try {
      const source = await best.read((storage) =>
        storage.readEach(sessionId, (row) => {
          isUntouched &&= !best.isWritable
          if (!isUntouched) take(row)
        }),
      )
      // Beside a database of newer code others may have gone on in a smaller place, as this page will.
      const isAll = best.isSound || !isUntouched
      if (isAll) this.#reunion.noteRead(sessionId)
      if (isAll) return source
    } catch (error) {
      if (best.isReadable || !isUntouched) throw error
    }
    return await this.#reunion.read(sessionId, take)
  }

  /** Issued in the calling task, unless it has to wait for rows that are on their way to a better place. */
  append(rows: readonly SegmentRow[], options: AppendOptions): Promise<Durability> {
    const { sessionId = '' } = rows[0] ?? {}
    const moving = options.isUrgent === true ? undefined : this.#reunion.underWay(sessionId)
    if (moving !== undefined) return this.#held.hold(moving, (isUrgent) => this.append(rows, { ...options, isUrgent }))
    const place = this.#places.placeOf(sessionId)
    // A last moment may go to a smaller place all the same: what is read together there is looked at segment by segment.
    const isRefused = this.#unread.has(sessionId) && (options.isUrgent !== true || place === this.#places.best)
    if (isRefused) return Promise.reject(storageFailure('STORAGE_LOST'))
    // Tidying up waits until everything is where it belongs: what it replaces in the database would be left out.
    const canWait = rows[0]?.reason === 'compaction' && place !== this.#places.best
    return canWait ? Promise.reject(storageFailure('STORAGE_UNAVAILABLE')) : this.#appendAt(place, rows, options)
  }

  hurry(): void {
    this.#held.hurry()
    for (const { storage, isReadable } of this.#places.all) if (isReadable) storage.hurry()
  }

  /** Where the session is written to: what replaces the rows is there too. */
  retire(retirement: Retirement): Promise<void> {
    if (this.#unread.has(retirement.sessionId)) return Promise.reject(storageFailure('STORAGE_LOST'))
    return this.#places.placeOf(retirement.sessionId).write((storage) => storage.retire(retirement))
  }

  subscribeLoss(listener: () => void): () => void {
    this.#lossListeners.add(listener)
    return () => this.#lossListeners.delete(listener)
  }

  listQuarantine(sessionId: string): Promise<QuarantineEntry[]> {
    return this.#orNext(async () => {
      const places = this.#places.holding(sessionId)
      return (await Promise.all(places.map((place) => place.read((one) => one.listQuarantine(sessionId))))).flat()
    })
  }

  readSession(sessionId: string): Promise<SessionRow | undefined> {
    return this.#orNext(async () => {
      for (const place of this.#places.holding(sessionId).toReversed()) {
        const row = await place.read((storage) => storage.readSession(sessionId))
        if (row !== undefined) return row
      }
      return undefined
    })
  }

  putSession(row: SessionRow, options?: Pick<AppendOptions, 'durability'>): Promise<void> {
    return this.#orNext(() => this.#places.placeOf(row.id).write((storage) => storage.putSession(row, options)))
  }

  listSessions(): Promise<SessionRow[]> {
    return this.#orNext(async () => {
      const lists = await Promise.all(this.#places.inUse.map((one) => one.read((storage) => storage.listSessions())))
      return [...new Map(lists.flat().map((row) => [row.id, row])).values()]
    })
  }

  /** Work that a page left in a smaller place when it died there is brought to where it belongs. */
  async recall(sessionId: string): Promise<boolean> {
    return this.#isPlain(sessionId) && (await this.#reunion.recall(sessionId))
  }

  /** The browser says that it has lost its databases. */
  readonly noteLoss = (message: string): void => this.#places.noteLoss(message)

  /** What a page had said last does not follow from what others did since: it is in quarantine. */
  readonly noteAside = (sessionId: string, rowCount: number): void => this.#places.setAside(sessionId, rowCount)

  /** A good moment to see whether a better place is back: the page is shown, or online again. */
  reconsider(): void {
    this.#return.hurry()
    this.#reunion.lookAgain()
  }

  close(why?: AutoSaveError): void {
    this.#places.ended ??= why
    this.#return.stop()
    this.#reunion.stop()
    for (const { storage } of this.#places.all) storage.close()
    if (why !== undefined) this.#tellLoss()
  }

  /** Everything is where it belongs. */
  #isPlain(sessionId: string): boolean {
    return this.#places.best.isSound && !this.#places.homes.has(sessionId)
  }

  /** Asks once more when what has failed was given up for it. */
  async #orNext<TResult>(attempt: () => Promise<TResult>): Promise<TResult> {
    const { firstSound } = this.#places
    try {
      return await attempt()
    } catch (error) {
      if (this.#places.firstSound === firstSound) throw error
    }
    return await attempt()
  }

  async #appendAt(place: Place, rows: readonly SegmentRow[], options: AppendOptions): Promise<Durability> {
    if (place.index > 0) this.#places.setHome(rows[0]?.sessionId ?? '', place)
    try {
      await place.write((storage) => storage.append(rows, options))
    } catch (cause) {
      return await this.#appendElsewhere(place, storageError(cause, 'write'), [rows, options])
    }
    return place.durability
  }

  /** The next place is asked at once where nothing was stored for sure, but for a compaction; else the caller reads first. */
  async #appendElsewhere(place: Place, error: AutoSaveError, [rows, options]: SentRows): Promise<Durability> {
    const next = this.#places.nextFor(place, error)
    if (next === undefined || rows[0]?.reason === 'compaction') throw error
    place.note(error)
    try {
      return await this.#appendAt(next, rows, options)
    } catch (cause) {
      const other = storageError(cause, 'write')
      throw other.code === 'POSITION_TAKEN' ? other : error
    }
  }

  #onSwitch(): void {
    this.#unread = new Set(this.#reunion.known)
    this.#tellLoss()
  }

  #tellLoss(): void {
    for (const listener of this.#lossListeners) listener()
  }
}
