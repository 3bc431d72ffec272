import { isPlainObject, isSameContent } from '../session/isSameContent.ts'

interface Matched {
  /** For each element of the newer list its place in the older one; `undefined` where it is new. */
  readonly pairs: readonly (number | undefined)[]
  /** Places in the older list of what is gone. */
  readonly removed: readonly number[]
}

/** Which element of a list became which: the same object, the same `id` or `key`, the same content, else the same place. */
export function matchElements(before: readonly unknown[], after: readonly unknown[]): Matched {
  const pairs = Array.from({ length: after.length }, (): number | undefined => undefined)
  const taken = new Set<number>()
  const pair = (to: number, from: number | undefined): void => {
    if (from === undefined || taken.has(from) || pairs[to] !== undefined) return
    pairs[to] = from
    taken.add(from)
  }
  const placeOf = new Map<unknown, number[]>()
  for (const [index, element] of before.entries()) {
    const places = placeOf.get(nameOf(element)) ?? []
    places.push(index)
    placeOf.set(nameOf(element), places)
  }
  for (const [to, element] of after.entries())
    pair(
      to,
      placeOf.get(nameOf(element))?.find((from) => !taken.has(from)),
    )
  matchRest({ before, after, pairs, taken, pair })
  return { pairs, removed: [...before.keys()].filter((index) => !taken.has(index)) }
}

interface Matching {
  readonly before: readonly unknown[]
  readonly after: readonly unknown[]
  readonly pairs: readonly (number | undefined)[]
  readonly taken: ReadonlySet<number>
  readonly pair: (to: number, from: number | undefined) => void
}

/** More than these are not looked at each beside each. */
const MOST_COMPARED = 200

/** What has no name of its own: the same content from either end, then by content, then in order. */
function matchRest({ before, after, pairs, taken, pair }: Matching): void {
  const isFree = (from: number): boolean => !taken.has(from) && nameOf(before[from]) === before[from]
  const isSame = (from: number, to: number): boolean => isFree(from) && isSameContent(before[from], after[to])
  for (let to = 0; to < after.length && (pairs[to] !== undefined || isSame(to, to)); to += 1) pair(to, to)
  const shift = before.length - after.length
  for (let to = after.length - 1; to >= 0 && (pairs[to] !== undefined || isSame(to + shift, to)); to -= 1)
    pair(to, to + shift)
  const open = [...after.keys()].filter((to) => pairs[to] === undefined)
  const free = [...before.keys()].filter(isFree)
  if (free.length <= MOST_COMPARED)
    for (const to of open)
      pair(
        to,
        free.find((from) => isSame(from, to)),
      )
  const left = free.filter(isFree)
  for (const to of open) {
    // Two values of different kinds in one place are one gone and one new.
    if (pairs[to] === undefined && typeof before[left[0] ?? -1] === typeof after[to]) pair(to, left.shift())
  }
}

/** What an element is known by: its `id` or `key`, else itself. */
function nameOf(element: unknown): unknown {
  if (!isPlainObject(element)) return element
  const { id, key } = element
  const name = id ?? key
  return typeof name === 'string' || typeof name === 'number' ? `${typeof name} ${name}` : element
}
