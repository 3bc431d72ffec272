/** Widest line that still counts as typed or wrapped by a program; a longer one is a whole paragraph on one line. */
const WIDEST_WRAPPED_LINE = 100
/** Narrower texts are verse, lists or notes: their line ends are meant. */
const NARROWEST_WRAPPED_LINE = 50
/** With more long lines than this the text is not wrapped; a few (a note, a table) are strays in a wrapped one. */
const LONG_LINE_SHARE = 0.1
/** This share of the lines is wider than what counts as the width: titles, words that did not fit. */
const STRAY_SHARE = 0.005

/** The width in characters at which a text was hard-wrapped, or `undefined` when its line ends mean something. */
export function findWrapWidth(lines: readonly string[]): number | undefined {
  const lengths = lines.map((line) => line.length).filter((length) => length > 0)
  const wrapped = lengths.filter((length) => length <= WIDEST_WRAPPED_LINE).sort((a, b) => a - b)
  if (lengths.length - wrapped.length > lengths.length * LONG_LINE_SHARE) return undefined
  const width = wrapped[Math.ceil(wrapped.length * (1 - STRAY_SHARE)) - 1]
  return width !== undefined && width >= NARROWEST_WRAPPED_LINE ? width : undefined
}
