import type {
  AppendOptions,
  Durability,
  QuarantineEntry,
  Retirement,
  RevisionRange,
  SegmentRow,
  SegmentStorage,
  SessionBook,
  SessionRow,
} from '@autosave-kit/core'
import { SESSION_ID } from './Book.ts'
import { type DiskCall, diskFailure } from './Faults.ts'
import { type AskingPage, type DiskWorld, OperationQueue } from './OperationQueue.ts'

/** The page at this end of a connection. */
export interface ConnectedPage extends AskingPage {
  /** Called when the engine calls the disk, before anything is issued. */
  onCall(kind: DiskCall, rows: readonly SegmentRow[]): void
}

/** One page's way to the disk, as the engine sees it: the storage contract, kept by a disk that fails as its seed says. */
export class DiskConnection implements SegmentStorage {
  readonly #lossListeners = new Set<() => void>()
  readonly operations: OperationQueue
  readonly #world: DiskWorld
  readonly #page: ConnectedPage
  #readSinceLoss: Set<string> | undefined
  readonly book: SessionBook = {
    erase: (rows, notes) => {
      this.#page.onCall('append', rows)
      if (!rows.every(({ sessionId }) => this.#isKnown(sessionId))) return Promise.reject(diskFailure('STORAGE_LOST'))
      const kind = rows[0]?.sessionId === SESSION_ID ? 'append' : 'compaction'
      return this.operations.submit(kind, () => this.#world.medium.erase(rows, notes))
    },
    notes: () => {
      this.#page.onCall('lookup', [])
      return this.operations.submit('lookup', () => this.#world.medium.notes)
    },
    change: (change) => {
      this.#page.onCall('card', [])
      return this.operations.submit('card', () => this.#world.medium.changeNotes(change))
    },
  }

  constructor(world: DiskWorld, page: ConnectedPage) {
    this.#world = world
    this.#page = page
    this.operations = new OperationQueue(world, page, () => this.#onLoss())
  }

  /** Whether what is under way, or would be issued now, is not going to end well. */
  get isFailing(): boolean {
    return this.operations.isFailing
  }

  open(): Promise<void> {
    this.#page.onCall('open', [])
    return this.operations.isOpen ? Promise.resolve() : this.operations.submit('open', () => undefined)
  }

  async read(sessionId: string, range?: RevisionRange): Promise<SegmentRow[]> {
    this.#page.onCall('read', [])
    const { from = 0, through = Number.POSITIVE_INFINITY } = range ?? {}
    const readSinceLoss = this.#readSinceLoss
    const rows = await this.operations.submit(sessionId === SESSION_ID ? 'read' : 'lookup', () =>
      this.#world.medium.rows(sessionId).filter(({ revision }) => revision >= from && revision <= through),
    )
    // Known is what the page has been told, and told of this connection.
    if (range === undefined && readSinceLoss === this.#readSinceLoss) readSinceLoss?.add(sessionId)
    return rows
  }

  async readEach(sessionId: string, take: (row: SegmentRow) => void): Promise<Durability> {
    for (const row of await this.read(sessionId)) take(row)
    return 'disk'
  }

  async append(rows: readonly SegmentRow[], options: AppendOptions): Promise<Durability> {
    const { isUrgent = false, notes = [], durability } = options
    this.#page.onCall('append', rows)
    if (!rows.every(({ sessionId }) => this.#isKnown(sessionId))) throw diskFailure('STORAGE_LOST')
    if (isUrgent) this.operations.giveUpBatches()
    // What is not a change of the book is no affair of the oracle's.
    const isChange = rows[0]?.reason !== 'compaction' && rows[0]?.sessionId === SESSION_ID
    const kind = isChange ? 'append' : 'compaction'
    const add = (): void => {
      this.#world.medium.add(rows, isUrgent)
      this.#world.medium.changeNotes({ put: notes })
      this.#committed(durability)
    }
    await this.operations.submit(kind, add, !isUrgent)
    return 'disk'
  }

  hurry(): void {
    this.#page.onCall('hurry', [])
    this.operations.hurry()
  }

  retire(retirement: Retirement): Promise<void> {
    this.#page.onCall('retire', [])
    if (!this.#isKnown(retirement.sessionId)) return Promise.reject(diskFailure('STORAGE_LOST'))
    return this.operations.submit('retire', () => {
      this.#world.medium.retire(retirement)
      // What takes the place of these rows, and what was before, is on the medium first: `retireRows` waits for it.
      this.#committed('strict')
    })
  }

  listQuarantine(sessionId: string): Promise<QuarantineEntry[]> {
    this.#page.onCall('lookup', [])
    return this.operations.submit('lookup', () => this.#world.medium.quarantined(sessionId))
  }

  readSession(sessionId: string): Promise<SessionRow | undefined> {
    this.#page.onCall('lookup', [])
    return this.operations.submit('lookup', () => this.#world.medium.session(sessionId))
  }

  putSession(row: SessionRow, options?: Pick<AppendOptions, 'durability'>): Promise<void> {
    this.#page.onCall('card', [])
    return this.operations.submit('card', () => {
      this.#world.medium.putSession(row)
      this.#committed(options?.durability ?? 'relaxed')
    })
  }

  listSessions(): Promise<SessionRow[]> {
    this.#page.onCall('lookup', [])
    return this.operations.submit('lookup', () => this.#world.medium.sessions)
  }

  subscribeLoss(listener: () => void): () => void {
    this.#lossListeners.add(listener)
    return () => this.#lossListeners.delete(listener)
  }

  close(): void {}

  /** Given up by whoever waited too long: some of what was under way may have landed. */
  abandon(): void {
    this.operations.lose()
  }

  get isBlocked(): boolean {
    return this.#world.faults.outage === 'blocked'
  }

  #committed(durability: AppendOptions['durability']): void {
    this.#world.journal?.committed(durability === 'strict')
  }

  #onLoss(): void {
    this.#readSinceLoss = new Set()
    this.#page.task(() => {
      for (const listener of this.#lossListeners) listener()
    })
  }

  /** Since a connection was lost: whether the session was read on the new one. */
  #isKnown(sessionId: string): boolean {
    return this.#readSinceLoss?.has(sessionId) ?? true
  }
}
