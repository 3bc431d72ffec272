import { joinState } from '../../records/joinState.ts'
import { type WholeRow, readRow } from '../../records/readRow.ts'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import { parseRow } from '../../storage/local-storage/rowText.ts'
import { applySegments } from '../applySegments.ts'
import { linesChecksum } from './formatSessionFile.ts'
import { damagedSessionFile, newerSessionFile, notASessionFile } from './importErrors.ts'
import type { WholeVersion } from './readWhole.ts'
import { FILE_FORMAT, FILE_VERSION, type SessionFileHeader } from './SessionFile.ts'

export interface ParsedSessionFile extends WholeVersion {
  readonly file: SessionFileHeader
}

type Json = Readonly<Record<string, unknown>>

/**
 * What a file holds, looked at from end to end before anything of it is used: every line, every row's own checksum, and the
 * state they come to.
 *
 * @throws AutoSaveError `IMPORT_FOREIGN`, `IMPORT_NEWER` or `IMPORT_DAMAGED`.
 */
export function parseSessionFile(text: string): ParsedSessionFile {
  const lines = text.split('\n')
  const first = asJson(lines[0] ?? '')
  if (first?.['format'] !== FILE_FORMAT) throw notASessionFile()
  const { version } = first
  if (typeof version === 'number' && version > FILE_VERSION) throw newerSessionFile(version)
  // What stands behind the last line's end is nothing, or the file is not as it was written.
  const last = lines.pop() === '' ? asJson(lines.pop() ?? '') : undefined
  if (last === undefined || last['rows'] !== lines.length - 1) throw damagedSessionFile('its end is missing.')
  if (last['checksum'] !== linesChecksum(lines)) throw damagedSessionFile('its checksum is not right.')
  if (version !== FILE_VERSION || !isHeader(first)) throw damagedSessionFile('its header is not right.')
  return { file: toHeader(first), ...readRows(lines.slice(1), first) }
}

function readRows(lines: readonly string[], file: SessionFileHeader): WholeVersion {
  const rows = lines.map(parseLine)
  const wholes = rows.map((row) => readRow(row))
  const [first] = wholes
  const isSegment = wholes.every((whole, part) => isPart(whole, { part, first }) && whole?.header.sessionId === file.id)
  const { applied, records, damagedRowCount } = applySegments(rows)
  const { tree, missingPaths } = joinState(records)
  const isWhole = damagedRowCount === 0 && applied.length === 1 && first?.partCount === rows.length
  const isExpected = JSON.stringify(missingPaths) === JSON.stringify(file.missingPaths)
  if (first === undefined || !isSegment || !isWhole || tree.root === undefined || !isExpected) {
    throw damagedSessionFile('its rows do not come to a state.')
  }
  return { header: first.header, records: wholes.flatMap((whole) => whole?.content.records ?? []), missingPaths }
}

function parseLine(line: string): SegmentRow {
  try {
    return parseRow(line)
  } catch (cause) {
    throw damagedSessionFile('a row of it cannot be read.', cause)
  }
}

/** All of one segment, in their order, and of nothing else. */
function isPart(whole: WholeRow | undefined, { part, first }: { part: number; first: WholeRow | undefined }): boolean {
  if (whole === undefined || first === undefined || whole.part !== part) return false
  const { decisions, removals } = whole.content
  const isSame = JSON.stringify(whole.header) === JSON.stringify(first.header)
  return isSame && whole.partCount === first.partCount && decisions === undefined && removals.length === 0
}

function asJson(line: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(line)
    // Any object may be asked for any of its members.
    return typeof value === 'object' && value !== null ? (value as Json) : undefined
  } catch {
    // Not JSON: that is what asking was for.
    return undefined
  }
}

function isHeader(line: Json): line is Json & SessionFileHeader {
  const { id, title = '', createdAt, savedAt, exportedAt, missingPaths } = line
  return (
    [createdAt, savedAt, exportedAt].every((at) => Number.isFinite(at)) &&
    [id, title].every((text) => typeof text === 'string') &&
    id !== '' &&
    Array.isArray(missingPaths) &&
    missingPaths.every((path) => typeof path === 'string')
  )
}

function toHeader({ id, title, createdAt, savedAt, exportedAt, missingPaths }: SessionFileHeader): SessionFileHeader {
  const plain = { id, createdAt, savedAt, exportedAt, missingPaths }
  return title === undefined ? plain : { ...plain, title }
}
