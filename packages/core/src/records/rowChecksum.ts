import { checksum } from './checksum.ts'
import type { ContentChecksum } from './ContentChecksum.ts'
import type { SegmentRow } from './SegmentRow.ts'

/** A row without its content. */
export type RowFrame = Omit<SegmentRow, 'payload' | 'binaries'>

/** Covers the header too: a row under a wrong revision or label is as damaged as one with a wrong payload. */
export function rowChecksum(row: RowFrame, content: ContentChecksum): number {
  const { sessionId, revision, base, writer, savedAt, reason, label, schemaVersion, part, partCount, isWhole } = row
  const header = [sessionId, revision, base, writer, savedAt, reason, label, schemaVersion, part, partCount]
  if (isWhole === true) header.push('whole')
  return checksum(`${JSON.stringify(header)}\n${content.value}`)
}
