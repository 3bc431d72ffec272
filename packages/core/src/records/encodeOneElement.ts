import type { SplitContainer } from './ContainerUpdate.ts'
import { type EncodeMember, type Steps, encodeContainer } from './encodeContainer.ts'
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
  if (old === undefined || below === 'excluded' || isInline(element)) return undefined
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
