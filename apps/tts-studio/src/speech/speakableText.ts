import { SpeechError } from './SpeechError.ts'

/** About five minutes of speech: some 12 MB of base64 in the session. */
export const longestText = 5_000

/**
 * The text as flite can read it: plain ASCII. Its English front end takes bytes, not characters (an em dash or a curly quote would be
 * spelled out as three unknown sounds), and it reads marks of layout aloud (`_very_` as "underscore very underscore").
 *
 * @throws SpeechError `empty-text` when nothing is left to say, `text-too-long` above `longestText` characters.
 */
export function speakableText(text: string): string {
  if (text.length > longestText) throw tooLong(text.length)
  const speakable = withoutAccents(text)
    .replace(/[‘’‚‛′`´]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/\s*(?:[–—―]|--+)\s*/g, ', ')
    .replace(/\n[\t ]*(?:\n[\t ]*)+/g, '\n\n')
    .replace(/[^\x20-\x7e\n]|[_*~^|\\{}[\]<>]/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()
  if (!/[a-z0-9]/i.test(speakable)) throw nothingToSay(text)
  return speakable
}

const letters: Readonly<Record<string, string>> = {
  æ: 'ae',
  Æ: 'Ae',
  œ: 'oe',
  Œ: 'Oe',
  ø: 'o',
  Ø: 'O',
  ß: 'ss',
  ł: 'l',
  Ł: 'L',
}

function withoutAccents(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('⁄', '/')
    .replace(/[æÆœŒøØßłŁ]/g, (letter) => letters[letter] ?? letter)
}

function nothingToSay(text: string): SpeechError {
  return text.trim() === ''
    ? new SpeechError('empty-text', 'There is no text to speak. Write something first.')
    : new SpeechError('empty-text', 'There is nothing here the voices can read. They speak English words and numbers.')
}

function tooLong(length: number): SpeechError {
  const count = (number: number) => number.toLocaleString('en')
  return new SpeechError(
    'text-too-long',
    `This text is too long to speak in one go: ${count(length)} characters, at most ${count(longestText)}. Cut it into smaller chunks.`,
  )
}
