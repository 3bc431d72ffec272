const NO_MATCH = -1

/**
 * For each element of `next`, the index in `old` of the element it continues, or -1 when it is new.
 *
 * Identity decides first: an insertion or a move changes no element. A changed element (a new object in an old one's
 * stead) keeps the place of the one with the same `id` or `key`, else of the next one nobody claimed.
 * Time and memory follow the stretch between the first and the last difference.
 */
export function matchElements(old: readonly unknown[], next: readonly unknown[]): number[] {
  const matches = Array.from<number>({ length: next.length }).fill(NO_MATCH)
  const shorter = Math.min(old.length, next.length)
  let start = 0
  while (start < shorter && Object.is(old[start], next[start])) matches[start] = start++
  let tail = 0
  while (tail < shorter - start && Object.is(old[old.length - 1 - tail], next[next.length - 1 - tail])) {
    tail += 1
    matches[next.length - tail] = old.length - tail
  }
  const unclaimed = new Set<number>()
  for (let index = start; index < old.length - tail; index += 1) unclaimed.add(index)
  const stretch = { start, end: next.length - tail }
  claim(matches, stretch, unclaimed, { old, next, nameOf: (element) => element })
  claim(matches, stretch, unclaimed, { old, next, nameOf: declaredId })
  claimInOrder(matches, stretch, unclaimed)
  return matches
}

interface Stretch {
  readonly start: number
  readonly end: number
}

interface Naming {
  readonly old: readonly unknown[]
  readonly next: readonly unknown[]
  nameOf(element: unknown): unknown
}

function claim(matches: number[], stretch: Stretch, unclaimed: Set<number>, { old, next, nameOf }: Naming): void {
  if (unclaimed.size === 0) return
  const indexByName = new Map<unknown, number>()
  for (const index of unclaimed) {
    const name = nameOf(old[index])
    if (name !== undefined && !indexByName.has(name)) indexByName.set(name, index)
  }
  for (let index = stretch.start; index < stretch.end; index += 1) {
    if (matches[index] !== NO_MATCH) continue
    const name = nameOf(next[index])
    const oldIndex = name === undefined ? undefined : indexByName.get(name)
    if (oldIndex === undefined) continue
    matches[index] = oldIndex
    unclaimed.delete(oldIndex)
    indexByName.delete(name)
  }
}

function claimInOrder(matches: number[], stretch: Stretch, unclaimed: Set<number>): void {
  const rest = unclaimed.values()
  for (let index = stretch.start; index < stretch.end; index += 1) {
    if (matches[index] !== NO_MATCH) continue
    const oldIndex = rest.next()
    if (oldIndex.done === true) return
    matches[index] = oldIndex.value
  }
}

function declaredId(element: unknown): unknown {
  if (typeof element !== 'object' || element === null) return undefined
  const id: unknown = Reflect.get(element, 'id') ?? Reflect.get(element, 'key')
  return typeof id === 'string' || typeof id === 'number' ? id : undefined
}
