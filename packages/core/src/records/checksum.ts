import { bytesChecksum } from './bytesChecksum.ts'
import { unitsChecksum } from './unitsChecksum.ts'

/** From this length on a text's UTF-8 is made and gone through word by word faster than its letters one by one. */
const LONG_LENGTH = 1_024

const encoder = new TextEncoder()
/** Every piece of a long text fits, whatever its letters; what does not is encoded into memory of its own. */
const memory = new Uint8Array(65_536)

/**
 * A 53-bit checksum of a text: two 32-bit lanes, mixed at the end.
 *
 * It is there to notice damage and to tell "same text" from "changed", not to resist an attacker. 53 bits is what a
 * number holds exactly, so a checksum is stored and compared as a plain number.
 */
export function checksum(text: string): number {
  return text.length < LONG_LENGTH ? unitsChecksum(text) : bytesChecksum(utf8(text))
}

function utf8(text: string): Uint8Array {
  if (text.length > memory.length / 3) return encoder.encode(text)
  return memory.subarray(0, encoder.encodeInto(text, memory).written)
}
