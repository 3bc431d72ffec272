import { expect, it } from 'vitest'
import type { Chunk } from '../project/Project.ts'
import { deriveOutline } from './deriveOutline.ts'

const chunk = (id: string, begins: Chunk['begins'], text = id): Chunk =>
  begins === undefined ? { id, text, speech: null } : { id, text, begins, speech: null }

it('lists headings with the chunks under each, and what stands before the first', () => {
  const chunks = [
    chunk('intro', 'paragraph'),
    chunk('h1', 'heading', '## One'),
    chunk('a', 'paragraph'),
    chunk('h2', 'heading', 'Two'),
  ]
  expect(deriveOutline(chunks).map(({ title, index, chunkCount }) => [title, index, chunkCount])).toEqual([
    ['intro', 0, 1],
    ['One', 1, 2],
    ['Two', 3, 1],
  ])
})

it('groups a text without headings, never inside a paragraph', () => {
  const chunks = Array.from({ length: 50 }, (_, index) => chunk(`${index}`, index % 7 === 0 ? 'paragraph' : undefined))
  expect(deriveOutline(chunks).map((entry) => entry.index)).toEqual([0, 21, 42])
})

it('is empty for an empty text', () => {
  expect(deriveOutline([])).toEqual([])
})
