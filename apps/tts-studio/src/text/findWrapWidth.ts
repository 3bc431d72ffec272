/** Widest line that still counts as typed or wrapped by a program; a longer one is a whole paragraph on one line. */
const WIDEST_WRAPPED_LINE = 100
/** Narrower texts are verse, lists or notes: their line ends are meant. */
const NARROWEST_WRAPPED_LINE = 50

/**
 * The width in characters at which a text was hard-wrapped, or `undefined` when its line ends mean something.
 * Two lines in a thousand may be wider: stray long words and titles.
 */
export function findWrapWidth(lines: readonly string[]): number | undefined {
  const countByLength = new Map<number, number>()
  let lineCount = 0
  for (const line of lines) {
    if (line.length === 0) continue
    lineCount += 1
    countByLength.set(line.length, (countByLength.get(line.length) ?? 0) + 1)
  }
  const lengths = [...countByLength.keys()].sort((a, b) => b - a)
  let wider = 0
  for (const length of lengths) {
    wider += countByLength.get(length) ?? 0
    if (wider <= lineCount * 0.002) continue
    return length >= NARROWEST_WRAPPED_LINE && length <= WIDEST_WRAPPED_LINE ? length : undefined
  }
  return undefined
}
