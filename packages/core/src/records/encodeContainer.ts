import { ContainerUpdate, type MemberPlace, type SplitContainer } from './ContainerUpdate.ts'
import { readMember } from './encodeInline.ts'
import type { EncodingRun } from './EncodingRun.ts'
import { encodeScalar } from './encodeScalar.ts'
import { matchElements } from './matchElements.ts'
import { Omission } from './Omission.ts'
import type { PathMatcher } from '../exclusion/PathMatcher.ts'
import { NONE, type RecordNode } from './StateRecord.ts'

/** A member on its way to a record of its own: the one it had before, if it had one. */
export interface Member {
  readonly key: string | undefined
  readonly old: RecordNode | undefined
  readonly value: unknown
  readonly matcher: PathMatcher
}

/** A walk that can stop after any of its steps. */
export type Steps<TResult> = Generator<void, TResult, void>

export type EncodeMember = (member: Member) => Steps<RecordNode | Omission>

/** Members that need no record of their own, or are as they were, between two looks at the clock. */
const STRIDE = 512

/** Writes the records of a container and of those of its members that changed. */
export function* encodeContainer(
  run: EncodingRun,
  container: SplitContainer,
  encodeMember: EncodeMember,
): Steps<RecordNode> {
  const update = new ContainerUpdate(run, container)
  const { value } = container
  if (Array.isArray(value)) yield* encodeList(update, value, encodeMember)
  else if (value instanceof Set) yield* encodeList(update, Array.from(value), encodeMember)
  else
    yield* encodeDictionary(update, value instanceof Map ? mapDictionary(value) : objectDictionary(value), encodeMember)
  return yield* update.finish()
}

function* encodeList(update: ContainerUpdate, elements: readonly unknown[], encodeMember: EncodeMember): Steps<void> {
  const { run, old, container } = update
  const { matcher } = container
  const matches = matchElements(oldElements(update), elements)
  for (let index = 0; index < elements.length; index += 1) {
    const value = elements[index]
    const oldIndex = matches[index] ?? -1
    const node = old[oldIndex]
    // Nearly all of them, in an array of thousands.
    if (node !== undefined && matcher.isFree && node.value === value && !run.options.isDeep) {
      update.addNode(index, node, oldIndex)
      continue
    }
    const below = matcher.isFree ? matcher : matcher.element(index)
    const place = { name: index, keyText: undefined }
    if (!update.addInline(place, value, below) && below !== 'excluded') {
      // Under another rule than before, what is stored of it does not tell what is to be stored.
      const isSameRule = oldIndex === index || matcher.isFree || below === matcher.element(oldIndex)
      const member = { key: undefined, old: isSameRule ? node : undefined, value, matcher: below }
      addResult(update, { place, member, oldIndex }, yield* encodeMember(member))
      if (run.isDue()) yield
    }
    if (index % STRIDE === 0 && run.isDue()) yield
  }
}

/** The elements that were committed. Where the app changes arrays in place, only those with records are known. */
function oldElements({ run, old, container }: ContainerUpdate): readonly unknown[] {
  const { previous } = container
  if (previous === undefined) return NONE
  if (run.options.isDeep) return old.map((child) => child?.value)
  const { value } = previous
  return Array.isArray(value) ? value : value instanceof Set ? Array.from(value) : NONE
}

/** Objects and maps alike: names in order, and what stands under them. */
interface Dictionary {
  readonly names: readonly string[]
  valueAt(index: number): unknown
  keyTextAt(index: number): string
  /** As the member's record names itself. */
  keyAt(index: number): string
  matcherAt(index: number, container: PathMatcher): PathMatcher | 'excluded'
}

function objectDictionary(object: object): Dictionary {
  const names = Object.keys(object)
  const nameAt = (index: number): string => names[index] ?? ''
  return {
    names,
    valueAt: (index) => readMember(object, nameAt(index)),
    keyTextAt: (index) => JSON.stringify(nameAt(index)),
    keyAt: nameAt,
    matcherAt: (index, container) => container.member(nameAt(index)),
  }
}

/** Only of maps all of whose keys are scalars: others are not split. */
function mapDictionary(map: ReadonlyMap<unknown, unknown>): Dictionary {
  const keys = Array.from(map.keys())
  const values = Array.from(map.values())
  const keyTexts = keys.map((key) => encodeScalar(key) ?? '')
  const keyTextAt = (index: number): string => keyTexts[index] ?? ''
  return {
    names: keys.map((key, index) => (typeof key === 'string' ? key : keyTextAt(index))),
    valueAt: (index) => values[index],
    keyTextAt,
    keyAt: keyTextAt,
    matcherAt(index, container) {
      const key = keys[index]
      return typeof key === 'string' ? container.member(key) : container.element(index)
    },
  }
}

function* encodeDictionary(update: ContainerUpdate, members: Dictionary, encodeMember: EncodeMember): Steps<void> {
  const { run, old, container } = update
  const { matcher } = container
  const indexOf = oldIndexByKey(old)
  for (const [index, name] of members.names.entries()) {
    const key = members.keyAt(index)
    const value = members.valueAt(index)
    const oldIndex = old[index]?.key === key ? index : indexOf(key)
    const node = old[oldIndex]
    const isSameRule = matcher.isFree || container.kind === 'object' || oldIndex === index
    if (node !== undefined && node.value === value && isSameRule && !run.options.isDeep) {
      update.addNode(name, node, oldIndex)
      continue
    }
    const below = members.matcherAt(index, matcher)
    const place = { name, keyText: members.keyTextAt(index) }
    if (!update.addInline(place, value, below) && below !== 'excluded') {
      const member = { key, old: isSameRule ? node : undefined, value, matcher: below }
      addResult(update, { place, member, oldIndex }, yield* encodeMember(member))
      if (run.isDue()) yield
    }
    if (index % STRIDE === 0 && run.isDue()) yield
  }
}

/** Made when a member is first not found in its old place: in most edits none moves. */
function oldIndexByKey(old: readonly (RecordNode | undefined)[]): (key: string) => number {
  let byKey: Map<string | undefined, number> | undefined
  return (key) => {
    if (old.length === 0) return -1
    byKey ??= new Map(old.map((child, index) => [child?.key, child === undefined ? -1 : index]))
    return byKey.get(key) ?? -1
  }
}

interface EncodedMember {
  readonly place: MemberPlace
  readonly member: Member
  readonly oldIndex: number
}

function addResult(update: ContainerUpdate, encoded: EncodedMember, result: RecordNode | Omission): void {
  const { place, member, oldIndex } = encoded
  if (result instanceof Omission) update.omit(place, result)
  else update.addNode(place.name, result, result.id === member.old?.id ? oldIndex : -1)
}
