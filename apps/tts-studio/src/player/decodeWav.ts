/** Sound as numbers between -1 and 1, one channel. */
export interface Samples {
  readonly values: Float32Array
  readonly rate: number
}

const PCM = 1

/** Reads a WAV file of 16-bit PCM; several channels become their first. Throws when it is something else. */
export function decodeWav(bytes: Uint8Array<ArrayBuffer>): Samples {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength < 12 || tag(view, 0) !== 'RIFF' || tag(view, 8) !== 'WAVE') throw new Error('Not a WAV file.')
  let channels = 1
  let rate = 0
  for (let at = 12; at + 8 <= view.byteLength;) {
    const size = view.getUint32(at + 4, true)
    if (tag(view, at) === 'fmt ') {
      if (view.getUint16(at + 8, true) !== PCM || view.getUint16(at + 22, true) !== 16)
        throw new Error('Not 16-bit PCM.')
      channels = view.getUint16(at + 10, true)
      rate = view.getUint32(at + 12, true)
    } else if (tag(view, at) === 'data') {
      return { values: readValues(view, { start: at + 8, size }, channels), rate }
    }
    // Parts start at even positions.
    at += 8 + size + (size % 2)
  }
  throw new Error('The WAV file has no sound in it.')
}

function readValues(view: DataView, { start, size }: { start: number; size: number }, channels: number): Float32Array {
  // Some writers leave the size open when they stream; then the sound goes to the end of the file.
  const byteCount = Math.min(size, view.byteLength - start)
  const values = new Float32Array(Math.floor(byteCount / 2 / channels))
  for (let index = 0; index < values.length; index += 1) {
    values[index] = view.getInt16(start + index * 2 * channels, true) / 32_768
  }
  return values
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
}
