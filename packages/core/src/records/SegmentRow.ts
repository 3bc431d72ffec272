/**
 * Why a segment was written. `early`: in the middle of a stretch of typing. `blur`: the person went to another window.
 * `leave` stands for every last moment of a page: unload, hidden, freeze. `error`: something in the app failed and nobody
 * caught it. `takeover`: another tab writes the session from here on; it changes nothing, and takes the position that a late
 * write of the former writer would want. `discard` and `delete` end a session: nothing is its state from there on.
 * `compaction` and `retired` are the store's own: neither changes the state.
 */
export type SaveReason =
  | 'debounce'
  | 'early'
  | 'blur'
  | 'manual'
  | 'flush'
  | 'leave'
  | 'error'
  | 'retry'
  | 'merge'
  | 'restore'
  | 'takeover'
  | 'discard'
  | 'delete'
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
  /** The tab that wrote the base, when it was another: stores that lost sight of each other give out the same revisions. */
  readonly baseWriter?: string
  /** Ms since 1970, for people; order comes from `revision`. */
  readonly savedAt: number
  readonly reason: SaveReason
  /** A name somebody gave this version. */
  readonly label?: string
  /** Shape of the app's state, as the app counts it. */
  readonly schemaVersion: number
  /** It holds the whole state: written where what is stored could not be read, it needs nothing of what came before. */
  readonly isWhole?: true
}

/**
 * How a row is written. 1: no schema version, a checksum over its records' lines. 2: never released. 3: one checksum over the
 * header and the payload as it is stored.
 */
export const ROW_FORMAT = 3

/** One stored row: a part of a segment. A small change is one part; a first save is many, in one transaction. */
export interface SegmentRow extends SegmentHeader {
  readonly part: number
  readonly partCount: number
  /** `ROW_FORMAT` of whoever wrote it; the first two had none. */
  readonly format?: number
  /** Lines of records: a text, or its UTF-8 where the row is large or that is shorter (`packText`). */
  readonly payload: string | Uint8Array
  /** Contents of the `bytes` records in the payload, by the index their lines give. */
  readonly binaries?: readonly Uint8Array[]
  readonly checksum: number
}

/** Whether newer code wrote it, in a way that this one cannot read: it is not damaged. */
export function isNewerRow({ format }: Pick<SegmentRow, 'format'>): boolean {
  return typeof format === 'number' && format > ROW_FORMAT
}

/** Bytes that payload and binaries take. A damaged row may hold anything in their place; that counts nothing. */
export function rowByteLength({ payload, binaries }: SegmentRow): number {
  const contents: unknown[] = Array.isArray(binaries) ? [payload, ...binaries] : [payload]
  return contents.reduce<number>((sum, content) => sum + contentLength(content), 0)
}

function contentLength(content: unknown): number {
  return typeof content === 'string' || content instanceof Uint8Array ? content.length : 0
}
