import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textDifference, type TextPiece } from './textDifference.ts'

const marks = { same: '', removed: '-', added: '+' }
const told = (before: string, after: string): string =>
  textDifference(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : `[${marks[kind]}${text}]`))
    .join('')

const textOf = (pieces: readonly TextPiece[], without: TextPiece['kind']): string =>
  pieces
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('')

describe('textDifference', () => {
  it('marks words, not letters', () => {
    expect(told('Call me Ishmael.', 'Call me Queequeg.')).toBe('Call me [-Ishmael][+Queequeg].')
    expect(told('a whale', 'a white whale')).toBe('a [+white ]whale')
    expect(told('', 'Loomings')).toBe('[+Loomings]')
  })

  it('keeps neighbouring changed words together', () => {
    expect(told('the old grey sea', 'the new blue sea')).toBe('the [-old grey][+new blue] sea')
  })

  it('puts both texts together again, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('the', 'whale', ' ', ' ', '.', 'sea', '\n', '“', '🐋'))
      .map((all) => all.join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = textDifference(before, after)
        expect(textOf(pieces, 'added')).toBe(before)
        expect(textOf(pieces, 'removed')).toBe(after)
      }),
    )
  })

  it('says of two long texts with nothing in common that one was replaced', () => {
    const [before, after] = ['a ', 'b '].map((word) => word.repeat(2_000))
    expect(textDifference(before ?? '', after ?? '').map(({ kind }) => kind)).toEqual(['removed', 'added', 'same'])
  })
})
