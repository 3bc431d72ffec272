import { checksum } from './checksum.ts'
import { formatRecord } from './segmentPayload.ts'
import type { StateRecord } from './StateRecord.ts'

/**
 * Why a segment was written. `leave` stands for every last moment of a page: unload, hidden, freeze. `compaction` and
 * `retired` are the store's own: neither changes the state.
 */
export type SaveReason =
  | 'debounce'
  | 'manual'
  | 'flush'
  | 'leave'
  | 'retry'
  | 'merge'
  | 'restore'
  | 'compaction'
  | 'retired'

/** What all rows of one segment share. */
export interface SegmentHeader {
  readonly sessionId: string
  /** Position in the session's log, from 1. Given out once and never again. */
  readonly revision: number
  /**
   * The revision this segment was made against; 0 for a session without one. A reader applies a segment only when
   * nothing else came in between, or only its own writer's.
   */
  readonly base: number
  /** The tab that wrote it. */
  readonly writer: string
  /** Ms since 1970, for people; order comes from `revision`. */
  readonly savedAt: number
  readonly reason: SaveReason
  /** A name somebody gave this version. */
  readonly label?: string
  /** Shape of the app's state, as the app counts it. */
  readonly schemaVersion: number
}

/** One stored row: a part of a segment. A small change is one part; a first save is many, in one transaction. */
export interface SegmentRow extends SegmentHeader {
  readonly part: number
  readonly partCount: number
  /** Lines of records; UTF-8 where that is shorter than the text's own two bytes a letter. */
  readonly payload: string | Uint8Array
  /** Contents of the `bytes` records in the payload, by the index their lines give. */
  readonly binaries?: readonly Uint8Array[]
  readonly checksum: number
}

/**
 * Characters of payload per row. A row costs 0.15 to 0.2 ms whatever its size, so thousands of records want few rows;
 * and a damaged row costs what is in it, so not too few.
 */
const PART_LENGTH = 32_768

export function toSegmentRows(header: SegmentHeader, records: readonly StateRecord[]): SegmentRow[] {
  const pages = pageRecords(records)
  return pages.map((page, part) => {
    const row = { ...header, part, partCount: pages.length, payload: page.map(formatRecord).join('\n'), checksum: 0 }
    return { ...row, checksum: rowChecksum(row, page) }
  })
}

/**
 * Covers the header too: a row under a wrong revision is as damaged as one with a wrong payload. The payload is covered
 * through its records' checksums, which are needed anyway, so that no text is gone through twice.
 */
export function rowChecksum(row: SegmentRow, records: readonly StateRecord[]): number {
  const { sessionId, revision, base, writer, part, partCount } = row
  const header = `${sessionId}\n${revision}\n${base}\n${writer}\n${part}\n${partCount}`
  const lines = records.map(({ id, kind, key = '', bodyChecksum }) => `${id}\t${kind}\t${key}\t${bodyChecksum}`)
  return checksum(`${header}\n${lines.join('\n')}`)
}

function pageRecords(records: readonly StateRecord[]): StateRecord[][] {
  let page: StateRecord[] = []
  let length = 0
  // A checkpoint without changes is a row all the same.
  const pages = [page]
  for (const record of records) {
    if (page.length > 0 && length + record.body.length > PART_LENGTH) {
      page = []
      pages.push(page)
      length = 0
    }
    page.push(record)
    length += record.body.length
  }
  return pages
}
