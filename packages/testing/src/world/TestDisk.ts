import {
  type AppendOptions,
  type Durability,
  AutoSaveError,
  type NoteChange,
  type QuarantineEntry,
  type Retirement,
  type RevisionRange,
  type SegmentRow,
  type SegmentStorage,
  type SessionBook,
  type SessionNote,
  type SessionRow,
} from '@autosave-kit/core'

/** How a write or a read may end when a test says so. @public */
export type DiskFault = 'QUOTA_EXCEEDED' | 'WRITE_FAILED' | 'READ_FAILED' | 'DATABASE_NEWER'

/** A disk in memory. What was appended stays whatever happens to the managers; a test decides when writes end, and how. @public */
export class TestDisk implements SegmentStorage {
  readonly #lossListeners = new Set<() => void>()
  readonly rows = new Map<string, SegmentRow>()
  readonly sessions = new Map<string, SessionRow>()
  quarantine: QuarantineEntry[] = []
  readonly notes = new Map<string, SessionNote>()
  /** Session rows that were written, and how sure the writer wanted to be. */
  readonly puts: { readonly row: SessionRow; readonly options: Pick<AppendOptions, 'durability'> | undefined }[] = []
  readonly appends: { readonly rows: readonly SegmentRow[]; readonly options: AppendOptions }[] = []
  /** While set, every write (or read, for `READ_FAILED`) ends in it. */
  fault: DiskFault | undefined
  /** While set, writes are issued and do not end until it is called off with `endWrites`. */
  isHolding = false
  #held: (() => void)[] = []
  readonly book: SessionBook = {
    erase: (rows, notes) => this.#erase(rows, notes),
    notes: () => Promise.resolve([...this.notes.values()]),
    change: (change) => Promise.resolve(this.#change(change)),
  }

  open(): Promise<void> {
    return Promise.resolve()
  }

  async read(sessionId: string, { from = 0, through = Infinity }: RevisionRange = {}): Promise<SegmentRow[]> {
    if (this.fault === 'READ_FAILED') throw failure('READ_FAILED')
    return [...this.rows.values()]
      .filter((row) => row.sessionId === sessionId && row.revision >= from && row.revision <= through)
      .toSorted((a, b) => a.revision - b.revision || a.part - b.part)
  }

  async readEach(sessionId: string, take: (row: SegmentRow) => void): Promise<Durability> {
    for (const row of await this.read(sessionId)) take(row)
    return 'disk'
  }

  append(rows: readonly SegmentRow[], options: AppendOptions): Promise<Durability> {
    this.appends.push({ rows, options })
    if (!this.isHolding) return this.#write(rows, options.notes)
    return new Promise((resolve, reject) => {
      this.#held.push(() => void this.#write(rows, options.notes).then(resolve, reject))
    })
  }

  /** Ends the writes that were issued, oldest first, as a disk does. */
  endWrites(): void {
    this.isHolding = false
    const held = this.#held
    this.#held = []
    for (const end of held) end()
  }

  hurry(): void {}

  async retire({ sessionId, keys, mode, quarantine }: Retirement): Promise<void> {
    if (this.fault !== undefined && this.fault !== 'READ_FAILED') throw failure(this.fault)
    this.quarantine.push(...quarantine)
    for (const { revision, part } of keys) {
      const key = keyOf({ sessionId, revision, part })
      const row = this.rows.get(key)
      if (row === undefined) continue
      if (mode === 'remove') this.rows.delete(key)
      else this.rows.set(key, emptied(row))
    }
  }

  listQuarantine(sessionId: string): Promise<QuarantineEntry[]> {
    return Promise.resolve(this.quarantine.filter((entry) => entry.sessionId === sessionId))
  }

  readSession(sessionId: string): Promise<SessionRow | undefined> {
    return Promise.resolve(this.sessions.get(sessionId))
  }

  putSession(row: SessionRow, options?: Pick<AppendOptions, 'durability'>): Promise<void> {
    this.puts.push({ row, options })
    this.sessions.set(row.id, row)
    return Promise.resolve()
  }

  listSessions(): Promise<SessionRow[]> {
    return Promise.resolve([...this.sessions.values()])
  }

  subscribeLoss(listener: () => void): () => void {
    this.#lossListeners.add(listener)
    return () => this.#lossListeners.delete(listener)
  }

  /** What the connection's owner is told; what was stored stays. */
  loseConnection(): void {
    for (const listener of this.#lossListeners) listener()
  }

  close(): void {}

  async #write(rows: readonly SegmentRow[], notes: readonly SessionNote[] = []): Promise<Durability> {
    if (this.fault !== undefined && this.fault !== 'READ_FAILED') throw failure(this.fault)
    if (rows.some((row) => this.rows.has(keyOf(row)))) throw failure('POSITION_TAKEN')
    for (const row of rows) this.rows.set(keyOf(row), structuredClone(row))
    this.#change({ put: notes })
    return 'disk'
  }

  async #erase(rows: readonly SegmentRow[], notes: readonly SessionNote[]): Promise<void> {
    const sessionId = rows[0]?.sessionId ?? ''
    if ([...this.rows.values()].some((row) => row.sessionId === sessionId && row.revision > (rows[0]?.revision ?? 0))) {
      throw failure('POSITION_TAKEN')
    }
    await this.#write(rows)
    const added = new Set(rows.map(keyOf))
    for (const [key, row] of this.rows) if (row.sessionId === sessionId && !added.has(key)) this.rows.delete(key)
    this.quarantine = this.quarantine.filter((entry) => entry.sessionId !== sessionId)
    const gone = Array.from(this.notes.values(), ({ id }) => id).filter(([, id]) => id === sessionId)
    this.#change({ remove: gone, put: notes, unlist: [sessionId] })
  }

  #change({ put = [], remove = [], unlist = [] }: NoteChange): void {
    for (const id of remove) this.notes.delete(JSON.stringify(id))
    for (const note of put) this.notes.set(JSON.stringify(note.id), note)
    for (const id of unlist) this.sessions.delete(id)
  }
}

/** What retirement leaves of a row whose position has to stay taken. */
function emptied({ binaries: _binaries, ...row }: SegmentRow): SegmentRow {
  return { ...row, reason: 'retired', payload: '' }
}

function keyOf({ sessionId, revision, part }: Pick<SegmentRow, 'sessionId' | 'revision' | 'part'>): string {
  return `${sessionId}/${revision}/${part}`
}

function failure(code: DiskFault | 'POSITION_TAKEN'): AutoSaveError {
  return new AutoSaveError(code, {
    what: 'The disk of this test failed.',
    why: 'It was told to.',
    fix: 'Tell it not to.',
  })
}
