import type { ThreeLists } from './listSlots.ts'
import { declaredId } from './pairElements.ts'

interface ThreeValues {
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
}

/** The lists, when each element stands in its old place on both sides: by far the most frequent, and soon told. */
export function alignedLists({ base, mine, theirs }: ThreeValues): ThreeLists | undefined {
  if (!Array.isArray(base) || !Array.isArray(mine) || !Array.isArray(theirs)) return undefined
  const lists: ThreeLists = { base, mine, theirs }
  if (base.length !== mine.length || base.length !== theirs.length) return undefined
  const isAligned = lists.base.every(
    (element, index) => continues(element, lists.mine[index]) && continues(element, lists.theirs[index]),
  )
  return isAligned ? lists : undefined
}

function continues(element: unknown, next: unknown): boolean {
  if (Object.is(element, next)) return true
  const id = declaredId(element)
  return id !== undefined && id === declaredId(next)
}
