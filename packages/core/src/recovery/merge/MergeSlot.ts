/** Stands where a side holds nothing: `undefined` is a value. */
export const ABSENT = Symbol('absent')

/** One member of a container, as the three sides hold it. */
export interface MergeSlot {
  readonly name: unknown
  readonly base: unknown
  mine: unknown
  theirs: unknown
}

/** A container's members in the order in which each side has them. */
export interface SlotOrders {
  readonly base: readonly MergeSlot[]
  readonly mine: readonly MergeSlot[]
  readonly theirs: readonly MergeSlot[]
}

export function newSlot(name: unknown, base: unknown): MergeSlot {
  return { name, base, mine: ABSENT, theirs: ABSENT }
}
