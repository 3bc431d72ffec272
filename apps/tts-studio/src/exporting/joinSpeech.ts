import { decodeBase64 } from '../player/decodeBase64.ts'
import { decodeWav } from '../player/decodeWav.ts'
import { encodeWav } from '../player/encodeWav.ts'
import type { Chunk } from '../project/Project.ts'

/** Silence between two chunks, in seconds: a breath inside a paragraph, a rest before the next, a longer one around headings. */
const pauses = { inside: 0.15, paragraph: 0.5, heading: 1 } as const

/** All speech there is, in order, as one WAV file. Chunks without speech are left out; without any at all the file is silent and empty. */
export function joinSpeech(chunks: readonly Chunk[]): Uint8Array<ArrayBuffer> {
  const parts: Float32Array[] = []
  let rate = 16_000
  for (const { speech, begins } of chunks) {
    if (speech === null) continue
    const samples = decodeWav(decodeBase64(speech.audio))
    rate = samples.rate
    if (parts.length > 0) parts.push(new Float32Array(Math.round(pauses[begins ?? 'inside'] * rate)))
    parts.push(samples.values)
  }
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    values.set(part, at)
    at += part.length
  }
  return encodeWav({ values, rate })
}
