import { decodeBody } from './decodeBody.ts'
import type { StateRecord } from './StateRecord.ts'

/** A record whose body has been parsed: the text of a log of megabytes need not be kept until all of it is read. */
export interface ParsedRecord extends Omit<StateRecord, 'body'> {
  /** What the body said; `undefined` of a `bytes` record, and of one that is unreadable. */
  readonly content: unknown
  readonly isReadable: boolean
}

/** Never throws: an unreadable body is found again by whoever needs it. */
export function parseRecord({ body, ...record }: StateRecord): ParsedRecord {
  if (record.kind === 'bytes') return { ...record, content: undefined, isReadable: true }
  try {
    return { ...record, content: decodeBody(body), isReadable: true }
  } catch {
    return { ...record, content: undefined, isReadable: false }
  }
}

export function parseRecords(records: ReadonlyMap<number, StateRecord>): Map<number, ParsedRecord> {
  return new Map(Array.from(records, ([id, record]) => [id, parseRecord(record)]))
}
