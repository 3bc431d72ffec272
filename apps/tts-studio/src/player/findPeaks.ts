/** The loudest sample of each of `count` equal stretches, 0 to 1, scaled so that the loudest of all is 1. */
export function findPeaks(values: Float32Array, count: number): number[] {
  const peaks: number[] = []
  const stretch = values.length / count
  let loudest = 0
  for (let index = 0; index < count; index += 1) {
    let peak = 0
    const end = Math.min(values.length, Math.ceil((index + 1) * stretch))
    for (let at = Math.floor(index * stretch); at < end; at += 1) peak = Math.max(peak, Math.abs(values[at] ?? 0))
    peaks.push(peak)
    loudest = Math.max(loudest, peak)
  }
  return loudest === 0 ? peaks : peaks.map((peak) => peak / loudest)
}
