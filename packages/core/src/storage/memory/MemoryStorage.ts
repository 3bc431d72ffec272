import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { Durability } from '../Durability.ts'
import type {
  AppendOptions,
  QuarantineEntry,
  Retirement,
  RevisionRange,
  RowListener,
  RowKey,
  SegmentStorage,
  SessionRow,
} from '../SegmentStorage.ts'
import type { NoteChange, NoteId, SessionBook, SessionNote } from '../SessionBook.ts'
import { emptiedRow } from '../emptiedRow.ts'
import { storageError } from '../storageError.ts'

/**
 * Segments in memory: what is kept is gone with the page. Rows are cloned on their way in and out, as a browser's
 * storage does, so that nobody can change what is stored.
 *
 * @public
 */
export class MemoryStorage implements SegmentStorage {
  readonly #rows = new Map<string, SegmentRow>()
  readonly #sessions = new Map<string, SessionRow>()
  readonly #notes = new Map<string, SessionNote>()
  #quarantine: readonly QuarantineEntry[] = []
  readonly book: SessionBook = {
    erase: async (rows, notes) => this.#erase(rows, notes),
    notes: async () => structuredClone([...this.#notes.values()]),
    change: async (change) => this.#change(change),
  }

  async open(): Promise<void> {}

  async read(sessionId: string, { from = 0, through = Infinity }: RevisionRange = {}): Promise<SegmentRow[]> {
    return [...this.#rows.values()]
      .filter((row) => row.sessionId === sessionId && row.revision >= from && row.revision <= through)
      .toSorted((a, b) => a.revision - b.revision || a.part - b.part)
      .map((row) => structuredClone(row))
  }

  async readEach(sessionId: string, take: RowListener): Promise<Durability> {
    for (const row of await this.read(sessionId)) take(row)
    return 'memory'
  }

  async append(rows: readonly SegmentRow[], { notes = [] }: Partial<AppendOptions> = {}): Promise<Durability> {
    const added = new Map(rows.map((row) => [placeOf(row.sessionId, row), structuredClone(row)]))
    const isTaken = added.size < rows.length || [...added.keys()].some((place) => this.#rows.has(place))
    if (isTaken || this.#isPassed(rows)) throw storageError(new DOMException('taken', 'ConstraintError'), 'write')
    for (const [place, row] of added) this.#rows.set(place, row)
    this.#change({ put: notes })
    return 'memory'
  }

  /** Something stands behind the segment already. */
  #isPassed(rows: readonly SegmentRow[]): boolean {
    const [first] = rows
    if (first === undefined) return false
    return [...this.#rows.values()].some((row) => row.sessionId === first.sessionId && row.revision > first.revision)
  }

  hurry(): void {}

  async retire({ sessionId, keys, mode, quarantine }: Retirement): Promise<void> {
    this.#quarantine = [...this.#quarantine, ...structuredClone(quarantine)]
    for (const key of keys) {
      const place = placeOf(sessionId, key)
      const row = this.#rows.get(place)
      if (row === undefined) continue
      if (mode === 'remove') this.#rows.delete(place)
      else this.#rows.set(place, emptiedRow(row))
    }
  }

  async listQuarantine(sessionId: string): Promise<QuarantineEntry[]> {
    return structuredClone(this.#quarantine.filter((entry) => entry.sessionId === sessionId))
  }

  async readSession(sessionId: string): Promise<SessionRow | undefined> {
    return structuredClone(this.#sessions.get(sessionId))
  }

  async putSession(row: SessionRow): Promise<void> {
    this.#sessions.set(row.id, structuredClone(row))
  }

  async listSessions(): Promise<SessionRow[]> {
    return structuredClone([...this.#sessions.values()])
  }

  async listStored(): Promise<string[]> {
    return [...new Set(Array.from(this.#rows.values(), ({ sessionId }) => sessionId))]
  }

  async dropSession(sessionId: string): Promise<void> {
    this.#sessions.delete(sessionId)
  }

  /** There is no connection to lose: what is kept stays for whoever opens it again. */
  subscribeLoss(): () => void {
    return () => undefined
  }

  close(): void {}

  async #erase(rows: readonly SegmentRow[], notes: readonly SessionNote[]): Promise<void> {
    const sessionId = rows[0]?.sessionId ?? ''
    await this.append(rows)
    const added = new Set(rows.map((row) => placeOf(sessionId, row)))
    for (const [place, row] of this.#rows) {
      if (row.sessionId === sessionId && !added.has(place)) this.#rows.delete(place)
    }
    this.#quarantine = this.#quarantine.filter((entry) => entry.sessionId !== sessionId)
    const gone = Array.from(this.#notes.values(), ({ id }) => id).filter(([, id]) => id === sessionId)
    this.#change({ remove: gone, put: notes, unlist: [sessionId] })
  }

  #change({ put = [], remove = [], unlist = [] }: NoteChange): void {
    for (const id of remove) this.#notes.delete(nameOf(id))
    for (const note of put) this.#notes.set(nameOf(note.id), structuredClone(note))
    for (const id of unlist) this.#sessions.delete(id)
  }
}

/** JSON tells every id from every other: quotes and escapes are part of it. */
function placeOf(sessionId: string, { revision, part }: RowKey): string {
  return JSON.stringify([sessionId, revision, part])
}

function nameOf(id: NoteId): string {
  return JSON.stringify(id)
}
