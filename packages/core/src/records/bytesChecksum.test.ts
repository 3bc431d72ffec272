import { describe, expect, it } from 'vitest'
import { bytesChecksum } from './bytesChecksum.ts'

describe('bytesChecksum', () => {
  it('notices every change of one bit, wherever the bytes begin and end', () => {
    const memory = Uint8Array.from({ length: 80 }, (_, index) => index * 37)
    for (const [from, length] of [0, 1, 2, 3].flatMap((start) =>
      [17, 18, 19, 20, 64].map((size) => [start, size] as const),
    )) {
      const bytes = memory.subarray(from, from + length)
      const whole = bytesChecksum(bytes)
      const seen = new Set([whole])
      for (let bit = 0; bit < length * 8; bit += 1) {
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        seen.add(bytesChecksum(bytes))
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      }
      expect(seen.size).toBe(length * 8 + 1)
      expect(bytesChecksum(bytes.slice())).toBe(whole)
    }
  })

  it('notices every pair of flipped bits', () => {
    const bytes = Uint8Array.from({ length: 55 }, (_, index) => index * 37)
    const flip = (bit: number): void => {
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    }
    const seen = new Set([bytesChecksum(bytes)])
    let pairCount = 0
    for (let first = 0; first < bytes.length * 8; first += 1) {
      flip(first)
      for (let second = 0; second < first; second += 1) {
        flip(second)
        seen.add(bytesChecksum(bytes))
        flip(second)
        pairCount += 1
      }
      flip(first)
    }
    expect(seen.size).toBe(pairCount + 1)
  })

  it('notices a length that differs only by zeros', () => {
    const lengths = Array.from({ length: 40 }, (_, length) => bytesChecksum(new Uint8Array(length)))
    expect(new Set(lengths).size).toBe(40)
  })
})
