import type { ContentComparison } from './ContentComparison.ts'
import { ABSENT, type MergeSlot, newSlot, type SlotOrders } from './MergeSlot.ts'
import { declaredId, pairElements } from './pairElements.ts'

/** The three sides of one container. */
export interface ThreeLists {
  readonly base: readonly unknown[]
  readonly mine: readonly unknown[]
  readonly theirs: readonly unknown[]
}

/** The elements of a list, or of a set, as the three sides hold them. */
export function listSlots(lists: ThreeLists, comparison: ContentComparison, byPlace: boolean): SlotOrders {
  const { base, mine, theirs } = lists
  const slots = base.map((element, index) => newSlot(index, element))
  const orderOf = (side: 'mine' | 'theirs'): MergeSlot[] => {
    const pairs = pairElements(base, lists[side], { comparison, byPlace })
    return lists[side].map((element, index) => {
      const slot = slots[pairs[index] ?? -1] ?? newSlot(index, ABSENT)
      slot[side] = element
      return slot
    })
  }
  const orders = { base: slots, mine: orderOf('mine'), theirs: orderOf('theirs') }
  return { ...orders, theirs: withSharedAdditions(orders, { mine, theirs }, comparison) }
}

/** What both sides added is one: the same object or id anywhere, the same content behind the same neighbour. */
function withSharedAdditions(
  orders: SlotOrders,
  { mine, theirs }: Pick<ThreeLists, 'mine' | 'theirs'>,
  comparison: ContentComparison,
): readonly MergeSlot[] {
  const added = orders.mine.filter(({ base }) => base === ABSENT)
  if (added.length === 0 || mine.length === 0 || theirs.length === 0) return orders.theirs
  const byName = new Map<unknown, MergeSlot>()
  for (const slot of added) byName.set(nameOf(slot.mine) ?? slot, slot)
  const behind = additionsBehind(orders.mine)
  let neighbour: MergeSlot | undefined
  return orders.theirs.map((slot) => {
    if (slot.base !== ABSENT) {
      neighbour = slot
      return slot
    }
    const candidates = [byName.get(nameOf(slot.theirs)), ...(behind.get(neighbour) ?? [])]
    const shared = candidates.find(
      (one) => one?.theirs === ABSENT && (one === candidates[0] || comparison.isSame(one.mine, slot.theirs)),
    )
    if (shared === undefined) return slot
    shared.theirs = slot.theirs
    return shared
  })
}

/** An object is itself, and whatever declares its id is it too. A text or a number is like any other. */
function nameOf(element: unknown): unknown {
  return typeof element === 'object' && element !== null ? (declaredId(element) ?? element) : undefined
}

/** What a side added, by the element of the base it stands behind. */
function additionsBehind(order: readonly MergeSlot[]): ReadonlyMap<MergeSlot | undefined, readonly MergeSlot[]> {
  const behind = new Map<MergeSlot | undefined, MergeSlot[]>()
  let neighbour: MergeSlot | undefined
  for (const slot of order) {
    if (slot.base !== ABSENT) neighbour = slot
    else behind.set(neighbour, [...(behind.get(neighbour) ?? []), slot])
  }
  return behind
}
