/** How one take leans away from the voice's own way of speaking, each from -1 to 1. */
export interface TakeVariation {
  readonly pitch: number
  readonly tempo: number
  readonly melody: number
}

/** The same seed gives the same lean on every machine: only 32-bit integer arithmetic is used. */
export function takeVariation(seed: number): TakeVariation {
  return { pitch: lean(seed, 1), tempo: lean(seed, 2), melody: lean(seed, 3) }
}

/** A number in 1 … 2³²-1, that is, never the 0 which asks for a fresh one. */
export function freshSeed(): number {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1))
  return number === 0 ? 1 : number
}

function lean(seed: number, lane: number): number {
  return (scatter(scatter(seed >>> 0) + lane) / 0xffff_ffff) * 2 - 1
}

/** Spreads neighbouring numbers over the whole 32-bit range (multiply, fold the high bits down, twice). */
function scatter(number: number): number {
  let bits = (number + 0x9e37_79b9) >>> 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0_aaad)
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a_2d97)
  return (bits ^ (bits >>> 15)) >>> 0
}
