import { ABSENT, type MergeSlot, newSlot, type SlotOrders } from './MergeSlot.ts'

type Members = Iterable<readonly [unknown, unknown]>

/** The members of an object or a map, by their keys, as the three sides hold them. */
export function memberSlots(sides: Readonly<Record<'base' | 'mine' | 'theirs', Members>>): SlotOrders {
  const slots = new Map<unknown, MergeSlot>()
  const base = Array.from(sides.base, ([key, value]) => {
    const slot = newSlot(key, value)
    slots.set(key, slot)
    return slot
  })
  const orderOf = (side: 'mine' | 'theirs'): MergeSlot[] =>
    Array.from(sides[side], ([key, value]) => {
      const slot = slots.get(key) ?? newSlot(key, ABSENT)
      slots.set(key, slot)
      slot[side] = value
      return slot
    })
  return { base, mine: orderOf('mine'), theirs: orderOf('theirs') }
}
