import { fromBase64, toBase64 } from '../../records/base64.ts'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import type { QuarantineEntry } from '../SegmentStorage.ts'

/**
 * Bytes as JSON takes them. UTF-8 goes as the text it is: localStorage counts letters, and base64 makes four of three
 * bytes where the text has one.
 */
type PackedBytes = { readonly utf8: string } | { readonly base64: string }

interface PackedRow extends Omit<SegmentRow, 'payload' | 'binaries' | 'checksum'> {
  readonly payload: string | PackedBytes
  readonly binaries?: readonly PackedBytes[]
  /** JSON knows no NaN, which is the checksum of what could not be read. */
  readonly checksum: number | null
}

export function formatRow(row: SegmentRow): string {
  return JSON.stringify(packRow(row))
}

/** @throws TypeError, SyntaxError or DOMException when the text is not a row. */
export function parseRow(text: string): SegmentRow {
  const packed: unknown = JSON.parse(text)
  if (!isPackedRow(packed)) throw new TypeError('not a row')
  return unpackRow(packed)
}

export function formatEntry(entry: QuarantineEntry): string {
  return JSON.stringify({ ...entry, row: packRow(entry.row) })
}

/** @throws TypeError, SyntaxError or DOMException when the text is not an entry. */
export function parseEntry(text: string): QuarantineEntry {
  // Its row is looked at; the rest is as `formatEntry` wrote it, or not JSON any more.
  const entry = JSON.parse(text) as QuarantineEntry & { readonly row: unknown }
  if (!isPackedRow(entry.row)) throw new TypeError('not an entry')
  return { ...entry, row: unpackRow(entry.row) }
}

function packRow({ binaries, payload, ...row }: SegmentRow): PackedRow {
  const packed = { ...row, payload: typeof payload === 'string' ? payload : packBytes(payload) }
  return binaries === undefined ? packed : { ...packed, binaries: binaries.map(packBytes) }
}

function unpackRow({ binaries, payload, checksum, ...packed }: PackedRow): SegmentRow {
  const row = {
    ...packed,
    payload: typeof payload === 'string' ? payload : unpackBytes(payload),
    checksum: checksum ?? Number.NaN,
  }
  return binaries === undefined ? row : { ...row, binaries: binaries.map(unpackBytes) }
}

function packBytes(bytes: Uint8Array): PackedBytes {
  try {
    return { utf8: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    // Not UTF-8: that is what asking was for.
    return { base64: toBase64(bytes) }
  }
}

function unpackBytes(packed: PackedBytes): Uint8Array {
  return 'utf8' in packed ? new TextEncoder().encode(packed.utf8) : fromBase64(packed.base64)
}

/** What the checksum covers is checked by whoever reads the row; this is what unpacking it needs. */
function isPackedRow(value: unknown): value is PackedRow {
  if (typeof value !== 'object' || value === null) return false
  const { payload, binaries = [] } = value as Partial<PackedRow>
  return (typeof payload === 'string' || isPacked(payload)) && Array.isArray(binaries) && binaries.every(isPacked)
}

function isPacked(value: unknown): value is PackedBytes {
  if (typeof value !== 'object' || value === null) return false
  const { utf8, base64 } = value as { readonly utf8?: unknown; readonly base64?: unknown }
  return typeof utf8 === 'string' || typeof base64 === 'string'
}
