import { defineMember } from '../../records/decodeBody.ts'
import { type ContainerKind, containerKind, isPlainObject } from '../../records/stateRules.ts'
import { ContentComparison } from './ContentComparison.ts'
import { alignedLists } from './alignedLists.ts'
import { listSlots, type ThreeLists } from './listSlots.ts'
import { memberSlots } from './memberSlots.ts'
import { mergeOrder } from './mergeOrder.ts'
import { ABSENT, type MergeSlot, type SlotOrders } from './MergeSlot.ts'
import { mergeTexts } from './mergeTexts.ts'

/** The same place changed on both sides, each in its own way. @public */
export interface MergeConflict {
  /** Names and indexes on the way to it, in this side's state, joined by dots. Empty: the whole state. */
  readonly path: string
  /** What it was before; `undefined` also where there was nothing. */
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

export interface MergedStates {
  /** With both sides' changes; where they contradict each other, the preferred side's. */
  readonly state: unknown
  readonly conflicts: readonly MergeConflict[]
}

export interface ThreeStates {
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

/** Which side stands where the two contradict each other, everywhere or place by place. @public */
export type Preference = MergeSide | ((place: MergeConflict) => MergeSide)

type MergeSide = 'mine' | 'theirs'

interface MergeOptions {
  /** Whose value stands in the merged state where the two contradict each other. `mine` without it. */
  readonly prefer?: Preference
  /** What is never stored: that a stored state does not have it says nothing. */
  readonly isLeftOut?: (value: unknown, path: readonly string[]) => boolean
}

/**
 * Two states that were made of the same one, in one that has what both changed.
 *
 * - Objects and maps are merged key by key; lists element by element, where an element is known by identity, by its `id`
 *   or `key`, by its content, else by its place; sets by what is in them. Additions, removals and moves of both sides are kept.
 * - Texts are merged when the two edits lie apart (`mergeTexts`). Everything else is a leaf.
 * - What one side removed and the other changed stays, changed: a removal is made again in a moment, work is not.
 * - What both changed, each in its own way, is a conflict.
 *
 * Parts that are the same as on one side are that side's own objects, this one's first. Identical parts are not entered,
 * so the time follows what differs. None of the three is changed.
 */
export function mergeStates({ base, mine, theirs }: ThreeStates, options: MergeOptions = {}): MergedStates {
  const merge = new Merge(options)
  const state = merge.value({ name: '', base, mine, theirs }, NO_NAMES)
  return { state, conflicts: merge.conflicts }
}

/** Deeper than anything that is stored: what lies below is a leaf. */
const DEPTH_LIMIT = 400

const NO_NAMES: readonly string[] = []

class Merge {
  readonly conflicts: MergeConflict[] = []
  readonly #options: MergeOptions
  readonly #comparison = new ContentComparison()
  #depth = 0

  constructor(options: MergeOptions) {
    this.#options = options
  }

  value(slot: MergeSlot, path: readonly string[]): unknown {
    const { base, mine, theirs } = slot
    if (this.#comparison.isSame(mine, theirs)) return mine
    if (theirs === ABSENT && this.#options.isLeftOut?.(mine, path) === true) return mine
    if (this.#comparison.isSame(base, mine)) return theirs
    if (this.#comparison.isSame(base, theirs)) return mine
    if (mine === ABSENT) return theirs
    if (theirs === ABSENT) return mine
    return this.#contents(slot, path)
  }

  #contents({ base, mine, theirs }: MergeSlot, path: readonly string[]): unknown {
    const kind = mergeKind(mine)
    const isContainer = kind !== undefined && kind === mergeKind(theirs) && this.#depth < DEPTH_LIMIT
    if (isContainer) {
      const known = kind === mergeKind(base) ? base : undefined
      this.#depth += 1
      try {
        return this.#container({ base: known, mine, theirs }, kind, path)
      } finally {
        this.#depth -= 1
      }
    }
    if (typeof base === 'string' && typeof mine === 'string' && typeof theirs === 'string') {
      const text = mergeTexts({ base, mine, theirs })
      if (text !== undefined) return text
    }
    const place = { path: path.join('.'), base: base === ABSENT ? undefined : base, mine, theirs }
    this.conflicts.push(place)
    const { prefer = 'mine' } = this.#options
    return (typeof prefer === 'function' ? prefer(place) : prefer) === 'theirs' ? theirs : mine
  }

  #container(states: ThreeStates, kind: ContainerKind, path: readonly string[]): unknown {
    const lists = kind === 'array' ? alignedLists(states) : undefined
    if (lists !== undefined) return this.#aligned(lists, path)
    const orders = slotsOf(states, kind, this.#comparison)
    const places = new Map<MergeSlot, number>()
    if (kind === 'array' || kind === 'set') for (const [index, slot] of orders.mine.entries()) places.set(slot, index)
    const values = new Map<MergeSlot, unknown>()
    for (const slot of new Set([...orders.mine, ...orders.theirs])) {
      values.set(slot, this.value(slot, [...path, String(places.get(slot) ?? slot.name)]))
    }
    const kept = mergeOrder(orders, (slot) => values.get(slot) !== ABSENT)
    // The very objects of a side that has all of it already.
    for (const side of ['mine', 'theirs'] as const) {
      if (isWhole(kept, orders[side], (slot) => Object.is(values.get(slot), slot[side]))) return states[side]
    }
    return MAKE[kind](kept.map((slot) => [slot.name, values.get(slot)]))
  }

  /** Nothing came, went or moved. */
  #aligned({ base, mine, theirs }: ThreeLists, path: readonly string[]): readonly unknown[] {
    let merged: unknown[] | undefined
    for (let index = 0; index < mine.length; index += 1) {
      if (Object.is(mine[index], theirs[index])) continue
      const slot = { name: index, base: base[index], mine: mine[index], theirs: theirs[index] }
      const value = this.value(slot, [...path, String(index)])
      if (Object.is(value, mine[index])) continue
      merged ??= [...mine]
      merged[index] = value
    }
    const isTheirs = merged?.every((element, index) => Object.is(element, theirs[index])) === true
    return isTheirs ? theirs : (merged ?? mine)
  }
}

function isWhole(
  kept: readonly MergeSlot[],
  side: readonly MergeSlot[],
  isUnchanged: (slot: MergeSlot) => boolean,
): boolean {
  return kept.length === side.length && kept.every((slot, index) => slot === side[index] && isUnchanged(slot))
}

/** A map with keys that are objects has no names to go by: it is a leaf. */
function mergeKind(value: unknown): ContainerKind | undefined {
  const kind = containerKind(value)
  const isNameless =
    value instanceof Map && Array.from(value.keys()).some((key) => typeof key === 'object' && key !== null)
  return isNameless ? undefined : kind
}

function slotsOf({ base, mine, theirs }: ThreeStates, kind: ContainerKind, comparison: ContentComparison): SlotOrders {
  if (kind === 'array' || kind === 'set') {
    return listSlots(
      { base: elements(base), mine: elements(mine), theirs: elements(theirs) },
      comparison,
      kind === 'array',
    )
  }
  return memberSlots({ base: members(base), mine: members(mine), theirs: members(theirs) })
}

function elements(list: unknown): readonly unknown[] {
  if (Array.isArray(list)) return list
  return list instanceof Set ? Array.from(list) : []
}

function members(container: unknown): Iterable<readonly [unknown, unknown]> {
  if (container instanceof Map) return container
  return isPlainObject(container) ? Object.entries(container) : []
}

type Entry = readonly [name: unknown, value: unknown]

const MAKE: Readonly<Record<ContainerKind, (entries: readonly Entry[]) => unknown>> = {
  array: (entries) => entries.map(([, value]) => value),
  set: (entries) => new Set(entries.map(([, value]) => value)),
  map: (entries) => new Map(entries),
  object(entries) {
    const object = {}
    for (const [name, value] of entries) defineMember(object, String(name), value)
    return object
  },
}
