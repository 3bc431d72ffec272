import { describe, expect, it } from 'vitest'
import { parseWav, repairWavSizes } from './wavFile.ts'

interface Piece {
  id: string
  body: Uint8Array
  claimed?: number
}

const format = { id: 'fmt ', body: formatBody({ encoding: 1, channels: 1, rate: 16_000, bits: 16 }) }

describe('parseWav', () => {
  it('tells rate, channels, depth and duration of a plain file', () => {
    const wav = parseWav(wavOf([format, { id: 'data', body: new Uint8Array(32_000) }]))
    expect(wav).toEqual({
      sampleRate: 16_000,
      channelCount: 1,
      bitsPerSample: 16,
      dataOffset: 44,
      dataLength: 32_000,
      durationMs: 1_000,
    })
  })

  it('steps over chunks it does not know, odd ones too', () => {
    const wav = parseWav(
      wavOf([{ id: 'LIST', body: new Uint8Array(7) }, format, { id: 'data', body: new Uint8Array(3_200) }]),
    )
    expect(wav.durationMs).toBe(100)
    expect(wav.dataOffset).toBe(44 + 16)
  })

  it.each([0, 0xffff_ffff, 1_000_000])('takes the rest of the file when the data claims %i bytes', (claimed) => {
    const wav = parseWav(wavOf([format, { id: 'data', body: new Uint8Array(16_000), claimed }]))
    expect(wav.dataLength).toBe(16_000)
    expect(wav.durationMs).toBe(500)
  })

  it('counts stereo and other depths', () => {
    const stereo = { id: 'fmt ', body: formatBody({ encoding: 1, channels: 2, rate: 44_100, bits: 24 }) }
    expect(parseWav(wavOf([stereo, { id: 'data', body: new Uint8Array(44_100 * 6) }])).durationMs).toBe(1_000)
  })

  it('reads a file that lies in the middle of a larger buffer', () => {
    const file = wavOf([format, { id: 'data', body: new Uint8Array(320) }])
    const larger = new Uint8Array(file.length + 10)
    larger.set(file, 5)
    expect(parseWav(larger.subarray(5, 5 + file.length)).durationMs).toBe(10)
  })

  it.each([
    ['nothing', new Uint8Array(0)],
    [
      'another kind of file',
      new TextEncoder().encode('{"this": "is JSON, not sound, and long enough to hold a header"}'),
    ],
    ['a file that ends after its header', wavOf([])],
    ['sound before its format', wavOf([{ id: 'data', body: new Uint8Array(10) }, format])],
    [
      'a cut format',
      wavOf([
        { id: 'fmt ', body: new Uint8Array(8) },
        { id: 'data', body: new Uint8Array(10) },
      ]),
    ],
    [
      'compressed sound',
      wavOf([
        { id: 'fmt ', body: formatBody({ encoding: 85, channels: 1, rate: 8_000, bits: 16 }) },
        { id: 'data', body: new Uint8Array(10) },
      ]),
    ],
    [
      'a rate of zero',
      wavOf([
        { id: 'fmt ', body: formatBody({ encoding: 1, channels: 1, rate: 0, bits: 16 }) },
        { id: 'data', body: new Uint8Array(10) },
      ]),
    ],
  ])('refuses %s', (_what, bytes) => {
    expect(() => parseWav(bytes)).toThrow(RangeError)
  })
})

describe('repairWavSizes', () => {
  it('writes the sizes that are true into the header', () => {
    const bytes = wavOf([format, { id: 'data', body: new Uint8Array(640), claimed: 0 }])
    repairWavSizes(bytes, parseWav(bytes))
    const view = new DataView(bytes.buffer)
    expect(view.getUint32(4, true)).toBe(bytes.length - 8)
    expect(view.getUint32(40, true)).toBe(640)
  })
})

function wavOf(pieces: Piece[]): Uint8Array<ArrayBuffer> {
  const parts = pieces.flatMap(({ id, body, claimed }) => [
    ...new TextEncoder().encode(id),
    ...littleEndian(claimed ?? body.length),
    ...body,
    ...(body.length % 2 === 1 ? [0] : []),
  ])
  return Uint8Array.from([
    ...new TextEncoder().encode('RIFF'),
    0,
    0,
    0,
    0,
    ...new TextEncoder().encode('WAVE'),
    ...parts,
  ])
}

function formatBody({ encoding, channels, rate, bits }: Record<'encoding' | 'channels' | 'rate' | 'bits', number>) {
  const view = new DataView(new ArrayBuffer(16))
  view.setUint16(0, encoding, true)
  view.setUint16(2, channels, true)
  view.setUint32(4, rate, true)
  view.setUint32(8, (rate * channels * bits) / 8, true)
  view.setUint16(12, (channels * bits) / 8, true)
  view.setUint16(14, bits, true)
  return new Uint8Array(view.buffer)
}

function littleEndian(number: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(4))
  view.setUint32(0, number, true)
  return new Uint8Array(view.buffer)
}
