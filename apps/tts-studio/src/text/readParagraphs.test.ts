import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readParagraphs } from './readParagraphs.ts'

const texts = (text: string) => [...readParagraphs(text)].map((paragraph) => paragraph.text)

const wrapped = `Call me Ishmael. Some years ago, never mind how long precisely, having
little or no money in my purse, and nothing particular to interest me on
shore, I thought I would sail about a little and see the watery part of
the world.

It is a way I have of driving off the spleen and regulating the
circulation.`

describe('readParagraphs', () => {
  it('rejoins the lines of prose that was wrapped by hand', () => {
    expect(texts(wrapped)).toEqual([
      wrapped.split('\n\n')[0]?.replaceAll('\n', ' '),
      wrapped.split('\n\n')[1]?.replaceAll('\n', ' '),
    ])
  })

  it('keeps the lines of a verse inside a wrapped text', () => {
    const verse =
      'The ribs and terrors in the whale,\nArched over me a dismal gloom,\nWhile all God’s sun-lit waves rolled by'
    expect(texts(`${wrapped}\n\n${verse}\n\n${wrapped}`)).toContain(verse)
  })

  it('takes every line of a word processor’s text for a paragraph', () => {
    const long = 'A sentence that goes on. '.repeat(8).trim()
    expect(texts(`${long}\n${long}\nShort one.`)).toEqual([long, long, 'Short one.'])
  })

  it('keeps the lines of a short note', () => {
    expect(texts('Dear Ishmael\nCome aboard')).toEqual(['Dear Ishmael\nCome aboard'])
  })

  it('understands the line ends of every system, and a mark at the front', () => {
    expect(texts('\uFEFFOne\r\n\r\nTwo\r\rThree\u2029\u2029Four')).toEqual(['One', 'Two', 'Three', 'Four'])
  })

  it.each([
    'CHAPTER 1. Loomings.',
    'Chapter XII',
    '# A title',
    'PART TWO',
    'Epilogue',
    'EXTRACTS. (Supplied by a Sub-Sub-Librarian).',
  ])('sees that %s is a heading', (text) => {
    expect([...readParagraphs(`${text}\n\nSome words.`)][0]?.kind).toBe('heading')
  })

  it.each([
    'Part of the ship was gone.',
    'Chapter and verse were quoted.',
    'Introductions were made all round.',
    '#hashtag',
  ])('sees that “%s” is no heading', (text) => {
    expect([...readParagraphs(text)][0]?.kind).toBe('body')
  })

  it('finds nothing in white space', () => {
    expect(texts(' \n\t\r\n\u00A0 ')).toEqual([])
  })

  it('loses, adds and reorders no word', () => {
    const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== '')
    const line = fc.array(fc.constantFrom('whale', 'Mr.', 'a', '“Aye,”', '3.14', 'CHAPTER', 'x'.repeat(90)), {
      maxLength: 30,
    })
    const text = fc.array(line.map((parts) => parts.join(' '))).map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(text, (input) => {
        expect(wordsOf(texts(input).join('\n\n'))).toEqual(wordsOf(input.replace(/^\uFEFF/, '')))
      }),
    )
  })
})
