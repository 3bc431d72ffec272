import { AutoSaveError } from '../src/errors/AutoSaveError.ts'
import type { SegmentRow } from '../src/records/SegmentRow.ts'
import type { AppendOptions, QuarantineEntry, SegmentStorage, SessionRow } from '../src/storage/SegmentStorage.ts'

type Fault = 'QUOTA_EXCEEDED' | 'WRITE_FAILED' | 'READ_FAILED'

/** A disk in memory. What was appended stays whatever happens to the managers; a test decides when writes end, and how. */
export class MemoryStorage implements SegmentStorage {
  readonly rows = new Map<string, SegmentRow>()
  readonly sessions = new Map<string, SessionRow>()
  readonly appends: { readonly rows: readonly SegmentRow[]; readonly options: AppendOptions }[] = []
  /** While set, every write (or read, for `READ_FAILED`) ends in it. */
  fault: Fault | undefined
  /** While set, writes are issued and do not end until it is called off with `endWrites`. */
  isHolding = false
  #held: (() => void)[] = []

  open(): Promise<void> {
    return Promise.resolve()
  }

  async read(sessionId: string): Promise<SegmentRow[]> {
    if (this.fault === 'READ_FAILED') throw failure('READ_FAILED')
    return [...this.rows.values()]
      .filter((row) => row.sessionId === sessionId)
      .toSorted((a, b) => a.revision - b.revision || a.part - b.part)
  }

  append(rows: readonly SegmentRow[], options: AppendOptions): Promise<void> {
    this.appends.push({ rows, options })
    if (!this.isHolding) return this.#write(rows)
    return new Promise((resolve, reject) => {
      this.#held.push(() => void this.#write(rows).then(resolve, reject))
    })
  }

  /** Ends the writes that were issued, oldest first, as a disk does. */
  endWrites(): void {
    this.isHolding = false
    const held = this.#held
    this.#held = []
    for (const end of held) end()
  }

  retire(): Promise<void> {
    return Promise.resolve()
  }

  listQuarantine(): Promise<QuarantineEntry[]> {
    return Promise.resolve([])
  }

  readSession(sessionId: string): Promise<SessionRow | undefined> {
    return Promise.resolve(this.sessions.get(sessionId))
  }

  putSession(row: SessionRow): Promise<void> {
    this.sessions.set(row.id, row)
    return Promise.resolve()
  }

  listSessions(): Promise<SessionRow[]> {
    return Promise.resolve([...this.sessions.values()])
  }

  close(): void {}

  async #write(rows: readonly SegmentRow[]): Promise<void> {
    if (this.fault === 'QUOTA_EXCEEDED' || this.fault === 'WRITE_FAILED') throw failure(this.fault)
    if (rows.some((row) => this.rows.has(keyOf(row)))) throw failure('POSITION_TAKEN')
    for (const row of rows) this.rows.set(keyOf(row), structuredClone(row))
  }
}

function keyOf({ sessionId, revision, part }: SegmentRow): string {
  return `${sessionId}/${revision}/${part}`
}

function failure(code: Fault | 'POSITION_TAKEN'): AutoSaveError {
  return new AutoSaveError(code, {
    what: 'The disk of this test failed.',
    why: 'It was told to.',
    fix: 'Tell it not to.',
  })
}
