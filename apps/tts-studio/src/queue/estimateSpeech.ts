import type { Chunk } from '../project/Project.ts'

/** Narration: about 15 characters a second. */
const MS_PER_CHARACTER = 66
/** 16 kHz, 16 bit, one channel, in base64. */
const BYTES_PER_MS = (16 * 2 * 4) / 3

export interface SpeechEstimate {
  readonly lengthMs: number
  readonly bytes: number
}

/** What the speech of these chunks will come to, roughly, before any of it is made. */
export function estimateSpeech(chunks: readonly Chunk[]): SpeechEstimate {
  const characters = chunks.reduce((sum, chunk) => sum + chunk.text.length, 0)
  const lengthMs = characters * MS_PER_CHARACTER
  return { lengthMs, bytes: lengthMs * BYTES_PER_MS }
}
