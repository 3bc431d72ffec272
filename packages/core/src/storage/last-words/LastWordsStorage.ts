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
import type { LastWord, LastWords } from './LastWords.ts'
import { LastWordsReturn, type ReturnListener } from './LastWordsReturn.ts'

export interface LastWordsContext extends ReturnListener {
  readonly words: LastWords
  readonly clock: Clock
  /** Whether another tab lives; `undefined` where nobody can know. */
  readonly isAlive: (tabId: string) => Promise<boolean | undefined>
}

/** Bytes of rows that are kept a second time: what is larger would take long, and there is room for five million letters in all. */
const LONGEST = 65_536

/** What pages have left behind of sessions that nobody opens is looked at when this one has nothing better to do, in ms. */
const LOOK_AFTER_MS = 5_000

/**
 * A database whose page's last moments are kept a second time, in a store that answers within the call: WebKit gives up
 * every IndexedDB write that has not ended when a page goes, and keeps what was put into localStorage. It says nothing of
 * whether a commit is stored: whoever reads the session next puts it where it belongs, by the ordinary
 * compare-and-set, and a commit that the database has answered is let go of at once.
 *
 * @public
 */
export class LastWordsStorage implements SegmentStorage {
  readonly #inner: SegmentStorage
  readonly #words: LastWords
  readonly #clock: Clock
  readonly #return: LastWordsReturn
  /** The newest commit of each session that the database has not answered. */
  readonly #unanswered = new Map<string, readonly SegmentRow[]>()
  /** What this page keeps. */
  readonly #kept = new Map<string, LastWord>()
  readonly #read = new Set<string>()
  #cancelLook: (() => void) | undefined
  #isClosed = false

  constructor(inner: SegmentStorage, context: LastWordsContext) {
    this.#inner = inner
    this.#words = context.words
    this.#clock = context.clock
    const isOwn = ({ sessionId, writer }: LastWord): boolean => this.#kept.get(sessionId)?.writer === writer
    this.#return = new LastWordsReturn(inner, { ...context, isOwn })
  }

  get book(): SessionBook {
    const { book } = this.#inner
    return {
      // What somebody deleted does not come back from here.
      erase: async (rows, notes) => {
        await book.erase(rows, notes)
        for (const { sessionId } of rows.slice(0, 1))
          for (const word of this.#words.read(sessionId)) this.#words.drop(word)
      },
      notes: () => book.notes(),
      change: (change) => book.change(change),
    }
  }

  open(): Promise<void> {
    return this.#inner.open()
  }

  async read(sessionId: string, range?: RevisionRange): Promise<SegmentRow[]> {
    const words = this.#words.read(sessionId)
    if (words.length === 0) return this.#inner.read(sessionId, range)
    const { from = 0, through = Number.POSITIVE_INFINITY } = range ?? {}
    const rows: SegmentRow[] = []
    const take = (row: SegmentRow): void => {
      if (row.revision >= from && row.revision <= through) rows.push(row)
    }
    // A range does not count as having read the session again.
    const all = range === undefined ? undefined : { from: 0 }
    const read = async (each: RowListener): Promise<void> => {
      for (const row of await this.#inner.read(sessionId, all)) each(row)
    }
    await this.#return.behind({ words, read, take })
    return rows.toSorted((a, b) => a.revision - b.revision || a.part - b.part)
  }

  readEach(sessionId: string, take: RowListener): Promise<ReadSource> {
    if (this.#read.size === 0) this.#lookLater()
    this.#read.add(sessionId)
    const words = this.#words.read(sessionId)
    if (words.length === 0) return this.#inner.readEach(sessionId, take)
    return this.#return.behind({ words, read: (each) => this.#inner.readEach(sessionId, each), take })
  }

  append(rows: readonly SegmentRow[], options: AppendOptions): Promise<Durability> {
    const stored = this.#inner.append(rows, options)
    const [first] = rows
    // A compaction changes nothing: it can be made again.
    if (first === undefined || first.reason === 'compaction') return stored
    this.#unanswered.set(first.sessionId, rows)
    if (options.isUrgent === true) this.#keep(rows)
    stored.then(
      () => this.#onAnswer(first, rows, true),
      () => this.#onAnswer(first, rows, false),
    )
    return stored
  }

  hurry(): void {
    for (const rows of this.#unanswered.values()) this.#keep(rows)
    this.#inner.hurry()
  }

  retire(retirement: Retirement): Promise<void> {
    return this.#inner.retire(retirement)
  }

  subscribeLoss(listener: () => void): () => void {
    return this.#inner.subscribeLoss(listener)
  }

  listQuarantine(sessionId: string): Promise<QuarantineEntry[]> {
    return this.#inner.listQuarantine(sessionId)
  }

  readSession(sessionId: string): Promise<SessionRow | undefined> {
    return this.#inner.readSession(sessionId)
  }

  putSession(row: SessionRow, options?: Pick<AppendOptions, 'durability'>): Promise<void> {
    return this.#inner.putSession(row, options)
  }

  listSessions(): Promise<SessionRow[]> {
    return this.#inner.listSessions()
  }

  close(): void {
    this.#isClosed = true
    this.#cancelLook?.()
    this.#inner.close()
  }

  #keep(rows: readonly SegmentRow[]): void {
    const [first] = rows
    if (first === undefined || this.#kept.get(first.sessionId)?.rows === rows) return
    if (rows.reduce((sum, row) => sum + rowByteLength(row), 0) > LONGEST) return
    const { sessionId, writer } = first
    if (this.#words.keep(rows)) this.#kept.set(sessionId, { sessionId, writer, rows, isPassedOver: false })
  }

  /** A commit that failed may have landed, and what is kept of it is all there is if the page goes now. */
  #onAnswer({ sessionId, revision }: SegmentRow, rows: readonly SegmentRow[], isStored: boolean): void {
    if (this.#unanswered.get(sessionId) === rows) this.#unanswered.delete(sessionId)
    const kept = this.#kept.get(sessionId)
    // A later commit holds what one before it, that was not heard of, was to bring.
    if (!isStored || kept === undefined || (kept.rows[0]?.revision ?? 0) > revision) return
    this.#kept.delete(sessionId)
    this.#words.drop(kept)
  }

  #lookLater(): void {
    this.#cancelLook ??= this.#clock.whenIdle(() => void this.#look(), LOOK_AFTER_MS)
  }

  async #look(): Promise<void> {
    for (const sessionId of this.#words.sessions()) {
      if (this.#isClosed) return
      if (!this.#read.has(sessionId)) await this.read(sessionId, { from: 0 }).catch(() => undefined)
    }
  }
}
