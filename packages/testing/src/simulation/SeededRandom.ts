/**
 * Random numbers that a seed decides (sfc32). Each concern of a world draws from a stream of its own, so that one more
 * draw in one of them does not change all the others.
 */
export class SeededRandom {
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: number, stream: string) {
    let hash = seed >>> 0
    for (let index = 0; index < stream.length; index += 1) {
      hash = Math.imul(hash ^ stream.charCodeAt(index), 0x9e3779b1)
      hash = (hash << 13) | (hash >>> 19)
    }
    this.#a = hash | 0
    this.#b = Math.imul(hash ^ 0x85ebca6b, 0xc2b2ae35)
    this.#c = seed | 0
    // The first numbers of neighbouring seeds are alike.
    for (let turn = 0; turn < 15; turn += 1) this.next()
  }

  /** From 0 to below 1. */
  readonly next = (): number => {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }

  /** A whole number from 0 to below `end`. */
  below(end: number): number {
    return Math.floor(this.next() * end)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** One of them, each in proportion to its weight. */
  weighted<TName extends string>(weights: Readonly<Record<TName, number>>): TName {
    const entries = Object.entries<number>(weights)
    let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    const found = entries.find(([, weight]) => (rest -= weight) < 0) ?? entries.findLast(([, weight]) => weight > 0)
    // Object.entries knows names as text only.
    return (found?.[0] ?? '') as TName
  }

  /** A span of ms: most are short, some are long. */
  span(longest: number): number {
    return Math.floor(this.next() ** 3 * longest)
  }
}
