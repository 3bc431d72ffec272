import type { QuarantineEntry, RowKey } from '../SegmentStorage.ts'
import type { NoteId } from '../SessionBook.ts'

/** A row's key and the place it says. */
export interface PlacedKey extends RowKey {
  readonly key: string
}

/**
 * Names in localStorage. Each row, session and quarantined copy has a key of its own: there is no lock between tabs, and
 * no key that two of them would write (no list, no counter). A session's id stands in it as JSON, whose quotes tell where
 * it ends and which has no letters that some browser would not give back.
 */
export class WebStorageKeys {
  readonly #prefix: string

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  row(sessionId: string, { revision, part }: RowKey): string {
    return `${this.#rows(sessionId)}${revision}:${part}`
  }

  session(sessionId: string): string {
    return `${this.#prefix}:session:${JSON.stringify(sessionId)}`
  }

  note(id: NoteId): string {
    return `${this.#prefix}:note:${JSON.stringify(id)}`
  }

  /** Keys of all notes. */
  notesIn(keys: readonly string[]): string[] {
    return keys.filter((key) => key.startsWith(`${this.#prefix}:note:`))
  }

  quarantined({ sessionId, quarantinedAt, row }: QuarantineEntry): string {
    return `${this.#quarantine(sessionId)}${quarantinedAt}:${row.revision}:${row.part}`
  }

  /** Keys of the session's rows, by revision and part. */
  rowsIn(keys: readonly string[], sessionId: string): PlacedKey[] {
    const prefix = this.#rows(sessionId)
    return keys
      .filter((key) => key.startsWith(prefix))
      .map((key) => {
        const [revision = Number.NaN, part = Number.NaN] = numbersOf(key, prefix)
        return { key, revision, part }
      })
      .filter(({ revision, part }) => Number.isSafeInteger(revision) && Number.isSafeInteger(part))
      .toSorted((a, b) => a.revision - b.revision || a.part - b.part)
  }

  /** Keys of the session's quarantined copies, oldest first. */
  quarantineIn(keys: readonly string[], sessionId: string): string[] {
    const prefix = this.#quarantine(sessionId)
    return keys
      .filter((key) => key.startsWith(prefix))
      .map((key) => ({ key, order: numbersOf(key, prefix) }))
      .toSorted((a, b) => compareNumbers(a.order, b.order))
      .map(({ key }) => key)
  }

  /** Ids of all sessions that have a row of their own. */
  sessionIdsIn(keys: readonly string[]): string[] {
    const prefix = `${this.#prefix}:session:`
    return keys.filter((key) => key.startsWith(prefix)).flatMap((key) => parsedId(key.slice(prefix.length)))
  }

  /** Ids of all sessions that there are rows of. */
  storedIdsIn(keys: readonly string[]): string[] {
    const prefix = `${this.#prefix}:row:`
    const ids = keys.filter((key) => key.startsWith(prefix)).flatMap((key) => rowOwner(key.slice(prefix.length)))
    return [...new Set(ids)]
  }

  #rows(sessionId: string): string {
    return `${this.#prefix}:row:${JSON.stringify(sessionId)}:`
  }

  #quarantine(sessionId: string): string {
    return `${this.#prefix}:quarantine:${JSON.stringify(sessionId)}:`
  }
}

function numbersOf(key: string, prefix: string): number[] {
  return key.slice(prefix.length).split(':').map(Number)
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (const [index, number] of a.entries()) {
    const difference = number - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** What stands before the revision and the part: an id may hold colons, numbers do not. */
function rowOwner(place: string): string[] {
  return parsedId(place.replace(/:\d+:\d+$/, ''))
}

function parsedId(text: string): string[] {
  try {
    const id: unknown = JSON.parse(text)
    return typeof id === 'string' ? [id] : []
  } catch {
    // Somebody else's key, under our name.
    return []
  }
}
