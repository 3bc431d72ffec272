/**
 * A checksum of bytes, of the same kind as that of texts, over 32-bit words: two lanes for every first of two words and
 * two for every second, since a processor works on both at once. Both lanes of a pair see the same words: with one lane
 * to a word, two flipped bits at a certain distance would go unnoticed. Every browser there is keeps words the same way
 * round.
 */
export function bytesChecksum(bytes: Uint8Array): number {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2)
  let [low, high] = [0x9e3779b1 ^ bytes.length, 0x85ebca77]
  let [otherLow, otherHigh] = [0x165667b1, 0x27d4eb2f]
  const pairsEnd = words.length & ~1
  for (let index = 0; index < pairsEnd; index += 2) {
    const [word, other] = [words[index] ?? 0, words[index + 1] ?? 0]
    low = Math.imul(low ^ word, 0x01000193)
    low ^= low >>> 15
    high = Math.imul(((high << 13) | (high >>> 19)) ^ word, 0xc2b2ae35)
    otherLow = Math.imul(otherLow ^ other, 0x01000193)
    otherLow ^= otherLow >>> 15
    otherHigh = Math.imul(((otherHigh << 13) | (otherHigh >>> 19)) ^ other, 0xc2b2ae35)
  }
  for (let index = pairsEnd * 4; index < bytes.length; index += 1) {
    low = Math.imul(low ^ (bytes[index] ?? 0), 0x01000193)
    low ^= low >>> 15
  }
  low = avalanche(low ^ (high >>> 15) ^ avalanche(otherLow))
  high = avalanche(high ^ low ^ avalanche(otherHigh))
  return (high >>> 11) * 2 ** 32 + (low >>> 0)
}

function avalanche(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return mixed ^ (mixed >>> 16)
}
