import type { ContentComparison } from './ContentComparison.ts'

const NO_PAIR = -1

interface PairingOptions {
  readonly comparison: ContentComparison
  /** Whether an element that nothing tells apart continues the one that stood in its place: so in a list, never in a set. */
  readonly byPlace: boolean
}

/**
 * For each element of `side`, the index in `base` of the element it continues, or -1 when it was added.
 *
 * Identity decides, then a declared `id` or `key`, then the same content, then the place between two neighbours that
 * are known. Two elements that declare different ids are never one.
 */
export function pairElements(base: readonly unknown[], side: readonly unknown[], options: PairingOptions): Int32Array {
  const pairing = new Pairing(base, side)
  const { comparison } = options
  pairing.trim((one, other) => comparison.isSame(one, other))
  pairing.byName((element) => element)
  pairing.byName(declaredId)
  pairing.byGaps((one, other) => comparison.isSame(one, other))
  if (options.byPlace) pairing.byGaps((one, other) => canContinue(one, other))
  return pairing.pairs
}

class Pairing {
  readonly pairs: Int32Array
  readonly #base: readonly unknown[]
  readonly #side: readonly unknown[]
  readonly #isClaimed: Uint8Array
  #start = 0
  /** Elements at the end that are the same on both sides. */
  #tail = 0

  constructor(base: readonly unknown[], side: readonly unknown[]) {
    this.#base = base
    this.#side = side
    this.pairs = new Int32Array(side.length).fill(NO_PAIR)
    this.#isClaimed = new Uint8Array(base.length)
  }

  trim(isSame: (one: unknown, other: unknown) => boolean): void {
    const [base, side] = [this.#base, this.#side]
    const shorter = Math.min(base.length, side.length)
    while (this.#start < shorter && isSame(base[this.#start], side[this.#start])) this.#pair(this.#start, this.#start++)
    while (this.#tail < shorter - this.#start && isSame(base.at(-1 - this.#tail), side.at(-1 - this.#tail))) {
      this.#tail += 1
      this.#pair(side.length - this.#tail, base.length - this.#tail)
    }
  }

  byName(nameOf: (element: unknown) => unknown): void {
    const indexes = new Map<unknown, number[]>()
    for (let index = this.#base.length - this.#tail - 1; index >= this.#start; index -= 1) {
      const name = this.#isClaimed[index] === 1 ? undefined : nameOf(this.#base[index])
      if (name === undefined) continue
      const known = indexes.get(name)
      if (known === undefined) indexes.set(name, [index])
      else known.push(index)
    }
    if (indexes.size === 0) return
    for (let index = this.#start; index < this.#side.length - this.#tail; index += 1) {
      const name = this.pairs[index] === NO_PAIR ? nameOf(this.#side[index]) : undefined
      const found = name === undefined ? undefined : indexes.get(name)?.pop()
      if (found !== undefined) this.#pair(index, found)
    }
  }

  /** What stands, in order, between the same two neighbours. */
  byGaps(accepts: (one: unknown, other: unknown) => boolean): void {
    let next = this.#start
    for (let index = this.#start; index < this.#side.length - this.#tail; index += 1) {
      const pair = this.pairs[index] ?? NO_PAIR
      if (pair !== NO_PAIR) {
        next = pair + 1
        continue
      }
      if (next >= this.#base.length || this.#isClaimed[next] === 1) continue
      if (!accepts(this.#base[next], this.#side[index])) continue
      this.#pair(index, next)
      next += 1
    }
  }

  #pair(index: number, baseIndex: number): void {
    this.pairs[index] = baseIndex
    this.#isClaimed[baseIndex] = 1
  }
}

/** What an element calls itself. */
export function declaredId(element: unknown): unknown {
  if (typeof element !== 'object' || element === null) return undefined
  const id: unknown = Reflect.get(element, 'id') ?? Reflect.get(element, 'key')
  return typeof id === 'string' || typeof id === 'number' ? id : undefined
}

function canContinue(one: unknown, other: unknown): boolean {
  return declaredId(one) === undefined && declaredId(other) === undefined
}
