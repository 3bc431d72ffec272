import type { RowKey } from '../SegmentStorage.ts'
import type { CopyEntry } from './CopyEntry.ts'

/** A row that waits in the database, to be read when its turn comes. */
export interface NotedRow extends RowKey {
  readonly type: 'noted'
  readonly byteLength: number
}

/** What waits to be told to the second copy. */
export type WaitingEntry = CopyEntry | NotedRow
