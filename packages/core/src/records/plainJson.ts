import { TAG } from './encodeScalar.ts'
import type { PathMatcher } from '../exclusion/PathMatcher.ts'
import { isPlainObject, isTemporary } from './stateRules.ts'

/**
 * The JSON text of a small value that needs nothing but JSON: nearly every record there is. The browser's own encoder
 * makes it in one go. `undefined` when the value is longer than `maxLength`, or holds anything that JSON would lose or
 * that is left out.
 */
export function plainJson(value: object, matcher: PathMatcher, maxLength: number): string | undefined {
  if (!matcher.isFree) return undefined
  try {
    return restOfLength(value, matcher, maxLength) < 0 ? undefined : JSON.stringify(value)
  } catch {
    // A getter that throws is met again, member by member, by the walk that leaves out only its own.
    return undefined
  }
}

const NOT_PLAIN = -1

/** What is left of `length` characters after `value`; negative when it is too long, or not plain. Ends on cycles too. */
function restOfLength(value: unknown, matcher: PathMatcher, length: number): number {
  switch (typeof value) {
    case 'string':
      return isTemporary(value) ? NOT_PLAIN : length - value.length - 2
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? length - 4 : NOT_PLAIN
    case 'boolean':
      return length - 4
    case 'object':
      if (value === null) return length - 4
      return Array.isArray(value)
        ? restAfterElements(value, matcher, length - 2)
        : restAfterMembers(value, matcher, length - 2)
    case 'undefined':
    case 'bigint':
    case 'function':
    case 'symbol':
      return NOT_PLAIN
  }
}

function restAfterElements(array: readonly unknown[], matcher: PathMatcher, length: number): number {
  let rest = length
  // By index, so that holes are met too.
  for (let index = 0; index < array.length && rest >= 0; index += 1) {
    rest = restOfLength(array[index], matcher, rest - 1)
  }
  return rest
}

function restAfterMembers(object: object, matcher: PathMatcher, length: number): number {
  if (!isPlainObject(object)) return NOT_PLAIN
  let rest = length
  for (const key of Object.keys(object)) {
    if (rest < 0 || key === TAG || matcher.member(key) !== matcher) return NOT_PLAIN
    rest = restOfLength(object[key], matcher, rest - key.length - 4)
  }
  return rest
}
