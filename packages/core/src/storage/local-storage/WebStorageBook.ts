import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { NoteChange, SessionBook, SessionNote } from '../SessionBook.ts'
import { parseStored } from './readPlace.ts'
import { setAll } from './setAll.ts'
import type { WebStorageKeys } from './WebStorageKeys.ts'

interface BookParts {
  open(): Storage
  append(rows: readonly SegmentRow[]): Promise<unknown>
}

/** Sessions as things in localStorage: each change is one task, which no other tab of the same process comes between. */
export class WebStorageBook implements SessionBook {
  readonly #keys: WebStorageKeys
  readonly #parts: BookParts

  constructor(keys: WebStorageKeys, parts: BookParts) {
    this.#keys = keys
    this.#parts = parts
  }

  /** What says so is there before anything goes: a page that dies in between has deleted it, and left something lying. */
  async erase(rows: readonly SegmentRow[], notes: readonly SessionNote[]): Promise<void> {
    const storage = this.#parts.open()
    const { sessionId = '' } = rows[0] ?? {}
    await this.#parts.append(rows)
    const names = Object.keys(storage)
    const own = new Set(rows.map((row) => this.#keys.row(sessionId, row)))
    for (const { key } of this.#keys.rowsIn(names, sessionId)) if (!own.has(key)) storage.removeItem(key)
    for (const key of this.#keys.quarantineIn(names, sessionId)) storage.removeItem(key)
    const gone = (await this.notes()).map(({ id }) => id).filter(([, id]) => id === sessionId)
    await this.change({ put: notes, remove: gone, unlist: [sessionId] })
  }

  async notes(): Promise<SessionNote[]> {
    const storage = this.#parts.open()
    return this.#keys
      .notesIn(Object.keys(storage))
      .flatMap((key) => parseStored(storage.getItem(key), (text) => JSON.parse(text) as SessionNote) ?? [])
  }

  async change({ put = [], remove = [], unlist = [] }: NoteChange): Promise<void> {
    const storage = this.#parts.open()
    for (const id of remove) storage.removeItem(this.#keys.note(id))
    for (const id of unlist) storage.removeItem(this.#keys.session(id))
    setAll(
      storage,
      put.map((note) => [this.#keys.note(note.id), JSON.stringify(note)]),
    )
  }
}
