/** Scripts written without spaces between words: no space is put between two pieces of them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}。、！？」』）]/u

/** Joins the pieces of a text: a blank line between paragraphs, a space between the pieces of one. */
export function joinPieces(pieces: readonly { text: string; begins?: 'heading' | 'paragraph' | undefined }[]): string {
  let joined = ''
  for (const { text, begins } of pieces) {
    if (joined === '') joined = text
    else if (begins !== undefined) joined += `\n\n${text}`
    else joined += needsSpace(joined, text) ? ` ${text}` : text
  }
  return joined
}

function needsSpace(before: string, after: string): boolean {
  return !(UNSPACED.test(before.slice(-1)) && UNSPACED.test(after.slice(0, 1)))
}
