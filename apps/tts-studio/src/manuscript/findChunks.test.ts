import { describe, expect, it } from 'vitest'
import type { Chunk } from '../project/Project.ts'
import { findChunks } from './findChunks.ts'

const chunks = Array.from({ length: 2_000 }, (_, index): Chunk => ({
  id: `c${index}`,
  text: index === 1_499 ? 'Here swims the White Whale, at last.' : `Words ${index}`,
  speech: null,
}))

describe('findChunks', () => {
  it.each(['1500', '1,500', '#1500', ' 1500 '])('goes to a number written as %j', (query) => {
    expect(findChunks(chunks, query).map((found) => found.index)).toEqual([1_499])
  })

  it('finds words in any case, and shows them', () => {
    expect(findChunks(chunks, 'white whale')).toEqual([
      { id: 'c1499', index: 1_499, excerpt: 'Here swims the White Whale, at last.' },
    ])
  })

  it('looks for a number in the words when there is no such chunk', () => {
    expect(findChunks([{ id: 'a', text: 'In 1851', speech: null }], '1851').map((found) => found.id)).toEqual(['a'])
  })

  it('stops at the limit', () => {
    expect(findChunks(chunks, 'words', 20)).toHaveLength(20)
  })

  it('finds nothing for nothing', () => {
    expect(findChunks(chunks, '  ')).toEqual([])
  })
})
