import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findSentences } from './findSentences.ts'

const trimmed = (text: string) => findSentences(text).map((sentence) => sentence.trim())

describe('findSentences', () => {
  it('ends a sentence at a full stop, a question mark and an exclamation mark', () => {
    expect(trimmed('Call me Ishmael. Who am I? A sailor! Aye.')).toEqual([
      'Call me Ishmael.',
      'Who am I?',
      'A sailor!',
      'Aye.',
    ])
  })

  it.each([
    'Mr. Smith met Mrs. Jones and Dr. Bunger.',
    'Capt. Peleg spoke to St. Elmo.',
    'J. R. R. Tolkien wrote it.',
    'It costs 3.14 dollars, or 1,000.50 in all.',
    'See No. 5 and pp. 12 to 14 of vol. 2.',
    'He rose at 5 a.m. and left.',
    'It was, e.g. a whale, i.e. a fish.',
    '“What?” he said.',
    '“Stop!” cried the mate.',
    'He paused... and went on.',
    'He paused . . . and went on.',
    'The house was vs. Nantucket.',
    '1. Call the mate.',
  ])('keeps %s whole', (text) => {
    expect(findSentences(text)).toEqual([text])
  })

  it('keeps closing quotes and brackets with the sentence they close', () => {
    expect(trimmed('“Mr. Starbuck!” (He turned.) “Aye, sir?” Ahab was gone.')).toEqual([
      '“Mr. Starbuck!”',
      '(He turned.)',
      '“Aye, sir?”',
      'Ahab was gone.',
    ])
  })

  it('ends a sentence after an ellipsis when a capital follows', () => {
    expect(trimmed('He waited… Then it came.')).toEqual(['He waited…', 'Then it came.'])
  })

  it('ends a sentence after the pronoun I', () => {
    expect(trimmed('So am I. Then he left.')).toEqual(['So am I.', 'Then he left.'])
  })

  it('ends a sentence after "etc." and "p.m." only when a capital follows', () => {
    expect(trimmed('Ropes, tar, etc. Then we sailed.')).toEqual(['Ropes, tar, etc.', 'Then we sailed.'])
    expect(trimmed('At 6 p.m. the wind fell.')).toEqual(['At 6 p.m. the wind fell.'])
  })

  it('takes a number at the end of a sentence for what it is', () => {
    expect(trimmed('It was no. He said no. Then he went.')).toHaveLength(3)
  })

  it('needs no space after the full stops of Chinese and Japanese', () => {
    expect(trimmed('我叫以实玛利。你呢？好！')).toEqual(['我叫以实玛利。', '你呢？', '好！'])
  })

  it('ends a piece at a line end that was meant', () => {
    expect(trimmed('The ribs and terrors in the whale,\nArched over me a dismal gloom')).toHaveLength(2)
  })

  it('gives back every character in order, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => findSentences(text).join('') === text))
    const marks = fc.constantFrom('Mr.', 'word', '3.14', '. . .', '“', '”', '?', '!', '.', ' ', '\n', '…', '。', 'A.')
    fc.assert(fc.property(fc.array(marks), (parts) => findSentences(parts.join('')).join('') === parts.join('')))
  })
})
