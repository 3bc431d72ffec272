import { formatIdRuns } from './idRuns.ts'
import { packText } from './payloadText.ts'
import { formatRecord } from './segmentPayload.ts'
import type { StateRecord } from './StateRecord.ts'

/** Letters around a record's key and body. */
const LINE_LENGTH = 16

/** Lines of one row while they are put together. */
export class PayloadPage {
  readonly binaries: Uint8Array[] = []
  readonly #lines: string[] = []
  #origin: number
  #byteLength = 0

  /** @param revision - of the row: what its lines stand under when they say nothing else. */
  constructor(revision: number) {
    this.#origin = revision
  }

  /** About the bytes that the row will take. */
  get byteLength(): number {
    return this.#byteLength
  }

  addRecord(record: StateRecord, origin: number, byteLength: number): void {
    this.#under(origin)
    this.#lines.push(formatRecord(record, this.binaries.length))
    if (record.kind === 'bytes') this.binaries.push(ownBytes(record.bytes))
    this.#byteLength += byteLength
  }

  addRemoved(ids: readonly number[], origin: number): void {
    this.#under(origin)
    this.#addLine(`-${formatIdRuns(ids)}`)
  }

  addDecisions(json: string): void {
    this.#addLine(`!${json}`)
  }

  toPayload(): string | Uint8Array {
    return packText(this.#lines.join('\n'))
  }

  #under(origin: number): void {
    if (origin !== this.#origin) this.#addLine(`@${origin}`)
    this.#origin = origin
  }

  #addLine(line: string): void {
    this.#lines.push(line)
    this.#byteLength += line.length + 1
  }
}

/** What a record will take in its row. */
export function recordByteLength({ key = '', body, bytes }: StateRecord): number {
  return LINE_LENGTH + key.length + textByteLength(body) + (bytes?.length ?? 0)
}

const BEYOND_LATIN_1 = /[^\0-\xff]/

/** Bytes of a text in the form `packText` gives it; letters between ASCII and Latin-1 are taken for one byte. */
function textByteLength(text: string): number {
  if (!BEYOND_LATIN_1.test(text)) return text.length
  let length = 0
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    // Each half of a pair makes two of the four bytes.
    if (unit < 0x80) length += 1
    else length += unit < 0x800 || (unit & 0xf800) === 0xd800 ? 2 : 3
  }
  return Math.min(length, text.length * 2)
}

/** A database stores the whole buffer that bytes are a view of. */
function ownBytes(bytes: Uint8Array = new Uint8Array()): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
}
