/** Enough to know which is which. */
const LONGEST = 240

/** A value of a state as a person would read it: texts as they are, the rest as short as it can be said. */
export function valueInWords(value: unknown, nothing: string): string {
  const text = textOf(value)
  if (text === undefined || text === '') return nothing
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'string') return value
  if (value instanceof Date) return value.toLocaleString()
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}
