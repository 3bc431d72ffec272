/** Marks a value that JSON has no form for: `{"$":"date","v":…}`. An app's own `$` key is kept apart by the same mark. */
export const TAG = '$'

export function encodeTagged(type: string, valueText: string): string {
  return `{"${TAG}":"${type}","v":${valueText}}`
}

export const UNDEFINED_TEXT = `{"${TAG}":"undefined"}`

/**
 * The JSON text of a value that holds no other values; `undefined` when it is not one, or cannot be stored.
 */
export function encodeScalar(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? String(value)
        : encodeTagged('number', `"${numberName(value)}"`)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'undefined':
      return UNDEFINED_TEXT
    case 'bigint':
      return encodeTagged('bigint', `"${value}"`)
    case 'object':
      if (value === null) return 'null'
      return value instanceof Date
        ? encodeTagged('date', String(Number.isNaN(value.getTime()) ? null : value.getTime()))
        : undefined
    case 'function':
    case 'symbol':
      return undefined
  }
}

function numberName(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}
