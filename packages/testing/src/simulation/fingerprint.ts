/** What an app keeps under this name, the kit leaves out by itself. */
export const SECRET_KEY = 'password'

/** Nothing of a secret may be found outside of the page. */
export const SECRET_TEXT = 'open sesame'

/**
 * A text that two values share exactly when they are equal: type by type, member by member, in order; secrets are
 * not looked at. It knows nothing of
 * the kit's own encoding, so a mistake there cannot hide behind the same mistake here.
 */
export function fingerprint(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value)
    case 'bigint':
      return `${value}n`
    case 'object':
      return value === null ? 'null' : ofObject(value)
    case 'undefined':
    case 'boolean':
    case 'symbol':
    case 'function':
      return String(value)
  }
}

function ofObject(value: object): string {
  if (Array.isArray(value)) return `[${Array.from(value, fingerprint).join()}]`
  if (value instanceof Date) return `date ${value.getTime()}`
  if (value instanceof Map)
    return `map{${Array.from(value, ([key, item]) => `${fingerprint(key)}>${fingerprint(item)}`).join()}}`
  if (value instanceof Set) return `set{${Array.from(value, fingerprint).join()}}`
  if (ArrayBuffer.isView(value)) return `${value.constructor.name} ${bytesOf(value).join()}`
  if (value instanceof ArrayBuffer) return `buffer ${new Uint8Array(value).join()}`
  return `{${Object.entries(value)
    .filter(([key]) => key !== SECRET_KEY)
    .map(([key, member]) => `${JSON.stringify(key)}:${fingerprint(member)}`)
    .join()}}`
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
