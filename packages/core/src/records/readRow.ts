import { checksum } from './checksum.ts'
import { unpackText } from './payloadText.ts'
import { rowChecksum } from './rowChecksum.ts'
import type { SegmentHeader, SegmentRow } from './SegmentRow.ts'
import { type PayloadContent, type StoredRecord, parsePayload } from './segmentPayload.ts'

/** A row whose checksum is right. */
export interface WholeRow {
  readonly header: SegmentHeader
  readonly part: number
  readonly partCount: number
  readonly content: PayloadContent
}

/** `undefined` when anything about the row is not as it was written. Never throws, whatever the row is. */
export function readRow(row: SegmentRow): WholeRow | undefined {
  try {
    if (!isHeader(row)) return undefined
    const { sessionId, revision, base, writer, savedAt, reason, label, part, partCount } = row
    const { schemaVersion = 1 }: Partial<SegmentRow> = row
    const content = parsePayload(unpackText(row.payload), row.binaries, revision)
    const sum = Reflect.has(row, 'schemaVersion')
      ? rowChecksum(row, content.checksum)
      : firstVersionChecksum(row, content)
    if (row.checksum !== sum) return undefined
    const header = { sessionId, revision, base, writer, savedAt, reason, schemaVersion }
    return { header: label === undefined ? header : { ...header, label }, part, partCount, content }
  } catch {
    // Whatever a damaged row throws, it is damaged: counted, left where it is, and read around.
    return undefined
  }
}

/** The checksum cannot tell an absent label from `null`, and other such pairs that JSON writes the same. */
function isHeader({ sessionId, revision, base, writer, savedAt, reason, label, ...rest }: SegmentRow): boolean {
  const { schemaVersion = 1, part = -1, partCount = 0 }: Partial<SegmentRow> = rest
  return (
    [sessionId, writer, reason, label ?? ''].every((text) => typeof text === 'string') &&
    label !== null &&
    Number.isFinite(savedAt) &&
    [revision - 1, base, part, partCount - 1 - part, schemaVersion].every((n) => Number.isSafeInteger(n) && n >= 0)
  )
}

/** How rows were checked before they carried a schema version. Such rows are in people's browsers. */
function firstVersionChecksum(row: SegmentRow, { records }: PayloadContent): number {
  const { sessionId, revision, base, writer, part, partCount } = row
  const header = `${sessionId}\n${revision}\n${base}\n${writer}\n${part}\n${partCount}`
  const line = ({ id, kind, key = '', bodyChecksum }: StoredRecord): string => `${id}\t${kind}\t${key}\t${bodyChecksum}`
  return checksum(`${header}\n${records.map(line).join('\n')}`)
}
