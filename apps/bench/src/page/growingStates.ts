import type { AutoSaveOptions } from '@autosave-kit/core'
import { randomText, seeded } from './randomText.ts'

/** A state of a size, and edits of one place in it, as an app makes them: new objects on the way, the rest as it was. */
export interface GrowingState {
  readonly initial: unknown
  readonly options?: AutoSaveOptions
  /** `what` changed, in the state with it. */
  edit(state: unknown, round: number): { readonly state: unknown; readonly what: unknown }
  /** The comparison by `===` that nobody who finds a change by identity gets around. */
  scan(old: unknown, next: unknown): number
}

interface Entity {
  readonly id: string
  readonly text: string
  readonly status: string
  readonly params: { readonly speed: number; readonly pitch: number }
}

type Tree = Entity | readonly Tree[]

const random = seeded(7)
const pick = seeded(99)

function entity(index: number): Entity {
  const text = randomText(random, 100)
  return { id: `entity-${index}`, text, status: 'done', params: { speed: 1, pitch: index % 12 } }
}

function changed(old: Entity, round: number): Entity {
  return { ...old, text: `${old.text.slice(0, 90)} edit ${round}` }
}

function replaced<TElement>(list: readonly TElement[], index: number, element: TElement): TElement[] {
  const copy = list.slice()
  copy[index] = element
  return copy
}

function at<TElement>(list: readonly TElement[], index: number): TElement {
  const element = list[index]
  if (element === undefined) throw new RangeError(`There is no element ${index}.`)
  return element
}

function scanLists(old: readonly unknown[], next: readonly unknown[]): number {
  let differences = 0
  for (let index = 0; index < next.length; index += 1) if (old[index] !== next[index]) differences += 1
  return differences
}

function entityArray(count: number): GrowingState {
  const initial = { title: 'array', items: Array.from({ length: count }, (_, index) => entity(index)) }
  return {
    initial,
    edit(state, round) {
      const { title, items } = state as typeof initial
      const index = pick(count)
      const what = changed(at(items, index), round)
      return { state: { title, items: replaced(items, index, what) }, what }
    },
    scan: (old, next) => scanLists((old as typeof initial).items, (next as typeof initial).items),
  }
}

/** With a rule that reaches into every element. */
function ruledArray(count: number): GrowingState {
  return { ...entityArray(count), options: { exclude: ['items.*.draft'] } }
}

function dictionary(count: number): GrowingState {
  const entries = Array.from({ length: count }, (_, index) => [`key-${index}`, entity(index)] as const)
  const initial = { title: 'dictionary', byKey: Object.fromEntries(entries) }
  return {
    initial,
    edit(state, round) {
      const { title, byKey } = state as typeof initial
      const key = `key-${pick(count)}`
      const old = byKey[key]
      if (old === undefined) throw new RangeError(`There is no ${key}.`)
      const what = changed(old, round)
      return { state: { title, byKey: { ...byKey, [key]: what } }, what }
    },
    scan(old, next) {
      const [before, after] = [(old as typeof initial).byKey, (next as typeof initial).byKey]
      let differences = 0
      for (const key of Object.keys(after)) if (before[key] !== after[key]) differences += 1
      return differences
    },
  }
}

function shortTexts(count: number): GrowingState {
  const initial = { title: 'texts', items: Array.from({ length: count }, () => randomText(random, 20)) }
  return {
    initial,
    edit(state, round) {
      const { title, items } = state as typeof initial
      const what = `edited in round ${round}`
      return { state: { title, items: replaced(items, pick(count), what) }, what }
    },
    scan: (old, next) => scanLists((old as typeof initial).items, (next as typeof initial).items),
  }
}

/** Ten letters for each element of the others: 1 MB at 100,000. */
function longText(count: number): GrowingState {
  const initial = { title: 'text', text: randomText(random, count * 10) }
  return {
    initial,
    edit(state, round) {
      const { title, text } = state as typeof initial
      const place = pick(text.length)
      const what = `${text.slice(0, place)}edit ${round}${text.slice(place)}`
      return { state: { title, text: what }, what }
    },
    scan: (old, next) => ((old as typeof initial).text === (next as typeof initial).text ? 0 : 1),
  }
}

const DEPTH = 8

function nested(count: number): GrowingState {
  const width = Math.max(2, Math.round(count ** (1 / DEPTH)))
  let index = 0
  const grow = (depth: number, share: number): Tree => {
    if (depth === 0) return entity((index += 1))
    const here = depth === 1 ? Math.max(1, Math.round(share)) : width
    return Array.from({ length: here }, () => grow(depth - 1, share / here))
  }
  const initial = { title: 'nested', tree: grow(DEPTH, count) }
  return {
    initial,
    edit(state, round) {
      let what: unknown
      const change = (tree: Tree): Tree => {
        if (!isBranch(tree)) return (what = changed(tree, round))
        const place = pick(tree.length)
        return replaced(tree, place, change(at(tree, place)))
      }
      const { title, tree } = state as typeof initial
      return { state: { title, tree: change(tree) }, what }
    },
    scan: (old, next) => scanTrees((old as typeof initial).tree, (next as typeof initial).tree),
  }
}

function isBranch(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree)
}

function scanTrees(old: Tree, next: Tree): number {
  if (old === next) return 0
  if (!isBranch(old) || !isBranch(next)) return 1
  return next.reduce<number>((sum, branch, index) => sum + scanTrees(at(old, index), branch), 0)
}

export const growingStates = { entityArray, ruledArray, dictionary, shortTexts, longText, nested }
export type GrowingShape = keyof typeof growingStates
