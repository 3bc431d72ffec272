import { defineMember } from './decodeBody.ts'
import type { RecordNode } from './StateRecord.ts'
import { isPlainObject } from './stateRules.ts'

/** A container with its members' records' values in their places. */
export function withMembers(value: unknown, children: RecordNode['children']): unknown {
  const valueAt = (index: number, member: unknown): unknown => {
    const child = children[index]
    return child === undefined ? member : child.value
  }
  if (Array.isArray(value)) return value.map((member, index) => valueAt(index, member))
  if (value instanceof Set) return new Set(Array.from(value, (member, index) => valueAt(index, member)))
  if (value instanceof Map) return new Map(Array.from(value, ([key, member], index) => [key, valueAt(index, member)]))
  if (!isPlainObject(value)) return value
  const object = {}
  for (const [index, key] of Object.keys(value).entries()) defineMember(object, key, valueAt(index, value[key]))
  return object
}
