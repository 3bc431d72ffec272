import { defineMember } from '../records/decodeBody.ts'
import { isPlainObject } from '../records/stateRules.ts'

/**
 * A copy that may be changed in place. Texts and files, nearly all of a large state, cannot be and are shared: the
 * browser's own `structuredClone` copies every letter of them.
 */
export function copyState(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyState)
  if (isPlainObject(value)) {
    const copy = {}
    for (const key of Object.keys(value)) defineMember(copy, key, copyState(value[key]))
    return copy
  }
  if (value instanceof Map) return new Map(Array.from(value, ([key, member]) => [copyState(key), copyState(member)]))
  if (value instanceof Set) return new Set(Array.from(value, copyState))
  if (value instanceof Date || value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return structuredClone(value)
  return value
}
