import { readBinary } from '../../records/binaryValue.ts'
import { isPlainObject } from '../../records/stateRules.ts'

/**
 * Whether two values say the same, for apps that make their objects anew. Identical parts cost nothing, and no two
 * objects are compared twice. The order of members counts.
 */
export class ContentComparison {
  readonly #known = new WeakMap<object, WeakMap<object, boolean>>()

  isSame(one: unknown, other: unknown): boolean {
    if (Object.is(one, other)) return true
    if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return false
    const known = this.#known.get(one) ?? new WeakMap<object, boolean>()
    this.#known.set(one, known)
    let answer = known.get(other)
    if (answer === undefined) {
      // A value that holds itself is not entered again.
      known.set(other, true)
      answer = this.#compare(one, other)
      known.set(other, answer)
    }
    return answer
  }

  #compare(one: object, other: object): boolean {
    if (Array.isArray(one)) return Array.isArray(other) && this.#isSameList(one, other)
    if (one instanceof Map) return other instanceof Map && this.#isSameList(flat(one), flat(other))
    if (one instanceof Set) return other instanceof Set && this.#isSameList([...one], [...other])
    if (one instanceof Date) return other instanceof Date && Object.is(one.getTime(), other.getTime())
    if (isPlainObject(one)) return isPlainObject(other) && this.#isSameObject(one, other)
    return isSameBinary(one, other)
  }

  #isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
    return one.length === other.length && one.every((item, index) => this.isSame(item, other[index]))
  }

  #isSameObject(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
    const [keys, otherKeys] = [Object.keys(one), Object.keys(other)]
    return (
      keys.length === otherKeys.length &&
      keys.every((key, index) => key === otherKeys[index] && this.isSame(one[key], other[key]))
    )
  }
}

function flat(map: ReadonlyMap<unknown, unknown>): unknown[] {
  return Array.from(map).flat()
}

/** Files and Blobs cannot be looked into in one go: they are the same only when they are one. */
function isSameBinary(one: object, other: object): boolean {
  const [content, otherContent] = [readBinary(one), readBinary(other)]
  if (content === undefined || content.type.type !== otherContent?.type.type) return false
  const { bytes } = otherContent
  return content.bytes.length === bytes.length && content.bytes.every((byte, at) => byte === bytes[at])
}
