import { unpackText } from './payloadText.ts'
import { type RowFrame, rowChecksum } from './rowChecksum.ts'
import type { SegmentHeader, SegmentRow } from './SegmentRow.ts'
import { type PayloadContent, type StoredRecord, parsePayload } from './segmentPayload.ts'
import { unitsChecksum } from './unitsChecksum.ts'

/** A row whose checksum is right. */
export interface WholeRow {
  readonly header: SegmentHeader
  readonly part: number
  readonly partCount: number
  readonly content: PayloadContent
}

/** Rows of the first version had no schema version. Such rows are in people's browsers. */
type AnyRow = Omit<SegmentRow, 'schemaVersion'> & { readonly schemaVersion?: number }

/** `undefined` when anything about the row is not as it was written. Never throws, whatever the row is. */
export function readRow(row: AnyRow): WholeRow | undefined {
  try {
    if (!isHeader(row)) return undefined
    const { sessionId, revision, base, writer, savedAt, reason, label, schemaVersion = 1, part, partCount } = row
    const content = parsePayload(unpackText(row.payload), row.binaries, revision)
    const plain = { sessionId, revision, base, writer, savedAt, reason, schemaVersion }
    const header = {
      ...plain,
      ...(label === undefined ? {} : { label }),
      ...(row.isWhole === true ? { isWhole: row.isWhole } : {}),
    }
    const frame = { ...header, part, partCount, checksum: row.checksum }
    const isFirstVersion = row.schemaVersion === undefined
    const sum = isFirstVersion ? firstVersionChecksum(frame, content) : rowChecksum(frame, content.checksum)
    return row.checksum === sum ? { header, part, partCount, content } : undefined
  } catch {
    // Whatever a damaged row throws, it is damaged: counted, left where it is, and read around.
    return undefined
  }
}

/** The checksum cannot tell an absent label from `null`, and other such pairs that JSON writes the same. */
function isHeader({ sessionId, revision, base, writer, savedAt, reason, label, ...rest }: AnyRow): boolean {
  const { schemaVersion = 1, part, partCount, isWhole = true } = rest
  return (
    [sessionId, writer, reason, label ?? ''].every((text) => typeof text === 'string') &&
    label !== null &&
    isWhole === true &&
    Number.isFinite(savedAt) &&
    [revision - 1, base, part, partCount - 1 - part, schemaVersion].every((n) => Number.isSafeInteger(n) && n >= 0)
  )
}

function firstVersionChecksum(row: RowFrame, { records }: PayloadContent): number {
  const { sessionId, revision, base, writer, part, partCount } = row
  const header = `${sessionId}\n${revision}\n${base}\n${writer}\n${part}\n${partCount}`
  const line = ({ id, kind, key = '', body }: StoredRecord): string => `${id}\t${kind}\t${key}\t${unitsChecksum(body)}`
  return unitsChecksum(`${header}\n${records.map(line).join('\n')}`)
}
