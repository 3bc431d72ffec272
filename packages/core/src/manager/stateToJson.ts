import type { AutoSaveConfig } from '../config/AutoSaveConfig.ts'
import type { PathMatcher } from '../exclusion/PathMatcher.ts'
import { toBase64 } from '../records/base64.ts'
import { defineMember } from '../records/decodeBody.ts'
import { containerKind, isTemporary } from '../records/stateRules.ts'
import { EncodingRules } from './EncodingRules.ts'

/** What is left out of the text, like a function in JSON. */
const NOTHING = Symbol('nothing')

/** Deeper than this is a mistake of the app's; the encoder ends there too. */
const DEEPEST = 400

/**
 * What would be stored of a state, as JSON text for a person to keep elsewhere: without what is excluded. It is not the form sessions are stored
 * in: dates, maps, sets and binaries become the nearest thing JSON has, files their name, size and type; what cannot be read is left out.
 */
export function stateToJson(state: unknown, config: AutoSaveConfig): string {
  const { matcher } = EncodingRules.of(config)
  const plain = matcher === 'excluded' ? NOTHING : toPlain(config.select ? config.select(state) : state, matcher, [])
  return JSON.stringify(plain === NOTHING ? null : plain, undefined, 2)
}

function toPlain(value: unknown, matcher: PathMatcher, around: readonly object[]): unknown {
  try {
    if (isTemporary(value)) return NOTHING
    if (typeof value === 'bigint') return String(value)
    if (typeof value !== 'object' || value === null) return matcher.isPassage ? NOTHING : value
    if (around.includes(value) || around.length > DEEPEST) return NOTHING
    const kind = containerKind(value)
    if (kind === undefined) return matcher.isPassage ? NOTHING : leafToPlain(value)
    const inside = [...around, value]
    if (kind === 'array' || kind === 'set') return listToPlain(value as Iterable<unknown>, matcher, inside)
    return namesToPlain(kind === 'map' ? (value as Map<unknown, unknown>) : Object.entries(value), matcher, inside)
  } catch {
    // A getter that throws, a revoked proxy: everything around it is still worth keeping.
    return NOTHING
  }
}

function leafToPlain(value: object): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof ArrayBuffer) return toBase64(new Uint8Array(value))
  if (ArrayBuffer.isView(value)) return toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  if (value instanceof Blob) return { name: Reflect.get(value, 'name'), size: value.size, type: value.type }
  return NOTHING
}

function listToPlain(list: Iterable<unknown>, matcher: PathMatcher, around: readonly object[]): unknown {
  return Array.from(list, (element, index) => {
    const below = matcher.element(index)
    const plain = below === 'excluded' ? NOTHING : toPlain(element, below, around)
    // An element keeps its place.
    return plain === NOTHING ? null : plain
  })
}

function namesToPlain(
  entries: Iterable<readonly [unknown, unknown]>,
  matcher: PathMatcher,
  around: readonly object[],
): unknown {
  const plain: Record<string, unknown> = {}
  let index = 0
  for (const [key, member] of entries) {
    const below = typeof key === 'string' ? matcher.member(key) : matcher.element(index)
    index += 1
    const value = below === 'excluded' ? NOTHING : toPlain(member, below, around)
    if (value !== NOTHING) defineMember(plain, nameOf(key), value)
  }
  return plain
}

/** A map's key as a name. */
function nameOf(key: unknown): string {
  if (typeof key === 'string') return key
  return typeof key === 'bigint' ? `${key}` : (JSON.stringify(key) ?? 'undefined')
}
