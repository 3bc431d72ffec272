import { bytesChecksum } from './bytesChecksum.ts'
import { unitsChecksum } from './unitsChecksum.ts'

/** From this length on a text's bytes are made and gone through word by word faster than its letters one by one. */
const LONG_LENGTH = 1_024

/** Half of a letter is among these, which UTF-8 has no form for: two texts would have one checksum. */
const BEYOND_LATIN_1 = /[^\0-\xff]/

const encoder = new TextEncoder()
/** The payload of any row that is not too large for its place fits; what does not is encoded into memory of its own. */
const memory = new Uint8Array(131_072)

/**
 * A 53-bit checksum of a text: two 32-bit lanes, mixed at the end.
 *
 * It is there to notice damage and to tell "same text" from "changed", not to resist an attacker. 53 bits is what a
 * number holds exactly, so a checksum is stored and compared as a plain number.
 */
export function checksum(text: string): number {
  return text.length < LONG_LENGTH || BEYOND_LATIN_1.test(text) ? unitsChecksum(text) : bytesChecksum(utf8(text))
}

function utf8(latin1: string): Uint8Array {
  if (latin1.length > memory.length / 2) return encoder.encode(latin1)
  return memory.subarray(0, encoder.encodeInto(latin1, memory).written)
}
