import type { RecordKind, StateRecord } from './StateRecord.ts'

/*
 * A payload is lines:
 *
 *   5847 TAB a TAB "chunks" TAB ["1-5844"]    a record: id, kind, key, body; a `bytes` record's body is its index in the row's binaries
 *   5848 TAB L TAB "audio" TAB "UklGR…"      a capital: the body is a long text in which nothing is escaped
 *   -5,7-9                                    records that the state does not hold any more
 *   @123                                      what follows was written by revision 123 (compaction segments)
 *   !{"through":123, …}                       what a compaction decided
 *
 * JSON texts hold neither tabs nor line ends, so nothing needs quoting, and a reader takes the newest of each id before
 * it parses any body.
 */

/** A record, and the revision that wrote it. A compaction moves records; their origin stays. */
export interface StoredRecord extends StateRecord {
  readonly origin: number
  /** Its body is a text in which nothing is escaped: it says what stands between the quotation marks. */
  readonly isBare: boolean
}

/** Ids that were removed, as runs: a table of thousands that went is a few letters. */
export interface Removal {
  readonly origin: number
  readonly idRuns: string
}

export interface PayloadContent {
  readonly records: readonly StoredRecord[]
  readonly removals: readonly Removal[]
  /** JSON of what a compaction decided. */
  readonly decisions: string | undefined
}

const KIND_LETTERS: Readonly<Record<RecordKind, string>> = {
  leaf: 'l',
  array: 'a',
  object: 'o',
  map: 'm',
  set: 's',
  text: 't',
  binary: 'b',
  piece: 'p',
  bytes: 'y',
}
/** By the code of their letter: looked at once for each record. */
const KINDS: readonly (RecordKind | undefined)[] = kindsByCode()

function kindsByCode(): (RecordKind | undefined)[] {
  const kinds = Array.from<RecordKind | undefined>({ length: 128 })
  for (const [kind, letter] of Object.entries(KIND_LETTERS)) kinds[letter.charCodeAt(0)] = kind as RecordKind
  return kinds
}

/** Texts from this length on are looked at for what is escaped in them; for shorter ones a reader parses JSON as quickly. */
const LONG_LENGTH = 2_048

const TAB = 9
/** What a small letter's code has and a capital's has not. */
const SMALL = 32
const SMALL_A = 97
const FIRST_DIGIT = 48
const LAST_DIGIT = 57

/** @param binaryIndex - where the record's bytes lie in the row's binaries. */
export function formatRecord({ id, kind, key, body }: StateRecord, binaryIndex: number): string {
  const content = kind === 'bytes' ? binaryIndex : body
  const letter = isBareText(body) ? KIND_LETTERS[kind].toUpperCase() : KIND_LETTERS[kind]
  return `${id}\t${letter}\t${key === undefined ? '' : JSON.stringify(key)}\t${content}`
}

/** So that megabytes of audio are not searched for escapes, nor copied, while they are read. */
function isBareText(body: string): boolean {
  return body.length >= LONG_LENGTH && body.startsWith('"') && !body.includes('\\')
}

/** @throws TypeError or SyntaxError when a line is none of those above: the payload is damaged. */
export function parsePayload(payload: string, binaries: unknown, revision: number): PayloadContent {
  const parser = new PayloadParser(payload, binaries, revision)
  for (let start = 0; start < payload.length;) {
    const lineEnd = payload.indexOf('\n', start)
    const end = lineEnd === -1 ? payload.length : lineEnd
    parser.line(start, end)
    start = end + 1
  }
  return parser
}

class PayloadParser implements PayloadContent {
  readonly records: StoredRecord[] = []
  readonly removals: Removal[] = []
  decisions: string | undefined
  readonly #payload: string
  readonly #binaries: unknown
  #origin: number

  constructor(payload: string, binaries: unknown, revision: number) {
    this.#payload = payload
    this.#binaries = binaries
    this.#origin = revision
  }

  line(start: number, end: number): void {
    const code = this.#payload.charCodeAt(start)
    if (code >= FIRST_DIGIT && code <= LAST_DIGIT) return this.#record(start, end)
    const mark = this.#payload[start] ?? ''
    const content = this.#payload.slice(start + 1, end)
    if (mark === '-') this.removals.push({ origin: this.#origin, idRuns: content })
    else if (mark === '!') this.decisions = content
    else if (mark === '@') this.#origin = wholeNumber(content)
    else throw new TypeError('a line of the payload begins with an unknown mark')
  }

  #record(start: number, end: number): void {
    const payload = this.#payload
    const idEnd = payload.indexOf('\t', start)
    // The kind is one letter: the next tab stands right behind it.
    const keyEnd = payload.indexOf('\t', idEnd + 3)
    const letter = payload.charCodeAt(idEnd + 1)
    const kind = KINDS[letter | SMALL]
    if (idEnd < start || payload.charCodeAt(idEnd + 2) !== TAB || keyEnd === -1 || keyEnd > end || kind === undefined) {
      throw new TypeError('a line of the payload is not a record')
    }
    const id = this.#wholeNumber(start, idEnd)
    const key = idEnd + 3 === keyEnd ? undefined : parseKey(payload.slice(idEnd + 3, keyEnd))
    const content = payload.slice(keyEnd + 1, end)
    this.records.push(
      kind === 'bytes'
        ? this.#bytes(id, key, content)
        : this.#text({ kind, isBare: letter < SMALL_A, id, key, body: content }),
    )
  }

  /** Digit by digit: no text is made for each record's id. */
  #wholeNumber(start: number, end: number): number {
    let number = 0
    for (let index = start; index < end; index += 1) {
      const digit = this.#payload.charCodeAt(index) - FIRST_DIGIT
      if (digit < 0 || digit > 9) throw new TypeError('not a whole number')
      number = number * 10 + digit
    }
    if (number > Number.MAX_SAFE_INTEGER) throw new TypeError('a number beyond all ids')
    return number
  }

  #text({ id, kind, key, body, isBare }: Omit<StoredRecord, 'origin' | 'bytes'>): StoredRecord {
    return { id, kind, key, origin: this.#origin, body, isBare }
  }

  #bytes(id: number, key: string | undefined, index: string): StoredRecord {
    const bytes: unknown = Array.isArray(this.#binaries) ? this.#binaries[wholeNumber(index)] : undefined
    if (!(bytes instanceof Uint8Array)) throw new TypeError('the bytes of a record are not there')
    return { id, kind: 'bytes', key, origin: this.#origin, body: '', isBare: false, bytes }
  }
}

/** A JSON text; nearly all of them say what they mean. */
function parseKey(text: string): string {
  return text.includes('\\') || text[0] !== '"' ? String(JSON.parse(text)) : text.slice(1, -1)
}

function wholeNumber(text: string): number {
  const number = text === '' ? Number.NaN : Number(text)
  if (!Number.isSafeInteger(number) || number < 0) throw new TypeError('not a whole number')
  return number
}
