import type { AutoSaveError } from '../../errors/AutoSaveError.ts'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { Durability } from '../Durability.ts'
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
import { storageError } from '../storageError.ts'
import { parseStored, readPlace, REMOVED } from './readPlace.ts'
import { emptyPlaces, removePlaces } from './retirePlaces.ts'
import { formatEntry, formatRow, parseEntry } from './rowText.ts'
import { setAll } from './setAll.ts'
import { WebStorageBook } from './WebStorageBook.ts'
import { WebStorageKeys } from './WebStorageKeys.ts'

interface WebStorageOptions {
  /** What all keys begin with. */
  readonly prefix?: string
  readonly access?: () => Storage | null | undefined
}

/**
 * Segments in localStorage, for browsers whose IndexedDB is broken.
 *
 * A segment counts from the moment its first part is there, which is written last: one that a page died in the middle of
 * is passed over, and cleared away by whoever takes its position. Looking whether a position is taken and taking it are
 * one task, which no other tab of the same process comes between. Tabs of different processes see each other's writes some
 * moments late: who uses this storage has to let one tab at a time write a session (Web Locks).
 *
 * It holds 5,242,880 letters of keys and values for the whole site, whatever letters they are (Chromium and Firefox), and
 * what it holds is on the disk seconds later (DURABILITY.md, fact 3): neither `strict` nor `relaxed` says more here than
 * that it outlives the page.
 */
export class WebStorage implements SegmentStorage {
  readonly #keys: WebStorageKeys
  readonly #access: () => Storage | null | undefined
  /** Sessions in which there were rows when they were last looked at. */
  readonly #filledSessions = new Set<string>()
  readonly book: SessionBook

  constructor({ prefix = 'autosave-kit', access = () => globalThis.localStorage }: WebStorageOptions = {}) {
    this.#keys = new WebStorageKeys(prefix)
    this.#access = access
    this.book = new WebStorageBook(this.#keys, {
      open: () => this.#open(),
      append: (rows) => this.append(rows),
    })
  }

  async open(): Promise<void> {
    this.#open()
  }

  async read(sessionId: string, { from = 0, through = Infinity }: RevisionRange = {}): Promise<SegmentRow[]> {
    const storage = this.#open()
    const keys = this.#keys.rowsIn(Object.keys(storage), sessionId)
    if (from <= 0 && through === Infinity) this.#noteRows(sessionId, keys.length)
    const committed = new Set(keys.filter(({ part }) => part === 0).map(({ revision }) => revision))
    return keys
      .filter(({ revision }) => revision >= from && revision <= through && committed.has(revision))
      .flatMap((place) => readPlace(storage, sessionId, place) ?? [])
  }

  async readEach(sessionId: string, take: RowListener): Promise<Durability> {
    for (const row of await this.read(sessionId)) take(row)
    return 'fallback'
  }

  async append(rows: readonly SegmentRow[], { notes = [] }: Partial<AppendOptions> = {}): Promise<Durability> {
    const [first] = rows
    if (first === undefined) return 'fallback'
    const storage = this.#open()
    const { sessionId, revision } = first
    const sessionKeys = this.#keys.rowsIn(Object.keys(storage), sessionId)
    if (sessionKeys.length === 0 && this.#filledSessions.has(sessionId)) throw cleared()
    const there = sessionKeys.filter((place) => place.revision === revision)
    if ((sessionKeys.at(-1)?.revision ?? 0) > revision) throw taken()
    if (there.some(({ part }) => part === 0))
      refuseTaken(
        storage,
        rows.map((row) => this.#keys.row(sessionId, row)),
      )
    // Without a first part, what is there was never committed.
    else for (const { key } of there) storage.removeItem(key)
    const entries = rows.map((row) => [this.#keys.row(sessionId, row), formatRow(row)] as const)
    const noted = notes.map((note) => [this.#keys.note(note.id), JSON.stringify(note)] as const)
    setAll(storage, [...noted, ...entries.slice(1), ...entries.slice(0, 1)])
    this.#filledSessions.add(sessionId)
    return 'fallback'
  }

  hurry(): void {}

  async retire({ sessionId, keys, mode, quarantine }: Retirement): Promise<void> {
    const storage = this.#open()
    const there = this.#keys.rowsIn(Object.keys(storage), sessionId)
    if (there.length === 0 && this.#filledSessions.has(sessionId)) throw cleared()
    setAll(
      storage,
      quarantine.map((entry) => [this.#keys.quarantined(entry), formatEntry(entry)]),
    )
    const retiredKeys = new Set(keys.map((key) => this.#keys.row(sessionId, key)))
    const retired = there.filter(({ key }) => retiredKeys.has(key))
    if (mode === 'empty') return emptyPlaces(storage, sessionId, retired)
    removePlaces(storage, retired, there)
    this.#noteRows(sessionId, this.#keys.rowsIn(Object.keys(storage), sessionId).length)
  }

  async listQuarantine(sessionId: string): Promise<QuarantineEntry[]> {
    const storage = this.#open()
    return this.#keys
      .quarantineIn(Object.keys(storage), sessionId)
      .flatMap((key) => parseStored(storage.getItem(key), parseEntry) ?? [])
  }

  async readSession(sessionId: string): Promise<SessionRow | undefined> {
    return parseStored(this.#open().getItem(this.#keys.session(sessionId)), parseSession)
  }

  async putSession(row: SessionRow): Promise<void> {
    setAll(this.#open(), [[this.#keys.session(row.id), JSON.stringify(row)]])
  }

  async listSessions(): Promise<SessionRow[]> {
    const storage = this.#open()
    return this.#keys
      .sessionIdsIn(Object.keys(storage))
      .map((id) => parseStored(storage.getItem(this.#keys.session(id)), parseSession) ?? damagedSession(id))
  }

  async listStored(): Promise<string[]> {
    return this.#keys.storedIdsIn(Object.keys(this.#open()))
  }

  async dropSession(sessionId: string): Promise<void> {
    this.#open().removeItem(this.#keys.session(sessionId))
  }

  /** There is no connection to lose. */
  subscribeLoss(): () => void {
    return () => undefined
  }

  close(): void {}

  #open(): Storage {
    try {
      const storage = this.#access()
      if (storage === null || storage === undefined) throw new DOMException('no localStorage', 'NotSupportedError')
      return storage
    } catch (cause) {
      throw storageError(cause, 'open')
    }
  }

  #noteRows(sessionId: string, count: number): void {
    if (count > 0) this.#filledSessions.add(sessionId)
    else this.#filledSessions.delete(sessionId)
  }
}

function parseSession(text: string): SessionRow {
  // As `putSession` wrote it, or not JSON any more. JSON has no `undefined`.
  const row = JSON.parse(text) as SessionRow
  return { ...row, left: row.left }
}

/** It is in the list all the same: its segments may be whole. */
function damagedSession(id: string): SessionRow {
  return { id, createdAt: 0, updatedAt: 0, left: undefined }
}

function refuseTaken(storage: Storage, keys: readonly string[]): void {
  const isTaken = keys.some((key) => (storage.getItem(key) ?? REMOVED) !== REMOVED)
  if (isTaken) throw taken()
}

function taken(): AutoSaveError {
  return storageError(new DOMException('taken', 'ConstraintError'), 'write')
}

/** Rows were there and none is now: the site's data were cleared, and a change alone would be no work at all. */
function cleared(): AutoSaveError {
  return storageError(new DOMException('cleared', 'InvalidStateError'), 'write')
}
