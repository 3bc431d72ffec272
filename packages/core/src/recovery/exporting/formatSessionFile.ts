import { formatRow } from '../../storage/local-storage/rowText.ts'
import { checksum } from '../../records/checksum.ts'
import { FILE_FORMAT, FILE_VERSION, type SessionFile } from './SessionFile.ts'

/**
 * The lines of a file, each a JSON text and a line's end: the header, a line for each row, and at the end how many rows there are
 * and a checksum of all lines before.
 */
export function formatSessionFile({ header, rows }: SessionFile): string[] {
  const first = JSON.stringify({ format: FILE_FORMAT, version: FILE_VERSION, ...header })
  const lines = [first, ...rows.map(formatRow)]
  const last = JSON.stringify({ rows: rows.length, checksum: linesChecksum(lines) })
  return [...lines, last].map((line) => `${line}\n`)
}

export function linesChecksum(lines: readonly string[]): number {
  return checksum(lines.map(checksum).join())
}
