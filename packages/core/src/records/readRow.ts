import { unpackText } from './payloadText.ts'
import { type RowFrame, contentChecksum, rowChecksum } from './rowChecksum.ts'
import { ROW_FORMAT, type SegmentHeader, type SegmentRow } from './SegmentRow.ts'
import { type PayloadContent, type StoredRecord, parsePayload } from './segmentPayload.ts'
import { unitsChecksum } from './unitsChecksum.ts'

/** A row whose checksum is right. */
export interface WholeRow {
  readonly header: SegmentHeader
  readonly part: number
  readonly partCount: number
  readonly content: PayloadContent
}

/** Rows of the first format had no schema version. Such rows are in people's browsers. */
type AnyRow = Omit<SegmentRow, 'schemaVersion'> & { readonly schemaVersion?: number }

/** `undefined` when anything about the row is not as it was written. Never throws, whatever the row is. */
export function readRow(row: AnyRow): WholeRow | undefined {
  try {
    if (!isHeader(row)) return undefined
    const { sessionId, revision, base, writer, savedAt, reason, label, schemaVersion = 1, part, partCount } = row
    const plain = { sessionId, revision, base, writer, savedAt, reason, schemaVersion }
    const header = {
      ...plain,
      ...(label === undefined ? {} : { label }),
      ...(row.isWhole === true ? { isWhole: row.isWhole } : {}),
      ...(row.baseWriter === undefined ? {} : { baseWriter: row.baseWriter }),
    }
    const frame = { ...header, part, partCount, format: ROW_FORMAT }
    const isFirstFormat = row.format === undefined && row.schemaVersion === undefined
    // Checked before anything in it is looked at: whatever is parsed is as it was written.
    if (!isFirstFormat && !isChecked(row, frame)) return undefined
    const content = parsePayload(unpackText(row.payload), row.binaries, revision)
    if (isFirstFormat && row.checksum !== firstFormatChecksum(frame, content)) return undefined
    return { header, part, partCount, content }
  } catch {
    // Whatever a damaged row throws, it is damaged: counted, left where it is, and read around.
    return undefined
  }
}

function isChecked({ format, payload, binaries, checksum }: AnyRow, frame: RowFrame): boolean {
  const contents: unknown = binaries ?? []
  if (format !== ROW_FORMAT || !Array.isArray(contents)) return false
  return checksum === rowChecksum(frame, contentChecksum(payload, contents))
}

/** The checksum cannot tell an absent label from `null`, and other such pairs that JSON writes the same. */
function isHeader({ sessionId, revision, base, writer, savedAt, reason, label, ...rest }: AnyRow): boolean {
  const { schemaVersion = 1, part, partCount, isWhole = true, baseWriter } = rest
  return (
    typeof sessionId === 'string' &&
    typeof writer === 'string' &&
    typeof reason === 'string' &&
    (label === undefined || typeof label === 'string') &&
    isWhole === true &&
    (baseWriter === undefined || typeof baseWriter === 'string') &&
    Number.isFinite(savedAt) &&
    isCount(revision - 1) &&
    isCount(base) &&
    isCount(part) &&
    isCount(partCount - 1 - part) &&
    isCount(schemaVersion)
  )
}

function isCount(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0
}

function firstFormatChecksum(row: RowFrame, { records }: PayloadContent): number {
  const { sessionId, revision, base, writer, part, partCount } = row
  const header = `${sessionId}\n${revision}\n${base}\n${writer}\n${part}\n${partCount}`
  const line = ({ id, kind, key = '', body }: StoredRecord): string => `${id}\t${kind}\t${key}\t${unitsChecksum(body)}`
  return unitsChecksum(`${header}\n${records.map(line).join('\n')}`)
}
