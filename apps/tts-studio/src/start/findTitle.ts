import { isHeading } from '../text/isHeading.ts'

const LONGEST_TITLE = 60

/** A title for a text that came without one: its heading, or its first words. */
export function findTitle(text: string): string {
  const line = text.trimStart().split('\n', 1)[0]?.trim() ?? ''
  const words = (isHeading(line) ? line.replace(/^#{1,6}\s+/, '') : line).replace(/\s+/g, ' ')
  if (words.length <= LONGEST_TITLE) return words
  return `${words.slice(0, words.lastIndexOf(' ', LONGEST_TITLE - 1)).trimEnd() || words.slice(0, LONGEST_TITLE - 1)}…`
}
