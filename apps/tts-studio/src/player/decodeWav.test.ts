import { describe, expect, it } from 'vitest'
import { decodeWav } from './decodeWav.ts'
import { encodeWav } from './encodeWav.ts'
import { findPeaks } from './findPeaks.ts'

describe('WAV files', () => {
  it('come out as they went in, within a 16-bit step', () => {
    const values = Float32Array.from({ length: 200 }, (_, index) => Math.sin(index / 7))
    const read = decodeWav(encodeWav({ values, rate: 16_000 }))
    expect(read.rate).toBe(16_000)
    expect(read.values).toHaveLength(200)
    expect(Math.max(...read.values.map((value, index) => Math.abs(value - (values[index] ?? 0))))).toBeLessThan(
      1 / 16_000,
    )
  })

  it('are read past parts that are not sound', () => {
    const plain = encodeWav({ values: Float32Array.of(0.5, -0.5), rate: 8_000 })
    const note = new Uint8Array([0x4c, 0x49, 0x53, 0x54, 3, 0, 0, 0, 1, 2, 3, 0])
    const bytes = new Uint8Array([...plain.slice(0, 36), ...note, ...plain.slice(36)])
    expect([...decodeWav(bytes).values]).toHaveLength(2)
  })

  it('that are something else are refused', () => {
    expect(() => decodeWav(new Uint8Array(8))).toThrow('Not a WAV file')
    expect(() => decodeWav(new Uint8Array(100))).toThrow('Not a WAV file')
  })

  it('have the loudest moment of each stretch as their peaks, the loudest of all at 1', () => {
    expect(findPeaks(Float32Array.of(0.1, -0.2, 0.4, 0), 2)).toEqual([expect.closeTo(0.5), 1])
    expect(findPeaks(new Float32Array(4), 2)).toEqual([0, 0])
  })
})
