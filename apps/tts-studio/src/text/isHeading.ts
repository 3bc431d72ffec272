const LONGEST_HEADING = 140

const MARKDOWN_HEADING = /^#{1,6}\s+\S/
const NUMBERED_HEADING =
  /^(?:chapter|part|book|volume|act|scene|canto|letter|section)\s+(?:\d+|[ivxlcdm]+|one|two|three|four|five|six|seven|eight|nine|ten|the\s+\w+)\b/i
const NAMED_HEADING =
  /^(?:prologue|epilogue|preface|foreword|introduction|afterword|appendix|conclusion|contents|dedication|etymology|extracts)\b[^a-z]*(?:\(.*\))?\.?$/i

/** Whether a paragraph is the title of a chapter or of another part, as novels and Markdown write them. */
export function isHeading(text: string): boolean {
  if (text.length > LONGEST_HEADING) return false
  return MARKDOWN_HEADING.test(text) || NUMBERED_HEADING.test(text) || NAMED_HEADING.test(text)
}
