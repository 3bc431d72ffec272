/**
 * A 53-bit checksum of a text: two 32-bit lanes over pairs of its UTF-16 code units, mixed at the end.
 *
 * It is there to notice damage and to tell "same text" from "changed", not to resist an attacker. 53 bits is what a
 * number holds exactly, so a checksum is stored and compared as a plain number.
 */
export function unitsChecksum(text: string): number {
  let low = 0x9e3779b1 ^ text.length
  let high = 0x85ebca77
  const pairsEnd = text.length - (text.length % 2)
  for (let index = 0; index < pairsEnd; index += 2) {
    const units = text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16)
    low = Math.imul(low ^ units, 0x01000193)
    low ^= low >>> 15
    high = Math.imul(((high << 13) | (high >>> 19)) ^ units, 0xc2b2ae35)
  }
  if (pairsEnd < text.length) low = Math.imul(low ^ text.charCodeAt(pairsEnd), 0x01000193)
  low = avalanche(low ^ (high >>> 15))
  high = avalanche(high ^ low)
  return (high >>> 11) * 2 ** 32 + (low >>> 0)
}

/** Spreads every bit over the whole word, so that texts that differ in their last letter differ everywhere. */
function avalanche(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return mixed ^ (mixed >>> 16)
}
