import type { ChunkLength } from './ChunkLength.ts'

/** How good a place for a breath is, by the characters before the white space: the higher, the further from the middle it may lie. */
const PLACES: readonly (readonly [RegExp, number])[] = [
  [/[;:][”’"')\]]*$/u, 1],
  [/[—–][”’"')\]]*$/u, 0.9],
  [/[,，、；：][”’"')\]]*$/u, 0.8],
]

/**
 * Cuts a sentence longer than the maximum into nearly equal parts: at semicolons, dashes and commas where they are near, else between words.
 * A word is never cut, unless it alone is longer than the maximum. The parts joined are the sentence again.
 */
export function cutLongSentence(sentence: string, length: ChunkLength): string[] {
  const parts: string[] = []
  let rest = sentence
  while (rest.trimEnd().length > length.maximum) {
    const ideal = rest.length / Math.ceil(rest.length / length.target)
    const at = findBreath(rest, ideal, length.maximum)
    parts.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  if (rest !== '') parts.push(rest)
  return parts
}

function findBreath(text: string, ideal: number, maximum: number): number {
  let best = 0
  let bestScore = -1
  for (let at = text.indexOf(' ') + 1; at > 0 && at <= maximum + 1; at = text.indexOf(' ', at) + 1) {
    const score = placeScore(text.slice(Math.max(0, at - 6), at - 1)) - Math.abs(at - ideal) / ideal
    if (score <= bestScore && best > 0) continue
    best = at
    bestScore = score
  }
  return best > 0 ? best : cutInsideWord(text, maximum)
}

function placeScore(before: string): number {
  return PLACES.find(([pattern]) => pattern.test(before))?.[1] ?? 0.2
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' })

/** For texts without spaces (Chinese, Japanese, Thai) and for endless links: the last word boundary that fits, else the last whole character. */
function cutInsideWord(text: string, maximum: number): number {
  const space = text.indexOf(' ')
  const word = text.slice(0, Math.min(maximum + 2, space === -1 ? text.length : space))
  let at = 0
  for (const segment of words.segment(word)) {
    if (segment.index > maximum) break
    at = segment.index
  }
  if (at > 0) return at
  // Not between the halves of a surrogate pair.
  return /[\uD800-\uDBFF]/.test(text.charAt(maximum - 1)) ? maximum - 1 : maximum
}
