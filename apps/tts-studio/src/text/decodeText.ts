/** Control characters that no text has: those below the space but tab, line and page ends and escape. */
function isBinary(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 0x09 || (code > 0x0d && code < 0x20 && code !== 0x1a && code !== 0x1b)) return true
  }
  return false
}

/** The text these bytes are, in UTF-8 or (with its mark at the front) UTF-16; `undefined` when they are something else. */
export function decodeText(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
    return isBinary(text) ? undefined : text
  } catch {
    // The decoder was told to throw on bytes that are not of this encoding: that is the answer.
    return undefined
  }
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return 'utf-8'
}
