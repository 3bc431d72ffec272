/** A multiple of three, so that every piece but the last encodes without padding; small enough to be spread into a call. */
const pieceLength = 3 * 0x2000

/** Base64 of the bytes. Uses the engine's own encoder where there is one (about ten times as fast). */
export function encodeBase64(bytes: Uint8Array): string {
  return encodesItself(bytes) ? bytes.toBase64() : encodeInPieces(bytes)
}

/** For browsers without `Uint8Array.prototype.toBase64` (Chromium before 140). */
export function encodeInPieces(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += pieceLength) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + pieceLength)))
  }
  return text
}

function encodesItself(bytes: Uint8Array): bytes is Uint8Array & { toBase64(): string } {
  return 'toBase64' in bytes
}
