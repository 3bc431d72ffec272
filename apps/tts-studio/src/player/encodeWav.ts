import type { Samples } from './decodeWav.ts'

const HEADER_BYTES = 44

/** A WAV file of 16-bit PCM, one channel. */
export function encodeWav({ values, rate }: Samples): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER_BYTES + values.length * 2)
  const view = new DataView(bytes.buffer)
  const write = (at: number, text: string) => {
    for (let index = 0; index < text.length; index += 1) view.setUint8(at + index, text.charCodeAt(index))
  }
  write(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  write(36, 'data')
  view.setUint32(40, values.length * 2, true)
  for (let index = 0; index < values.length; index += 1) {
    const value = Math.max(-1, Math.min(1, values[index] ?? 0))
    view.setInt16(HEADER_BYTES + index * 2, Math.round(value < 0 ? value * 32_768 : value * 32_767), true)
  }
  return bytes
}
