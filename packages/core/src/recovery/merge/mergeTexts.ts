interface ThreeTexts {
  readonly base: string
  readonly mine: string
  readonly theirs: string
}

/** What a side made of a stretch of the base. */
interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * Letters that neither side touched, between their edits, from which on the two are taken for separate: about a clause.
 * A number, a name, an address is shorter, and half of one and half of the other would be neither.
 */
const APART_LENGTH = 32

/**
 * Both sides' edits of one text, when what they touched lies apart: a line break, or 32 letters that neither changed,
 * between them. `undefined` when it does not.
 */
export function mergeTexts({ base, mine, theirs }: ThreeTexts): string | undefined {
  const [one, other] = [editOf(base, mine), editOf(base, theirs)]
  const [first, second] = one.start <= other.start ? [one, other] : [other, one]
  const between = base.slice(first.end, second.start)
  if (second.start < first.end || (between.length < APART_LENGTH && !between.includes('\n'))) return undefined
  return base.slice(0, first.start) + first.text + between + second.text + base.slice(second.end)
}

function editOf(base: string, text: string): TextEdit {
  const shorter = Math.min(base.length, text.length)
  let start = 0
  while (start < shorter && base.charCodeAt(start) === text.charCodeAt(start)) start += 1
  let tail = 0
  while (
    tail < shorter - start &&
    base.charCodeAt(base.length - 1 - tail) === text.charCodeAt(text.length - 1 - tail)
  ) {
    tail += 1
  }
  return { start, end: base.length - tail, text: text.slice(start, text.length - tail) }
}
