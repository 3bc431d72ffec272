import { defineMember } from '../records/decodeBody.ts'
import { isPlainObject } from '../records/stateRules.ts'

/**
 * `next` with every part that is equal to the part of `old` in the same place replaced by that very part; `old` itself
 * when all is equal. Neither is changed. The order of members counts.
 */
export function shareUnchanged(old: unknown, next: unknown): unknown {
  if (Object.is(old, next)) return old
  if (typeof old !== 'object' || old === null || typeof next !== 'object' || next === null) return next
  if (Array.isArray(old)) return Array.isArray(next) ? shareElements(old, next) : next
  if (isPlainObject(old)) return isPlainObject(next) ? shareMembers(old, next) : next
  return isSameLeaf(old, next) ? old : next
}

function shareElements(old: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const shared = next.map((element, index) => shareUnchanged(old[index], element))
  if (old.length === next.length && shared.every((element, index) => Object.is(element, old[index]))) return old
  return shared
}

function shareMembers(old: Record<string, unknown>, next: Record<string, unknown>): object {
  const oldKeys = Object.keys(old)
  const nextKeys = Object.keys(next)
  let isSame = oldKeys.length === nextKeys.length
  const shared = {}
  for (const [index, key] of nextKeys.entries()) {
    const isKnown = Object.hasOwn(old, key)
    const member = isKnown ? shareUnchanged(old[key], next[key]) : next[key]
    isSame &&= isKnown && oldKeys[index] === key && Object.is(member, old[key])
    defineMember(shared, key, member)
  }
  return isSame ? old : shared
}

/** Values with insides that no member of theirs can be shared of: all of them, or none. */
function isSameLeaf(old: object, next: object): boolean {
  if (old instanceof Date) return next instanceof Date && Object.is(old.getTime(), next.getTime())
  if (old instanceof Map) return next instanceof Map && isSameList(Array.from(old), Array.from(next))
  if (old instanceof Set) return next instanceof Set && isSameList(Array.from(old), Array.from(next))
  const [oldBytes, nextBytes] = [bytesOf(old), bytesOf(next)]
  if (oldBytes === undefined || nextBytes === undefined || oldBytes.length !== nextBytes.length) return false
  return (
    Object.getPrototypeOf(old) === Object.getPrototypeOf(next) && oldBytes.every((byte, at) => byte === nextBytes[at])
  )
}

function isSameList(old: readonly unknown[], next: readonly unknown[]): boolean {
  return shareUnchanged(old, next) === old
}

function bytesOf(value: object): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined
}
