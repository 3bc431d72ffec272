/** What the header of a WAV file says, with the sizes checked against the bytes that are really there. */
export interface WavFormat {
  readonly sampleRate: number
  readonly channelCount: number
  readonly bitsPerSample: number
  readonly dataOffset: number
  readonly dataLength: number
  readonly durationMs: number
}

interface Chunk {
  readonly id: string
  readonly offset: number
  readonly length: number
}

/**
 * Reads a WAV file by walking its chunks. A `data` chunk that claims more than the file holds, or nothing (as writers do that stream),
 * is taken to reach to the end of the file.
 *
 * @throws RangeError when it is no PCM WAV file, with what is wrong.
 */
export function parseWav(bytes: Uint8Array): WavFormat {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || tag(view, 0) !== 'RIFF' || tag(view, 8) !== 'WAVE') throw new RangeError('not a WAV file')
  let format: Chunk | undefined
  for (const chunk of chunks(view)) {
    if (chunk.id === 'fmt ') format = chunk
    if (chunk.id !== 'data') continue
    if (format === undefined || format.length < 16) throw new RangeError('a WAV file without a format')
    return describe(view, format, chunk)
  }
  throw new RangeError('a WAV file without sound')
}

/** Writes the true sizes into the header, in place: players refuse or cut files whose sizes are wrong. */
export function repairWavSizes(bytes: Uint8Array, format: WavFormat): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  view.setUint32(4, bytes.length - 8, true)
  view.setUint32(format.dataOffset - 4, format.dataLength, true)
}

function* chunks(view: DataView): Generator<Chunk> {
  for (let at = 12; at + 8 <= view.byteLength;) {
    const id = tag(view, at)
    const claimed = view.getUint32(at + 4, true)
    const left = view.byteLength - at - 8
    const length = claimed > left || (id === 'data' && claimed === 0) ? left : claimed
    yield { id, offset: at + 8, length }
    // Chunks begin at even positions.
    at += 8 + length + (length % 2)
  }
}

function describe(view: DataView, format: Chunk, data: Chunk): WavFormat {
  const encoding = view.getUint16(format.offset, true)
  const channelCount = view.getUint16(format.offset + 2, true)
  const sampleRate = view.getUint32(format.offset + 4, true)
  const bitsPerSample = view.getUint16(format.offset + 14, true)
  const bytesPerSecond = (sampleRate * channelCount * bitsPerSample) / 8
  if (encoding !== 1 || bytesPerSecond === 0) throw new RangeError('a WAV file whose sound is not plain PCM')
  return {
    sampleRate,
    channelCount,
    bitsPerSample,
    dataOffset: data.offset,
    dataLength: data.length,
    durationMs: Math.round((data.length / bytesPerSecond) * 1000),
  }
}

function tag(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
}
