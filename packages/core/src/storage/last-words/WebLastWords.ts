import type { SegmentRow } from '../../records/SegmentRow.ts'
import { formatRow, parseRow } from '../local-storage/rowText.ts'
import type { LastWord, LastWords } from './LastWords.ts'

/** Stands in front of what was passed over. */
const PASSED_OVER = '-'

/**
 * Last words in localStorage. Each page has one item for each session, so that it is there whole or not at all, and no two
 * pages write the same one.
 */
export class WebLastWords implements LastWords {
  readonly #prefix: string
  readonly #access: () => Storage | null | undefined

  constructor(database: string, access: () => Storage | null | undefined = () => globalThis.localStorage) {
    this.#prefix = `${database}:last:`
    this.#access = access
  }

  read(sessionId: string): readonly LastWord[] {
    // The id as the first of two: see `#key`.
    const prefix = `${this.#prefix}${JSON.stringify([sessionId]).slice(0, -1)},`
    const words = this.#with((storage) =>
      keysWith(storage, prefix).flatMap((key) => parseWord(sessionId, storage.getItem(key))),
    )
    return (words ?? []).toSorted((a, b) => positionOf(a) - positionOf(b))
  }

  keep(rows: readonly SegmentRow[]): boolean {
    const [first] = rows
    if (first === undefined) return false
    return this.#set(first, formatRows(rows))
  }

  passOver({ rows }: LastWord): void {
    const [first] = rows
    if (first !== undefined) this.#set(first, PASSED_OVER + formatRows(rows))
  }

  drop(word: LastWord): void {
    this.#with((storage) => {
      const key = this.#key(word)
      const [there] = parseWord(word.sessionId, storage.getItem(key))
      if (there !== undefined && fingerprint(there) === fingerprint(word)) storage.removeItem(key)
    })
  }

  sessions(): readonly string[] {
    const ids = this.#with((storage) =>
      keysWith(storage, this.#prefix).flatMap((key) => parseId(key.slice(this.#prefix.length))),
    )
    return [...new Set(ids)]
  }

  #key({ sessionId, writer }: Pick<SegmentRow, 'sessionId' | 'writer'>): string {
    return this.#prefix + JSON.stringify([sessionId, writer])
  }

  #set(row: SegmentRow, text: string): boolean {
    const isSet = this.#with((storage) => {
      storage.setItem(this.#key(row), text)
      return true
    })
    return isSet ?? false
  }

  /** Access can be refused (blocked cookies, sandboxed frames), there may be no room, and a closing Firefox throws. */
  #with<TResult>(run: (storage: Storage) => TResult): TResult | undefined {
    try {
      const storage = this.#access()
      return storage === null || storage === undefined ? undefined : run(storage)
    } catch {
      return undefined
    }
  }
}

function keysWith(storage: Storage, prefix: string): string[] {
  return Object.keys(storage).filter((key) => key.startsWith(prefix))
}

/** A row's JSON has no line breaks of its own. */
function formatRows(rows: readonly SegmentRow[]): string {
  return rows.map(formatRow).join('\n')
}

/** Nothing for what is not there, and for what is nobody's last words: it is left alone. */
function parseWord(sessionId: string, text: string | null): LastWord[] {
  if (text === null) return []
  const isPassedOver = text.startsWith(PASSED_OVER)
  try {
    const rows = (isPassedOver ? text.slice(PASSED_OVER.length) : text).split('\n').map(parseRow)
    const [first] = rows
    const isOne = rows.every((row) => row.sessionId === sessionId && row.revision === first?.revision)
    return first === undefined || !isOne ? [] : [{ sessionId, writer: first.writer, rows, isPassedOver }]
  } catch {
    return []
  }
}

function parseId(text: string): string[] {
  try {
    const ids: unknown = JSON.parse(text)
    return Array.isArray(ids) && typeof ids[0] === 'string' ? [ids[0]] : []
  } catch {
    return []
  }
}

function positionOf({ rows }: LastWord): number {
  return rows[0]?.revision ?? 0
}

function fingerprint({ rows }: LastWord): string {
  return rows.map(({ revision, part, checksum }) => `${revision}/${part}/${checksum}`).join()
}
