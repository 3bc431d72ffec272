import { rowByteLength, type SegmentRow } from '../../records/SegmentRow.ts'
import type { RowKey, SegmentStorage } from '../SegmentStorage.ts'
import type { CopyEntry } from './CopyEntry.ts'
import { readPlaces } from './readPlaces.ts'
import { takeSlice } from './takeSlice.ts'
import type { NotedRow, WaitingEntry } from './WaitingEntry.ts'

/**
 * Bytes of rows that wait as they are. A first save of 20 MB waits for some seconds: of what is beyond only the places are
 * noted, and the rows are read again, a slice at a time, when their turn comes.
 */
const HELD_LENGTH = 1_048_576

/** What the copy is to be told, in the order in which the database took it. */
export class CopyQueue {
  readonly #sessionId: string
  readonly #storage: SegmentStorage
  #entries: WaitingEntry[] = []
  #heldLength = 0
  #isReading = false
  /** Entries that were ever added; the queue holds the last of them. */
  addedCount = 0
  /** Highest revision that the copy has, or is to have; `undefined` until the database was read. */
  #newest: number | undefined

  constructor(sessionId: string, storage: SegmentStorage) {
    this.#sessionId = sessionId
    this.#storage = storage
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0
  }

  add(entry: CopyEntry): void {
    this.addedCount += 1
    if (entry.type === 'row') this.#newest = Math.max(this.#newest ?? 0, entry.row.revision)
    const byteLength = entry.type === 'row' ? rowByteLength(entry.row) : 0
    const isHeld = entry.type !== 'row' || this.#heldLength + byteLength <= HELD_LENGTH
    if (isHeld) this.#heldLength += byteLength
    this.#entries.push(isHeld ? entry : noted(entry.row, byteLength))
  }

  /** What of these rows is behind all that the copy has. None where nobody has compared it: the comparison says what it lacks. */
  newsIn(rows: readonly SegmentRow[]): readonly SegmentRow[] {
    const newest = this.#newest ?? Number.POSITIVE_INFINITY
    return rows.filter(({ revision }) => revision > newest)
  }

  clear(): void {
    this.#newest = undefined
    this.#entries = []
    this.#heldLength = 0
  }

  /** The database was read up to `position`: lets go of what was added before `count` entries had been. */
  dropBefore(count: number, position: number): void {
    this.#remove(this.#entries.slice(0, Math.max(0, this.#entries.length - (this.addedCount - count))))
    this.#newest = Math.max(position, ...this.#entries.map(revisionOf))
  }

  /** What can be handed over in this task, and does not leave a gap. */
  takeHeld(): CopyEntry[] {
    if (this.#isReading) return []
    const end = this.#entries.findIndex(({ type }) => type === 'noted')
    const held = this.#entries.slice(0, end < 0 ? this.#entries.length : end).filter((entry) => entry.type !== 'noted')
    this.#remove(held)
    return held
  }

  /** What goes in one message. Rows that have gone from the database meanwhile are left out: it says so further on. */
  async takeSlice(): Promise<CopyEntry[]> {
    const slice = takeSlice([...this.#entries])
    const places = slice.filter((entry) => entry.type === 'noted')
    const rows = places.length === 0 ? [] : await this.#read(places)
    const byPlace = new Map(rows.map((row) => [placeOf(row), row]))
    // It may have been let go of while it was read.
    const waiting = new Set(this.#entries)
    const taken = slice.filter((entry) => waiting.has(entry))
    this.#remove(taken)
    return taken.flatMap((entry): CopyEntry[] => {
      if (entry.type !== 'noted') return [entry]
      const row = byPlace.get(placeOf(entry))
      return row === undefined ? [] : [{ type: 'row', row }]
    })
  }

  async #read(places: readonly RowKey[]): Promise<SegmentRow[]> {
    this.#isReading = true
    try {
      return await readPlaces(this.#storage, this.#sessionId, places)
    } finally {
      this.#isReading = false
    }
  }

  #remove(entries: readonly WaitingEntry[]): void {
    const removed = new Set(entries)
    this.#entries = this.#entries.filter((entry) => !removed.has(entry))
    for (const entry of entries) if (entry.type === 'row') this.#heldLength -= rowByteLength(entry.row)
  }
}

function revisionOf(entry: WaitingEntry): number {
  if (entry.type === 'row') return entry.row.revision
  return entry.type === 'noted' ? entry.revision : 0
}

function noted({ revision, part }: SegmentRow, byteLength: number): NotedRow {
  return { type: 'noted', revision, part, byteLength }
}

function placeOf({ revision, part }: RowKey): string {
  return `${revision}/${part}`
}
