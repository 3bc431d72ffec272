/** Fails at once on texts that the engine keeps at one byte a letter, which is most of them. */
const BEYOND_LATIN_1 = /[^\0-\xff]/

/** Half of a letter, which UTF-8 has no form for. JSON texts hold none; a text that did would come back changed. */
const LONE_SURROGATE = /\p{Surrogate}/u

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The form a payload is stored in. A text with a single letter outside Latin-1, a curly quote, takes two bytes for each
 * of its letters; as UTF-8 it takes them for the quote alone.
 */
export function packText(text: string): string | Uint8Array {
  if (!BEYOND_LATIN_1.test(text) || LONE_SURROGATE.test(text)) return text
  const bytes = encoder.encode(text)
  return bytes.length < text.length * 2 ? bytes : text
}

/** @throws TypeError when it is neither a text nor UTF-8: the payload is damaged. */
export function unpackText(payload: unknown): string {
  if (typeof payload === 'string') return payload
  if (payload instanceof Uint8Array) return decoder.decode(payload)
  throw new TypeError('the payload is neither text nor bytes')
}
