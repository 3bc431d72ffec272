import { describe, expect, it } from 'vitest'
import { encodeBase64, encodeInPieces } from './base64.ts'

describe.each([
  ['encodeBase64', encodeBase64],
  ['encodeInPieces', encodeInPieces],
])('%s', (_name, encode) => {
  it.each([0, 1, 2, 3, 4, 24_575, 24_576, 24_577, 100_003])('encodes %i bytes as everyone else does', (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 167 + 13) % 256)
    expect(encode(bytes)).toBe(Buffer.from(bytes).toString('base64'))
  })

  it('encodes only its own part of a shared buffer', () => {
    expect(encode(Uint8Array.of(9, 1, 2, 3, 9).subarray(1, 4))).toBe('AQID')
  })
})

describe('encodeBase64', () => {
  it('leaves the work to the engine where it can do it', () => {
    const bytes = Object.assign(Uint8Array.of(1, 2, 3), { toBase64: () => 'by the engine' })
    expect(encodeBase64(bytes)).toBe('by the engine')
  })
})
