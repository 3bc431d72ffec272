import type { SegmentRow } from '@autosave-kit/core'
import { SECRET_TEXT } from './fingerprint.ts'

export function lengthOf({ payload, binaries = [] }: SegmentRow): number {
  return payload.length + binaries.reduce((sum, bytes) => sum + bytes.byteLength, 0)
}

const decoder = new TextDecoder()

export function holdsSecret({ payload }: SegmentRow): boolean {
  return (typeof payload === 'string' ? payload : decoder.decode(payload)).includes(SECRET_TEXT)
}
