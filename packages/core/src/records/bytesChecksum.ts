/** A checksum of bytes, of the same kind as that of texts: two 32-bit lanes, here over 32-bit words. */
export function bytesChecksum(bytes: Uint8Array): number {
  let low = 0x9e3779b1 ^ bytes.length
  let high = 0x85ebca77
  const wordsEnd = bytes.length - (bytes.length % 4)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let index = 0; index < wordsEnd; index += 4) {
    const word = view.getInt32(index, true)
    low = Math.imul(low ^ word, 0x01000193)
    low ^= low >>> 15
    high = Math.imul(((high << 13) | (high >>> 19)) ^ word, 0xc2b2ae35)
  }
  for (let index = wordsEnd; index < bytes.length; index += 1) low = Math.imul(low ^ view.getUint8(index), 0x01000193)
  low = Math.imul(low ^ (low >>> 16) ^ (high >>> 15), 0x7feb352d)
  high = Math.imul(high ^ (high >>> 16) ^ low, 0x846ca68b)
  return ((high ^ (high >>> 13)) >>> 11) * 2 ** 32 + ((low ^ (low >>> 16)) >>> 0)
}
