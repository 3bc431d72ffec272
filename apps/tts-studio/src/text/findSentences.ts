import { numberAbbreviations, openAbbreviations, titleAbbreviations } from './abbreviations.ts'

/**
 * Where a sentence may end: a run of terminators, whatever closes quotes and brackets behind it, then white space (none is needed after the
 * full-width terminators of Chinese and Japanese), or a meant line end.
 *
 * `Intl.Segmenter` is not used here: by Unicode's rules it ends a sentence after "Mr." and before a capital (UAX 29, SB11),
 * and how much it knows of abbreviations differs between browsers, so that the same text would be cut differently.
 */
const POSSIBLE_END = /(?:[.!?…]+["'”’»›)\]*_]*(?=\s)|[。！？｡]+["'”’」』）]*)\s*|\n/gu

const LOWER_CASE_NEXT = /^["'“‘«‹([*_—–-]*\p{Ll}/u
const NUMBER_NEXT = /^[#№]?\p{Nd}/u
const LAST_WORD = /[\p{L}\p{Nd}][\p{L}\p{Nd}.'’]*$/u
const INITIAL = /^(?:\p{Lu}\.)*\p{Lu}$/u

/**
 * The sentences of a paragraph, each with the white space behind it: joined they are the paragraph again.
 */
export function findSentences(paragraph: string): string[] {
  const sentences: string[] = []
  let start = 0
  for (const match of paragraph.matchAll(POSSIBLE_END)) {
    const end = match.index + match[0].length
    if (end >= paragraph.length) break
    if (!endsSentence(paragraph, start, match)) continue
    sentences.push(paragraph.slice(start, end))
    start = end
  }
  if (start < paragraph.length) sentences.push(paragraph.slice(start))
  return sentences
}

function endsSentence(paragraph: string, start: number, match: RegExpExecArray): boolean {
  const mark = match[0]
  if (mark === '\n' || /^[。！？｡]/u.test(mark) || mark.includes('\n')) return true
  const next = paragraph.slice(match.index + mark.length, match.index + mark.length + 12)
  // ". . ." is one ellipsis, and a lower-case letter goes on with the sentence ("“What?” he said").
  if (/^[.…]/.test(next) || LOWER_CASE_NEXT.test(next)) return false
  if (!mark.startsWith('.') || mark.startsWith('..')) return true
  return !isAbbreviation(paragraph.slice(Math.max(start, match.index - 24), match.index), next, match.index - start)
}

function isAbbreviation(before: string, next: string, lengthSoFar: number): boolean {
  const word = LAST_WORD.exec(before)?.[0]
  if (word === undefined) return false
  const name = word.toLowerCase()
  if (titleAbbreviations.has(name)) return true
  if (NUMBER_NEXT.test(next) && numberAbbreviations.has(name)) return true
  // "1. Call the mate": a list's number opens the sentence.
  if (/^\p{Nd}{1,3}$/u.test(word) && word.length === lengthSoFar) return true
  // "J. R. R. Tolkien". A lone "I." is nearly always the pronoun.
  return word !== 'I' && INITIAL.test(word) && /^\p{Lu}/u.test(next) && !openAbbreviations.has(name)
}
