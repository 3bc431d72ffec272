import { decodeBody } from './decodeBody.ts'
import type { StoredRecord } from './segmentPayload.ts'
import type { StateRecord } from './StateRecord.ts'

/** A record whose body has been parsed: the text of a log of megabytes need not be kept until all of it is read. */
export interface ParsedRecord extends Pick<StateRecord, 'id' | 'kind' | 'key' | 'bodyChecksum'> {
  readonly bytes: Uint8Array | undefined
  /** What the body said; `undefined` of a `bytes` record, and of one that is unreadable. */
  readonly content: unknown
  readonly isReadable: boolean
  /** The revision that wrote it. */
  readonly origin: number
}

const UNREADABLE = Symbol('unreadable')

/** Never throws: an unreadable body is found again by whoever needs it. */
export function parseRecord(record: StoredRecord): ParsedRecord {
  const { id, kind, key, origin, bodyChecksum, bytes } = record
  const parsed = parseBody(record)
  const isReadable = parsed !== UNREADABLE
  return { id, kind, key, bodyChecksum, bytes, content: isReadable ? parsed : undefined, isReadable, origin }
}

function parseBody({ kind, body }: StateRecord): unknown {
  if (kind === 'bytes') return undefined
  try {
    return decodeBody(body)
  } catch {
    return UNREADABLE
  }
}

export function parseRecords(records: ReadonlyMap<number, StateRecord>): Map<number, ParsedRecord> {
  return new Map(Array.from(records, ([id, record]) => [id, parseRecord({ ...record, origin: 0 })]))
}
