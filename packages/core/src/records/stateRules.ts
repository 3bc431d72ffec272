/** Texts from this length on are records of their own: an edit beside one does not write it again. */
const LONG_TEXT_LENGTH = 16_384

/** What lives only as long as the page: functions, symbols, the addresses of blobs. Left out without a word. */
export function isTemporary(value: unknown): boolean {
  return (
    typeof value === 'function' || typeof value === 'symbol' || (typeof value === 'string' && value.startsWith('blob:'))
  )
}

/** Files, blobs and DOM nodes, told by their looks: the core runs where those classes do not exist. */
export function isPageObject(value: object): boolean {
  const tag = Object.prototype.toString.call(value)
  return tag === '[object File]' || tag === '[object Blob]' || typeof Reflect.get(value, 'nodeType') === 'number'
}

/** Whether a member of a split container gets a record of its own. */
export function isLendable(value: unknown): boolean {
  return typeof value === 'string' ? value.length >= LONG_TEXT_LENGTH : typeof value === 'object' && value !== null
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  // The second half lets in the plain objects of other frames.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}
