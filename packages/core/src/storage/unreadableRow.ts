import type { SegmentRow } from '../records/SegmentRow.ts'
import type { RowKey } from './SegmentStorage.ts'

/**
 * Stands for a row that is there and cannot be given back: a file of the browser's that is missing, a text that is no
 * row. Only its place is known. Its checksum equals nothing, itself included, so that whoever checks it finds it damaged.
 */
export function unreadableRow(sessionId: string, { revision, part }: RowKey): SegmentRow {
  return {
    sessionId,
    revision,
    part,
    partCount: 0,
    base: 0,
    writer: '',
    savedAt: 0,
    reason: 'debounce',
    schemaVersion: 0,
    payload: '',
    checksum: Number.NaN,
  }
}

export function isUnreadable({ checksum }: SegmentRow): boolean {
  return Number.isNaN(checksum)
}
