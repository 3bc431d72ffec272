import { bodyChecksum } from './bodyChecksum.ts'
import { decodeBody } from './decodeBody.ts'
import type { StoredRecord } from './segmentPayload.ts'
import type { StateRecord } from './StateRecord.ts'

/** A record whose body has been parsed: the text of a log of megabytes need not be kept until all of it is read. */
export interface ParsedRecord extends Pick<StateRecord, 'id' | 'kind' | 'key'> {
  readonly bytes: Uint8Array | undefined
  readonly bodyChecksum: number | undefined
  /** What the body said; `undefined` of a `bytes` record, and of one that is unreadable. */
  readonly content: unknown
  readonly isReadable: boolean
  /** The revision that wrote it. */
  readonly origin: number
  /** As it was written, where somebody wants it. */
  readonly stored: StoredRecord | undefined
}

const UNREADABLE = Symbol('unreadable')

/** Never throws: an unreadable body is found again by whoever needs it. */
export function parseRecord(record: StoredRecord, isKept = false): ParsedRecord {
  const { id, kind, key, origin, bytes } = record
  const parsed = parseBody(record)
  const isReadable = parsed !== UNREADABLE
  const content = isReadable ? parsed : undefined
  const stored = isKept ? record : undefined
  return { id, kind, key, bodyChecksum: bodyChecksum(record), bytes, content, isReadable, origin, stored }
}

function parseBody({ kind, body, isBare }: StoredRecord): unknown {
  if (kind === 'bytes') return undefined
  // It shares its memory with the payload.
  if (isBare) return body.slice(1, -1)
  try {
    return decodeBody(body)
  } catch {
    return UNREADABLE
  }
}

export function parseRecords(records: ReadonlyMap<number, StateRecord>): Map<number, ParsedRecord> {
  return new Map(Array.from(records, ([id, record]) => [id, parseRecord({ ...record, origin: 0, isBare: false })]))
}
