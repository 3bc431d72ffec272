import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { Durability } from '../Durability.ts'
import type {
  QuarantineEntry,
  Retirement,
  RevisionRange,
  RowListener,
  RowKey,
  SegmentStorage,
  SessionRow,
} from '../SegmentStorage.ts'
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
  #quarantine: readonly QuarantineEntry[] = []

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

  async append(rows: readonly SegmentRow[]): Promise<Durability> {
    const added = new Map(rows.map((row) => [placeOf(row.sessionId, row), structuredClone(row)]))
    const isTaken = added.size < rows.length || [...added.keys()].some((place) => this.#rows.has(place))
    if (isTaken || this.#isPassed(rows)) throw storageError(new DOMException('taken', 'ConstraintError'), 'write')
    for (const [place, row] of added) this.#rows.set(place, row)
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
}

/** JSON tells every id from every other: quotes and escapes are part of it. */
function placeOf(sessionId: string, { revision, part }: RowKey): string {
  return JSON.stringify([sessionId, revision, part])
}
