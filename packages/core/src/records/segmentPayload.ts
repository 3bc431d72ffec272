import { checksum } from './checksum.ts'
import type { RecordKind, StateRecord } from './StateRecord.ts'

/**
 * A record is one line: `id TAB kind TAB key TAB body`. JSON texts hold neither tabs nor line ends, so nothing needs
 * quoting, and a reader takes the newest of each id before it parses any body.
 */
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
const KINDS: Readonly<Record<string, RecordKind>> = Object.fromEntries(
  Object.entries(KIND_LETTERS).map(([kind, letter]) => [letter, kind as RecordKind]),
)

export function formatRecord({ id, kind, key, body }: StateRecord): string {
  return `${id}\t${KIND_LETTERS[kind]}\t${key === undefined ? '' : JSON.stringify(key)}\t${body}`
}

/** @throws TypeError or SyntaxError when a line is not a record: the payload is damaged. */
export function parsePayload(payload: string): StateRecord[] {
  const records: StateRecord[] = []
  for (let start = 0; start < payload.length;) {
    const lineEnd = payload.indexOf('\n', start)
    const end = lineEnd === -1 ? payload.length : lineEnd
    records.push(parseRecord(payload, start, end))
    start = end + 1
  }
  return records
}

function parseRecord(payload: string, start: number, end: number): StateRecord {
  const idEnd = payload.indexOf('\t', start)
  const kindEnd = payload.indexOf('\t', idEnd + 1)
  const keyEnd = payload.indexOf('\t', kindEnd + 1)
  const kind = KINDS[payload.slice(idEnd + 1, kindEnd)]
  const id = Number(payload.slice(start, idEnd))
  if (idEnd < start || keyEnd < kindEnd || keyEnd > end || kind === undefined || !Number.isSafeInteger(id)) {
    throw new TypeError('a line of the payload is not a record')
  }
  const keyText = payload.slice(kindEnd + 1, keyEnd)
  const key: unknown = keyText === '' ? undefined : JSON.parse(keyText)
  const body = payload.slice(keyEnd + 1, end)
  return { id, kind, key: typeof key === 'string' ? key : undefined, body, bodyChecksum: checksum(body) }
}
