import { describe, expect, it } from 'vitest'
import { SpeechError } from './SpeechError.ts'
import { longestText, speakableText } from './speakableText.ts'

describe('speakableText', () => {
  it.each([
    ['curly quotes', '“It’s a whale,” he said', '"It\'s a whale," he said'],
    ['dashes', 'Call me Ishmael—some years ago -- never mind', 'Call me Ishmael, some years ago, never mind'],
    ['accents', 'café, naïve, Ångström', 'cafe, naive, Angstrom'],
    ['joined letters', 'Cæsar’s œuvre', "Caesar's oeuvre"],
    ['the ellipsis', 'well… yes', 'well... yes'],
    ['fractions', '½ a mile', '1/2 a mile'],
    ['emphasis marks', 'a _very_ *good* day', 'a very good day'],
    ['brackets of layout', '[Illustration: a <whale>]', 'Illustration: a whale'],
    ['control characters', 'one\u0000two\u001bthree\u007ffour\tfive', 'one two three four five'],
    ['an unpaired surrogate', 'one \ud800 two', 'one two'],
    ['letters of other scripts beside English', 'the word λόγος is Greek', 'the word is Greek'],
  ])('makes %s readable', (_what, text, expected) => {
    expect(speakableText(text)).toBe(expected)
  })

  it('keeps paragraphs apart, whatever ends their lines', () => {
    expect(speakableText('One.\r\n\r\n \r\nTwo.\rThree.')).toBe('One.\n\nTwo.\nThree.')
  })

  it('leaves plain English alone', () => {
    const text = 'Mr. Smith paid $3.50 (50% less) on the 3rd; "why?" he asked & left.'
    expect(speakableText(text)).toBe(text)
  })

  it.each(['', '   ', '\n\t\n'])('refuses %j because there is no text', (text) => {
    expect(refusal(text)).toMatchObject({ code: 'empty-text', message: expect.stringContaining('Write something') })
  })

  it.each(['* * *', '...', '—', '中文', '🐋'])('refuses %s because the voices cannot read it', (text) => {
    expect(refusal(text)).toMatchObject({ code: 'empty-text', message: expect.stringContaining('English') })
  })

  it('takes a text of the greatest length and refuses one character more, saying how long it is', () => {
    expect(speakableText('a'.repeat(longestText))).toHaveLength(longestText)
    const error = refusal('a'.repeat(longestText + 1))
    expect(error.code).toBe('text-too-long')
    expect(error.message).toContain('5,001 characters, at most 5,000')
  })
})

function refusal(text: string): SpeechError {
  try {
    speakableText(text)
  } catch (error) {
    if (error instanceof SpeechError) return error
    throw error
  }
  throw new Error(`${JSON.stringify(text)} was not refused`)
}
