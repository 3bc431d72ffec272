import { rowByteLength } from '../../records/SegmentRow.ts'
import type { CopyEntry } from './CopyEntry.ts'
import type { WaitingEntry } from './WaitingEntry.ts'

/** Bytes handed over in one task: handing a megabyte to a worker keeps the page for about 1 ms. */
const SLICE_LENGTH = 524_288

/** Takes off the front what goes in one message. */
export function takeSlice<TEntry extends WaitingEntry | CopyEntry>(entries: TEntry[]): TEntry[] {
  let length = 0
  const end = entries.findIndex((entry) => {
    length += lengthOf(entry)
    return length > SLICE_LENGTH
  })
  return entries.splice(0, end < 0 ? entries.length : Math.max(end, 1))
}

function lengthOf(entry: WaitingEntry): number {
  if (entry.type === 'row') return rowByteLength(entry.row)
  return entry.type === 'noted' ? entry.byteLength : 0
}
