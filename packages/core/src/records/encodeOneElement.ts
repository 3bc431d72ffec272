import type { SplitContainer } from './ContainerUpdate.ts'
import { MAX_PIECE_LENGTH, valuesPiece } from './ContainerBody.ts'
import { type EncodeMember, type Steps, encodeContainer } from './encodeContainer.ts'
import { scalarText } from './encodeInline.ts'
import type { EncodingRun } from './EncodingRun.ts'
import { Omission } from './Omission.ts'
import { NONE, type RecordNode } from './StateRecord.ts'
import { isInline } from './stateRules.ts'

/**
 * An array in which one element was put in another's stead, by far the commonest edit: the list of its records stays as
 * it is, and its thousands of other elements are compared and nothing else.
 *
 * @returns `undefined` when something else has changed too; nothing has been written then.
 */
export function* encodeOneElement(
  run: EncodingRun,
  container: SplitContainer,
  encodeMember: EncodeMember,
): Steps<RecordNode | undefined> {
  const { value, previous, matcher } = container
  // Where something is left out, paths are counted anew.
  if (previous === undefined || run.options.isDeep || previous.leftOut.length > 0) return undefined
  if (!Array.isArray(value) || !Array.isArray(previous.value)) return undefined
  const index = firstDifference(previous.value, value)
  if (index === value.length && index === previous.value.length) return { ...previous, value }
  if (!isOnlyDifference(previous.value, value, index)) return undefined
  const element: unknown = value[index]
  const [old, below] = [previous.children[index], matcher.element(index)]
  if (old === undefined) return rewritePiece(run, container, index)
  if (below === 'excluded' || isInline(element)) return undefined
  const node = yield* encodeMember({ key: undefined, old, value: element, matcher: below })
  if (node instanceof Omission) {
    // It leaves the list, which is put together anew with what has been found out.
    return yield* encodeContainer(run, container, function* (member) {
      return member.old === old ? node : yield* encodeMember(member)
    })
  }
  const children = previous.children.slice()
  children[index] = node
  const leftOut = node.leftOut.map(({ path, isExcluded }) => {
    return { path: path === '' ? String(index) : `${index}.${path}`, isExcluded }
  })
  return { ...previous, value, children, leftOut: leftOut.length === 0 ? NONE : leftOut }
}

/** An element by value: in a list of nothing else, the items of a long body are counted like the elements. */
function rewritePiece(
  run: EncodingRun,
  { value, previous, matcher }: SplitContainer,
  index: number,
): RecordNode | undefined {
  if (!Array.isArray(value) || previous === undefined || !matcher.isFree) return undefined
  const itemCount = previous.pieces.reduce((sum, { length }) => sum + length, 0)
  if (itemCount !== value.length) return undefined
  let start = 0
  const place = previous.pieces.findIndex(({ length }) => index < (start += length))
  const old = previous.pieces[place]
  if (old === undefined) return undefined
  start -= old.length
  const texts: string[] = []
  for (let at = start; at < start + old.length; at += 1) {
    const text = isInline(value[at]) && previous.children[at] === undefined ? scalarText(value[at]) : undefined
    if (typeof text !== 'string') return undefined
    texts.push(text)
  }
  const piece = valuesPiece(texts)
  // Too long a piece is cut with all the others.
  if (piece.text.length > 2 * MAX_PIECE_LENGTH) return undefined
  const pieces = previous.pieces.slice()
  pieces[place] = run.writePiece(old.id, piece.text, piece.itemCount)
  return { ...previous, value, pieces }
}

function firstDifference(old: readonly unknown[], next: readonly unknown[]): number {
  const shorter = Math.min(old.length, next.length)
  let index = 0
  while (index < shorter && Object.is(old[index], next[index])) index += 1
  return index
}

function isOnlyDifference(old: readonly unknown[], next: readonly unknown[], difference: number): boolean {
  if (old.length !== next.length) return false
  let index = next.length - 1
  while (index > difference && Object.is(old[index], next[index])) index -= 1
  return index === difference
}
