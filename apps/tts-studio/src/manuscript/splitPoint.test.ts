import { expect, it } from 'vitest'
import { rememberCaret, splitPoint } from './splitPoint.ts'

const text = 'One two. Three four. Five six.'

it('splits at the cursor while editing', () => {
  rememberCaret('a', 3)
  expect(splitPoint('a', text, true)).toBe(3)
})

it('splits at the sentence end nearest to the middle when there is no cursor inside the words', () => {
  rememberCaret('a', text.length)
  expect(splitPoint('a', text, true)).toBe('One two. '.length)
  expect(splitPoint('a', text, false)).toBe('One two. '.length)
})

it('takes a comma, then a space, where there is but one sentence', () => {
  expect(splitPoint('b', 'Aye, sir', false)).toBe('Aye, '.length)
  expect(splitPoint('b', 'Aye sir', false)).toBe('Aye'.length)
})

it('finds no place in a single word', () => {
  expect(splitPoint('b', 'Aye', false)).toBeUndefined()
})
