import { findSentences } from '../text/findSentences.ts'

let caret: { readonly id: string; readonly at: number } | undefined

/** Where the cursor last was in a chunk: the Split button takes the focus from the field before it is pressed. */
export function rememberCaret(id: string, at: number): void {
  caret = { id, at }
}

/** Where to split a chunk: at the cursor when it was placed inside the words, else at the end of the sentence nearest to the middle. */
export function splitPoint(id: string, text: string, isEditing: boolean): number | undefined {
  if (isEditing && caret?.id === id && dividesWords(text, caret.at)) return caret.at
  const middle = text.length / 2
  const nearest =
    nearestTo(sentenceEnds(text), middle) ?? nearestTo(clauseEnds(text), middle) ?? nearestTo(spaces(text), middle)
  return nearest !== undefined && dividesWords(text, nearest) ? nearest : undefined
}

function dividesWords(text: string, at: number): boolean {
  return text.slice(0, at).trim() !== '' && text.slice(at).trim() !== ''
}

function sentenceEnds(text: string): number[] {
  let at = 0
  return findSentences(text)
    .slice(0, -1)
    .map((sentence) => (at += sentence.length))
}

function clauseEnds(text: string): number[] {
  return [...text.matchAll(/[,;:—]\s*/g)].map((match) => match.index + match[0].length)
}

function spaces(text: string): number[] {
  return [...text.matchAll(/\s+/g)].map((match) => match.index)
}

function nearestTo(places: readonly number[], middle: number): number | undefined {
  return places.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0]
}
