import { parseWav } from './wavFile.ts'

/** 40 ms windows, 20 ms apart; pitches from 50 to 500 Hz at 16 kHz. */
const windowLength = 640
const hop = 320
const shortestPeriod = 32
const longestPeriod = 320

/**
 * What tests hear with: the median of the pitch, and how far it swings around it, (90th - 10th percentile) / median. By autocorrelation of
 * the voiced windows; only good for comparing recordings of the same text.
 */
export function heardPitch(bytes: Uint8Array): { medianHz: number; spread: number } {
  const { dataOffset, dataLength } = parseWav(bytes)
  const samples = new Int16Array(bytes.slice(dataOffset, dataOffset + dataLength).buffer)
  const pitches: number[] = []
  for (let at = 0; at + windowLength + longestPeriod < samples.length; at += hop) {
    const pitch = pitchOf(samples.subarray(at, at + windowLength + longestPeriod))
    if (pitch !== undefined) pitches.push(pitch)
  }
  pitches.sort((one, other) => one - other)
  const at = (part: number) => pitches[Math.floor(part * (pitches.length - 1))] ?? Number.NaN
  return { medianHz: at(0.5), spread: (at(0.9) - at(0.1)) / at(0.5) }
}

/** The pitch in hertz, or nothing where the window is quiet or unvoiced. */
function pitchOf(samples: Int16Array): number | undefined {
  const energy = similarity(samples, 0)
  if (energy / windowLength < 200_000) return undefined
  let best = 0
  let period = 0
  for (let lag = shortestPeriod; lag <= longestPeriod; lag += 1) {
    const likeness = similarity(samples, lag) / Math.sqrt(energy * similarity(samples.subarray(lag), 0) + 1)
    // A multiple of the period is about as alike; the margin keeps the first.
    if (likeness > best + 0.02) {
      best = likeness
      period = lag
    }
  }
  return best > 0.6 ? 16_000 / period : undefined
}

function similarity(samples: Int16Array, lag: number): number {
  let sum = 0
  for (let index = 0; index < windowLength; index += 1) sum += (samples[index] ?? 0) * (samples[index + lag] ?? 0)
  return sum
}
