import { fromBase64 } from './base64.ts'
import { type BinaryType, makeBinary } from './binaryValue.ts'
import { TAG } from './encodeScalar.ts'

/**
 * A record's body back as values. Bodies without a mark, nearly all of them, are plain JSON and are not walked.
 *
 * @throws SyntaxError when the text is not JSON, TypeError when a mark is unknown: the record is then unreadable.
 */
export function decodeBody(body: string): unknown {
  const parsed: unknown = JSON.parse(body)
  return body.includes(`{"${TAG}":`) ? revive(parsed) : parsed
}

function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) value[index] = revive(element)
    return value
  }
  if (Object.hasOwn(value, TAG)) return reviveTagged(value)
  // What JSON gives is a plain object.
  const object = value as Record<string, unknown>
  for (const key of Object.keys(object)) defineMember(object, key, revive(object[key]))
  return object
}

function reviveTagged(value: object): unknown {
  const type: unknown = Reflect.get(value, TAG)
  const content: unknown = Reflect.get(value, 'v')
  switch (type) {
    case 'undefined':
      return undefined
    case 'number':
      return Number(content)
    case 'bigint':
      return BigInt(String(content))
    case 'date':
      return new Date(typeof content === 'number' ? content : Number.NaN)
    case 'map':
      return new Map(entries(content))
    case 'set':
      return new Set(list(content))
    case 'binary':
      return reviveBinary(content)
    case 'object':
      return fromEntries(entries(content))
    default:
      throw new TypeError(`unknown mark ${String(type)}`)
  }
}

function reviveBinary(content: unknown): unknown {
  const [type, base64] = list(content)
  // Written by the encoder, and checked by the row's checksum.
  return makeBinary(type as BinaryType, [fromBase64(String(base64))])
}

function list(content: unknown): unknown[] {
  if (!Array.isArray(content)) throw new TypeError('a marked value is not a list')
  return content.map(revive)
}

function entries(content: unknown): [unknown, unknown][] {
  return list(content).map((pair) => {
    if (!Array.isArray(pair) || pair.length !== 2) throw new TypeError('a marked entry is not a pair')
    return [pair[0], pair[1]]
  })
}

function fromEntries(pairs: readonly [unknown, unknown][]): object {
  const object: Record<string, unknown> = {}
  for (const [key, value] of pairs) defineMember(object, String(key), value)
  return object
}

/** Sets an own property whatever its name: `__proto__` is data here, never an assignment. */
export function defineMember(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
  } else {
    object[key] = value
  }
}
