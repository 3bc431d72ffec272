import { rowByteLength, type SegmentRow } from '../../records/SegmentRow.ts'
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
import { Watchdog } from './Watchdog.ts'

/** A storage whose connection can be given up. @public */
export interface AbandonableStorage extends SegmentStorage {
  /** Lets go of the connection, or of what is being opened; the next call opens a new one. */
  abandon(): void
  /** Another tab keeps the database from being opened. */
  readonly isBlocked: boolean
}

/**
 * An idle open takes under 1 ms, at load 30 some 100 (DURABILITY.md E3), a phone that has just been switched on perhaps a
 * second. One that never ends (Safari, PLATFORM.md 2.6; an upgrade that another tab blocks) keeps a session from being
 * shown: three attempts of this length are what a person waits at most.
 */
const OPEN_MS = 3_000

/** Without a row, or any answer, in between. A row takes milliseconds, at load 30 some 100. */
const READ_MS = 10_000

/**
 * A small commit takes 2 ms, at load 30 up to 500 when it is strict; it may have to wait for another tab's transaction,
 * which a frozen tab was seen to hold for 25 s (PLATFORM.md 1.6): waiting that out helps nobody.
 */
const WRITE_MS = 10_000

/** A first save of 20 MB takes 0.1 s, at load 30 up to 1.4 s; a phone ten times slower still writes twice as much as this. */
const WRITE_BYTES_PER_MS = 1_000

/**
 * A storage that always answers: what takes too long rejects with `STORAGE_TIMEOUT`, and its connection is given up.
 *
 * @public
 */
export class WatchedStorage implements SegmentStorage {
  readonly #storage: AbandonableStorage
  readonly #watchdog: Watchdog
  readonly book: SessionBook = {
    erase: (rows, notes) => this.#writing(this.#storage.book.erase(rows, notes), 0),
    notes: () => this.#reading(() => this.#storage.book.notes()),
    change: (change) => this.#writing(this.#storage.book.change(change), 0),
  }

  constructor(storage: AbandonableStorage, clock: Clock) {
    this.#storage = storage
    this.#watchdog = new Watchdog(clock, () => storage.abandon())
  }

  open(): Promise<void> {
    const storage = this.#storage
    const code = () => (storage.isBlocked ? 'DATABASE_BLOCKED' : 'STORAGE_TIMEOUT')
    return this.#watchdog.watch(storage.open(), { allowanceMs: OPEN_MS, code })
  }

  read(sessionId: string, range?: RevisionRange): Promise<SegmentRow[]> {
    return this.#reading(() => this.#storage.read(sessionId, range))
  }

  readEach(sessionId: string, take: RowListener): Promise<ReadSource> {
    const watchdog = this.#watchdog
    return this.#reading(() =>
      this.#storage.readEach(sessionId, (row) => {
        watchdog.progress()
        take(row)
      }),
    )
  }

  /** Issued before anything else is done: it may be a page's last moment. */
  append(rows: readonly SegmentRow[], options: AppendOptions): Promise<Durability> {
    const length = rows.reduce((sum, row) => sum + rowByteLength(row), 0)
    return this.#writing(this.#storage.append(rows, options), length)
  }

  hurry(): void {
    this.#storage.hurry()
  }

  retire(retirement: Retirement): Promise<void> {
    const length = retirement.quarantine.reduce((sum, { row }) => sum + rowByteLength(row), 0)
    return this.#writing(this.#storage.retire(retirement), length)
  }

  subscribeLoss(listener: () => void): () => void {
    return this.#storage.subscribeLoss(listener)
  }

  listQuarantine(sessionId: string): Promise<QuarantineEntry[]> {
    return this.#reading(() => this.#storage.listQuarantine(sessionId))
  }

  readSession(sessionId: string): Promise<SessionRow | undefined> {
    return this.#reading(() => this.#storage.readSession(sessionId))
  }

  putSession(row: SessionRow, options?: Pick<AppendOptions, 'durability'>): Promise<void> {
    return this.#writing(this.#storage.putSession(row, options), 0)
  }

  listSessions(): Promise<SessionRow[]> {
    return this.#reading(() => this.#storage.listSessions())
  }

  close(): void {
    this.#watchdog.dispose()
    this.#storage.close()
  }

  async #reading<TResult>(read: () => Promise<TResult>): Promise<TResult> {
    await this.open()
    return await this.#watchdog.watch(read(), { allowanceMs: READ_MS })
  }

  #writing<TResult>(write: Promise<TResult>, length: number): Promise<TResult> {
    return this.#watchdog.watch(write, { allowanceMs: WRITE_MS + length / WRITE_BYTES_PER_MS })
  }
}
