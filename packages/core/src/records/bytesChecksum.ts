/**
 * A checksum of bytes, of the same kind as that of texts: two 32-bit lanes over 32-bit words. Each lane sees every word:
 * with every second one, two flipped bits at a certain distance would go unnoticed. Every browser there is keeps words
 * the same way round.
 */
export function bytesChecksum(bytes: Uint8Array): number {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2)
  let low = 0x9e3779b1 ^ bytes.length
  let high = 0x85ebca77
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? 0
    low = Math.imul(low ^ word, 0x01000193)
    low ^= low >>> 15
    high = Math.imul(((high << 13) | (high >>> 19)) ^ word, 0xc2b2ae35)
  }
  for (let index = bytes.length & ~3; index < bytes.length; index += 1) {
    low = Math.imul(low ^ (bytes[index] ?? 0), 0x01000193)
    low ^= low >>> 15
  }
  low = avalanche(low ^ (high >>> 15))
  high = avalanche(high ^ low)
  return (high >>> 11) * 2 ** 32 + (low >>> 0)
}

function avalanche(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return mixed ^ (mixed >>> 16)
}
