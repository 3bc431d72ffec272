import { ABSENT, type MergeSlot, type SlotOrders } from './MergeSlot.ts'

/**
 * The members that are kept, in an order that has the moves and additions of both sides.
 *
 * Theirs is the ground, since it is stored already; what this side added or moved is set into it behind the neighbour
 * it has here. What both moved stays where they put it; what both added in one place stands in the order saved.
 */
export function mergeOrder({ base, mine, theirs }: SlotOrders, isKept: (slot: MergeSlot) => boolean): MergeSlot[] {
  const movedByMine = movedSlots(base, mine, 'mine')
  const movedByTheirs = movedSlots(base, theirs, 'theirs')
  const chain = new Chain(theirs.filter(isKept))
  let anchor: MergeSlot | undefined
  for (const slot of mine) {
    if (!isKept(slot)) continue
    const isOwnPlace = movedByMine.has(slot) && !movedByTheirs.has(slot)
    if (slot.theirs === ABSENT || isOwnPlace) chain.put(slot, anchor)
    anchor = slot
  }
  return chain.toArray()
}

/** Of what both orders hold, the fewest that have to be taken out for the rest to be in the same order. */
function movedSlots(
  base: readonly MergeSlot[],
  side: readonly MergeSlot[],
  name: 'mine' | 'theirs',
): ReadonlySet<MergeSlot> {
  const places = new Map<MergeSlot, number>()
  for (const slot of base) if (slot[name] !== ABSENT) places.set(slot, places.size)
  const shared = side.filter((slot) => places.has(slot))
  const isInOrder = shared.every((slot, index) => places.get(slot) === index)
  if (isInOrder) return new Set()
  const staying = longestRise(shared.map((slot) => places.get(slot) ?? 0))
  return new Set(shared.filter((_, index) => !staying.has(index)))
}

/** Indexes of a longest increasing subsequence. */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  /** Of each length, the index of the smallest number a rise of it can end in. */
  const ends: number[] = []
  const before = new Int32Array(numbers.length).fill(-1)
  for (const [index, number] of numbers.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
      else high = middle
    }
    before[index] = low === 0 ? -1 : (ends[low - 1] ?? -1)
    ends[low] = index
  }
  const rise = new Set<number>()
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) rise.add(index)
  return rise
}

/** An order that things are taken out of and set into, wherever it is, at the same cost. */
class Chain {
  readonly #next = new Map<MergeSlot | undefined, MergeSlot | undefined>()
  readonly #previous = new Map<MergeSlot, MergeSlot | undefined>()

  constructor(slots: readonly MergeSlot[]) {
    let last: MergeSlot | undefined
    for (const slot of slots) {
      this.#link(last, slot)
      last = slot
    }
    this.#next.set(last, undefined)
  }

  /** Behind `anchor`, at the front without one; behind what the other side added there. */
  put(slot: MergeSlot, anchor: MergeSlot | undefined): void {
    if (this.#previous.has(slot)) this.#takeOut(slot)
    let before = anchor
    let next = this.#next.get(before)
    while (next !== undefined && next.base === ABSENT && next.mine === ABSENT) {
      before = next
      next = this.#next.get(before)
    }
    this.#link(before, slot)
    if (next === undefined) this.#next.set(slot, undefined)
    else this.#link(slot, next)
  }

  toArray(): MergeSlot[] {
    const slots: MergeSlot[] = []
    for (let slot = this.#next.get(undefined); slot !== undefined; slot = this.#next.get(slot)) slots.push(slot)
    return slots
  }

  #takeOut(slot: MergeSlot): void {
    const [previous, next] = [this.#previous.get(slot), this.#next.get(slot)]
    this.#next.set(previous, next)
    if (next !== undefined) this.#previous.set(next, previous)
    this.#previous.delete(slot)
  }

  #link(previous: MergeSlot | undefined, slot: MergeSlot): void {
    this.#next.set(previous, slot)
    this.#previous.set(slot, previous)
  }
}
