const { imul } = Math

/**
 * A checksum of bytes, of the same kind as that of texts, over 32-bit words: two lanes that a processor works on at once,
 * each with every second word, and a third over what they have come to, so that changes that leave a lane as it was do not
 * leave all as it was. Every browser there is keeps words the same way round.
 *
 * It is written for an engine that has not compiled it yet: a restore is over by the time it has.
 */
export function bytesChecksum(bytes: Uint8Array): number {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2)
  const pairsEnd = words.length & ~1
  let even = 0x9e3779b1 ^ bytes.length
  let odd = 0x85ebca77
  let both = 0x165667b1
  for (let index = 0; index < pairsEnd; index += 2) {
    even = imul(even ^ (words[index] ?? 0), 0x01000193)
    even ^= even >>> 15
    odd = imul(odd ^ (words[index + 1] ?? 0), 0xc2b2ae35)
    odd ^= odd >>> 15
    both = ((both << 13) | (both >>> 19)) ^ even ^ odd
  }
  for (let index = pairsEnd * 4; index < bytes.length; index += 1) {
    even = imul(even ^ (bytes[index] ?? 0), 0x01000193)
    even ^= even >>> 15
  }
  const low = avalanche(even ^ avalanche(odd ^ avalanche(both)))
  const high = avalanche(both ^ low)
  return (high >>> 11) * 2 ** 32 + (low >>> 0)
}

function avalanche(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return mixed ^ (mixed >>> 16)
}
