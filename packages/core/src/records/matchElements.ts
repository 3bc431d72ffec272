const NO_MATCH = -1

/**
 * For each element of `next`, the index in `old` of the element it continues, or -1 when it is new.
 *
 * Identity decides first: an insertion or a move changes no element. A changed element (a new object in an old one's
 * stead) keeps the place of the one with the same `id` or `key`, else of the next one nobody claimed.
 * Time and memory follow the stretch between the first and the last difference.
 */
export function matchElements(old: readonly unknown[], next: readonly unknown[]): Int32Array {
  const matches = new Int32Array(next.length).fill(NO_MATCH)
  const shorter = Math.min(old.length, next.length)
  let start = 0
  while (start < shorter && Object.is(old[start], next[start])) matches[start] = start++
  let tail = 0
  while (tail < shorter - start && Object.is(old[old.length - 1 - tail], next[next.length - 1 - tail])) {
    tail += 1
    matches[next.length - tail] = old.length - tail
  }
  const stretch = new Stretch(old, next, matches)
  for (let index = start; index < old.length - tail; index += 1) stretch.unclaimed.add(index)
  for (let index = start; index < next.length - tail; index += 1) stretch.unmatched.add(index)
  stretch.claimByName((element) => element)
  stretch.claimByName(declaredId)
  stretch.claimInOrder()
  return matches
}

/** What lies between the first and the last difference of two arrays. */
class Stretch {
  /** Indexes of old elements that nothing continues yet. */
  readonly unclaimed = new Set<number>()
  /** Indexes of new elements that continue nothing yet. */
  readonly unmatched = new Set<number>()
  readonly #old: readonly unknown[]
  readonly #next: readonly unknown[]
  readonly #matches: Int32Array

  constructor(old: readonly unknown[], next: readonly unknown[], matches: Int32Array) {
    this.#old = old
    this.#next = next
    this.#matches = matches
  }

  claimByName(nameOf: (element: unknown) => unknown): void {
    if (this.unclaimed.size === 0) return
    const indexByName = new Map<unknown, number>()
    for (const index of this.unclaimed) {
      const name = nameOf(this.#old[index])
      if (name !== undefined && !indexByName.has(name)) indexByName.set(name, index)
    }
    for (const index of this.unmatched) {
      const name = nameOf(this.#next[index])
      const oldIndex = name === undefined ? undefined : indexByName.get(name)
      if (oldIndex === undefined) continue
      indexByName.delete(name)
      this.#match(index, oldIndex)
    }
  }

  claimInOrder(): void {
    const rest = this.unclaimed.values()
    for (const index of this.unmatched) {
      const oldIndex = rest.next()
      if (oldIndex.done === true) return
      this.#match(index, oldIndex.value)
    }
  }

  #match(index: number, oldIndex: number): void {
    this.#matches[index] = oldIndex
    this.unmatched.delete(index)
    this.unclaimed.delete(oldIndex)
  }
}

function declaredId(element: unknown): unknown {
  if (typeof element !== 'object' || element === null) return undefined
  const id: unknown = Reflect.get(element, 'id') ?? Reflect.get(element, 'key')
  return typeof id === 'string' || typeof id === 'number' ? id : undefined
}
