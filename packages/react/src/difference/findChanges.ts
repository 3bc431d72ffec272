import { isPlainObject, isSameContent } from '../session/isSameContent.ts'
import { matchElements } from './matchElements.ts'

/** One place in which two states differ. */
export interface Change {
  /** Names and indexes on the way to it, joined by dots: as the newer state has it, or the older one where it is gone. Empty: all of it. */
  readonly path: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** What the older state has there; `undefined` where it is new. */
  readonly before: unknown
  readonly after: unknown
}

export interface Changes {
  readonly list: readonly Change[]
  /** There are more than are listed. */
  readonly isCut: boolean
}

/** More than anybody reads. */
const MOST = 200

/**
 * What became of a state, place by place: objects and maps by key, lists element by element (known by identity, `id` or `key`, content, else
 * by place), sets by what is in them. What has not changed is not entered, so the time follows what differs.
 */
export function findChanges(before: unknown, after: unknown, most = MOST): Changes {
  const search = new Search(most)
  search.compare(before, after, '')
  return { list: search.list, isCut: search.isCut }
}

class Search {
  readonly list: Change[] = []
  isCut = false
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  compare(before: unknown, after: unknown, path: string): void {
    if (this.isCut || isSameLeaf(before, after)) return
    if (Array.isArray(before) && Array.isArray(after)) this.#compareLists(before, after, path)
    else if (isPlainObject(before) && isPlainObject(after)) this.#compareMembers(before, after, path)
    else if (before instanceof Map && after instanceof Map) this.#compareMembers(named(before), named(after), path)
    else if (before instanceof Set && after instanceof Set) this.#compareSets(before, after, path)
    else this.#note({ path, kind: 'changed', before, after })
  }

  #compareMembers(before: Members, after: Members, path: string): void {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const inner = join(path, name)
      if (!Object.hasOwn(after, name))
        this.#note({ path: inner, kind: 'removed', before: before[name], after: undefined })
      else if (!Object.hasOwn(before, name))
        this.#note({ path: inner, kind: 'added', before: undefined, after: after[name] })
      else this.compare(before[name], after[name], inner)
    }
  }

  #compareLists(before: readonly unknown[], after: readonly unknown[], path: string): void {
    const { pairs, removed } = matchElements(before, after)
    for (const [index, from] of pairs.entries()) {
      const inner = join(path, index)
      if (from === undefined) this.#note({ path: inner, kind: 'added', before: undefined, after: after[index] })
      else this.compare(before[from], after[index], inner)
    }
    for (const index of removed)
      this.#note({ path: join(path, index), kind: 'removed', before: before[index], after: undefined })
  }

  #compareSets(before: ReadonlySet<unknown>, after: ReadonlySet<unknown>, path: string): void {
    const isIn = (set: ReadonlySet<unknown>, value: unknown): boolean =>
      set.has(value) || [...set].some((own) => isSameContent(own, value))
    for (const value of after)
      if (!isIn(before, value)) this.#note({ path, kind: 'added', before: undefined, after: value })
    for (const value of before)
      if (!isIn(after, value)) this.#note({ path, kind: 'removed', before: value, after: undefined })
  }

  #note(change: Change): void {
    if (this.list.length < this.#most) this.list.push(change)
    else this.isCut = true
  }
}

type Members = Readonly<Record<string, unknown>>

/** Keys that are neither texts nor numbers are told apart by their place only. */
function named(map: ReadonlyMap<unknown, unknown>): Members {
  return Object.fromEntries(
    Array.from(map, ([key, value], index) => [
      typeof key === 'string' || typeof key === 'number' ? key : `#${index}`,
      value,
    ]),
  )
}

function join(path: string, name: string | number): string {
  return path === '' ? String(name) : `${path}.${name}`
}

/** Whether two values are the same and hold nothing to look into. */
function isSameLeaf(before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true
  if (before instanceof Date && after instanceof Date) return before.getTime() === after.getTime()
  if (ArrayBuffer.isView(before) && ArrayBuffer.isView(after)) return isSameBytes(bytesOf(before), bytesOf(after))
  if (before instanceof ArrayBuffer && after instanceof ArrayBuffer)
    return isSameBytes(new Uint8Array(before), new Uint8Array(after))
  return false
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

function isSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index])
}
