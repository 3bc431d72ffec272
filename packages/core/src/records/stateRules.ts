/** Texts from this length on are records of their own: an edit beside one does not write it again. */
const LENT_TEXT_LENGTH = 4_096

/** Texts from this length on are stored in pieces, so that a keystroke in one rewrites a piece. */
export const LONG_TEXT_LENGTH = 16_384

/** What lives only as long as the page: functions, symbols, the addresses of blobs. Left out without a word. */
export function isTemporary(value: unknown): boolean {
  return (
    typeof value === 'function' || typeof value === 'symbol' || (typeof value === 'string' && value.startsWith('blob:'))
  )
}

/** A value that a container holds by value, and not as a record of its own. */
export function isInline(value: unknown): boolean {
  if (typeof value === 'string') return value.length < LENT_TEXT_LENGTH
  return typeof value !== 'object' || isScalarObject(value)
}

/** `null` and dates. A revoked proxy throws when it is asked. */
export function isScalarObject(value: object | null): value is null | Date {
  try {
    return value === null || value instanceof Date
  } catch {
    return false
  }
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  // The second half lets in the plain objects of other frames.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** DOM nodes: their place is in the page. */
export function isPageNode(value: object): boolean {
  return typeof Reflect.get(value, 'nodeType') === 'number' && typeof Reflect.get(value, 'nodeName') === 'string'
}

export type ContainerKind = 'array' | 'object' | 'map' | 'set'

/** How a container can be split into records; `undefined` when it cannot be. */
export function containerKind(value: unknown): ContainerKind | undefined {
  if (Array.isArray(value)) return 'array'
  if (value instanceof Map) return 'map'
  if (value instanceof Set) return 'set'
  return isPlainObject(value) ? 'object' : undefined
}
