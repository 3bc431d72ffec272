import { expect, it } from 'vitest'
import { cutText } from './cutText.ts'
import { joinPieces } from './joinPieces.ts'

it('puts a blank line between paragraphs and a space inside them', () => {
  const joined = joinPieces([
    { text: 'CHAPTER 1', begins: 'heading' },
    { text: 'One.', begins: 'paragraph' },
    { text: 'Two.', begins: undefined },
  ])
  expect(joined).toBe('CHAPTER 1\n\nOne. Two.')
})

it('puts no space into a text of a script without spaces', () => {
  const text = '我叫以实玛利。'.repeat(80)
  expect(joinPieces(cutText(text))).toBe(text)
})
