import type { SegmentRow } from '../records/SegmentRow.ts'

/** What retirement leaves of a row whose position has to stay taken. The checksum is that of the whole row: nobody checks it again. */
export function emptiedRow({ binaries: _binaries, ...row }: SegmentRow): SegmentRow {
  return { ...row, reason: 'retired', payload: '' }
}
