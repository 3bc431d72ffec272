/** Arguments of one call: engines differ in how many they take. */
const STRIDE = 8_192

export function toBase64(bytes: Uint8Array): string {
  let units = ''
  for (let start = 0; start < bytes.length; start += STRIDE) {
    units += String.fromCharCode(...bytes.subarray(start, start + STRIDE))
  }
  return btoa(units)
}

/** @throws DOMException when the text is not base64. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0))
}
