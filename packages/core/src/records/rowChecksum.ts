import { bytesChecksum } from './bytesChecksum.ts'
import { checksum } from './checksum.ts'
import type { SegmentRow } from './SegmentRow.ts'
import { unitsChecksum } from './unitsChecksum.ts'

/** A row without its content. */
export type RowFrame = Omit<SegmentRow, 'payload' | 'binaries' | 'checksum'>

/** Covers the header too: a row under a wrong revision or label is as damaged as one with a wrong payload. */
export function rowChecksum(frame: RowFrame, content: number): number {
  const { format, sessionId, revision, base, writer, savedAt, reason, label, schemaVersion } = frame
  const { part, partCount, isWhole, baseWriter } = frame
  const header = [format, sessionId, revision, base, writer, savedAt, reason, label, schemaVersion, part, partCount]
  if (isWhole === true) header.push('whole')
  // No text: none of them is taken for another.
  const extra = baseWriter === undefined ? [] : [{ baseWriter }]
  return unitsChecksum(`${JSON.stringify([...header, ...extra])}\n${content}`)
}

/**
 * Over the payload as it is stored: not a letter of it is made of bytes, or bytes of it, to be checked.
 *
 * @throws TypeError when it is neither text nor bytes.
 */
export function contentChecksum(payload: unknown, binaries: readonly unknown[]): number {
  const sum = typeof payload === 'string' ? checksum(payload) : checksumOfBytes(payload)
  return binaries.length === 0 ? sum : unitsChecksum([sum, ...binaries.map(checksumOfBytes)].join())
}

function checksumOfBytes(bytes: unknown): number {
  if (bytes instanceof Uint8Array) return bytesChecksum(bytes)
  throw new TypeError('the content of a row is neither text nor bytes')
}
