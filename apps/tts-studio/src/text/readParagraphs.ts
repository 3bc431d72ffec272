import { findWrapWidth } from './findWrapWidth.ts'
import { isHeading } from './isHeading.ts'
import type { Paragraph } from './Paragraph.ts'

const LINE_END = /\r\n|[\n\r\u2028\u2029\f\v\u0085]/
/** A line of prose is filled at least this far on average; lines of verse are not. */
const FILLED = 0.75
/** A line longer than this is a paragraph of its own, as word processors write them. */
const LONG_LINE = 120

/**
 * A text's paragraphs, in order; blank ones are left out. No word is lost or changed: only white space is.
 * They are made as they are asked for, so that a long text can be read in slices.
 *
 * - A blank line ends a paragraph; in a text of long lines (a word processor's) each line end does.
 * - In a text wrapped by hand (an e-mail, a Project Gutenberg book) the line ends of prose become spaces; those of verse stay.
 */
export function* readParagraphs(text: string): Generator<Paragraph, void> {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split(LINE_END)
    .map(tidyLine)
  const wrapWidth = findWrapWidth(lines)
  const everyLineEnds = wrapWidth === undefined && lines.some((line) => line.length > LONG_LINE)
  let open: string[] = []
  for (const line of lines) {
    if (line !== '') open.push(line)
    if ((line !== '' && !everyLineEnds) || open.length === 0) continue
    yield joinLines(open, wrapWidth)
    open = []
  }
  if (open.length > 0) yield joinLines(open, wrapWidth)
}

/** White space that is not one plain space between words. */
const ODD_SPACE = /\s{2}|[^\S ]/

function tidyLine(line: string): string {
  const trimmed = line.trim()
  // Nearly every line is tidy as it is, and asking is cheaper than replacing.
  return ODD_SPACE.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed
}

function joinLines(lines: readonly string[], wrapWidth: number | undefined): Paragraph {
  const text = lines.join(wrapWidth !== undefined && isProse(lines, wrapWidth) ? ' ' : '\n')
  return { text, kind: isHeading(text) ? 'heading' : 'body' }
}

/** The last line of a paragraph may be short; the others say whether a width forced their ends. */
function isProse(lines: readonly string[], wrapWidth: number): boolean {
  const forced = lines.slice(0, -1)
  const filled = forced.reduce((sum, line) => sum + line.length, 0)
  return filled >= forced.length * wrapWidth * FILLED
}
