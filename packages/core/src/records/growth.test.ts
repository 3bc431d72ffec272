import { describe, expect, it } from 'vitest'
import { RecordShelf, lengthOf } from './RecordShelf.fixture.ts'

/** Characters that one small edit may write, whatever the session. Most of it is the piece or entity that changed. */
const SMALL = 6_000

interface Workload {
  readonly name: string
  readonly before: unknown
  readonly after: unknown
  /** Characters; where less than the general bound is expected. */
  readonly atMost?: number
}

const entity = (index: number): { id: string; name: string; note: string } => ({
  id: `e${index}`,
  name: `Sailor ${index}`,
  note: 'whale '.repeat(20),
})
const entities = Array.from({ length: 10_000 }, (_, index) => entity(index))
const numbers = Array.from({ length: 10_000 }, (_, index) => index * 7.5)
const words = Array.from({ length: 10_000 }, (_, index) => `word ${index} of the sea`)
const dictionary = Object.fromEntries(entities.map((sailor) => [sailor.id, sailor]))
const scores = Object.fromEntries(entities.map(({ id }, index) => [id, index]))
const map = new Map(entities.map((sailor, index) => [index, sailor]))
const set = new Set(words)
const prose = words.join(' ').repeat(5).slice(0, 1_000_000)
const typedIn = (text: string, at: number): string => `${text.slice(0, at)}x${text.slice(at)}`

function nested(depth: number, leaf: unknown): unknown {
  if (depth === 0) return leaf
  return { title: `level ${depth}`, siblings: entities.slice(0, 30), below: nested(depth - 1, leaf) }
}

const deepLeaf = { text: 'bottom' }
const audio = 'UklGRiQA'.repeat(1_250)
const chunks = Array.from({ length: 2_000 }, (_, index) => ({
  id: index,
  text: `Chunk ${index}`,
  audio: audio + index,
}))
const samples = new Float32Array(1_000_000)
const bigSamples = samples.with(500_000, 1)

const workloads: readonly Workload[] = [
  {
    name: 'a field of a flat form',
    before: { name: 'Ishmael', mail: '' },
    after: { name: 'Ishmael', mail: 'a' },
    atMost: 100,
  },
  {
    name: 'one of 10,000 entities',
    before: entities,
    after: entities.with(5_000, { ...entity(5_000), name: 'Ahab' }),
    atMost: 300,
  },
  { name: 'an entity put in front of 10,000', before: entities, after: [entity(-1), ...entities], atMost: 300 },
  {
    name: 'an entity taken from the middle of 10,000',
    before: entities,
    after: entities.toSpliced(5_000, 1),
    atMost: 100,
  },
  {
    name: 'an entity moved among 10,000',
    before: entities,
    after: entities.toSpliced(5_000, 1).toSpliced(10, 0, entity(5_000)),
    atMost: 300,
  },
  {
    name: 'an entity of a dictionary of 10,000',
    before: dictionary,
    after: { ...dictionary, e5000: { ...entity(5_000), name: 'Ahab' } },
    atMost: 300,
  },
  {
    name: 'an entity more in a dictionary of 10,000',
    before: dictionary,
    after: { ...dictionary, ahab: entity(-1) },
    atMost: 300,
  },
  { name: 'an entity of a Map of 10,000', before: map, after: new Map(map).set(77, entity(-1)), atMost: 300 },
  { name: 'one of 10,000 numbers', before: numbers, after: numbers.with(5_000, -1) },
  { name: 'a number put in front of 10,000', before: numbers, after: [-1, ...numbers] },
  { name: 'a ring of 10,000 texts that moves on by one', before: words, after: [...words.slice(1), 'the last word'] },
  { name: 'one of 10,000 values under keys', before: scores, after: { ...scores, e5000: -1 } },
  { name: 'one of a Set of 10,000', before: set, after: new Set([...set, 'one more']) },
  {
    name: 'the leaf of a document nested 8 deep',
    before: nested(8, deepLeaf),
    after: nested(8, { text: 'edited' }),
    atMost: 3_000,
  },
  { name: 'a letter in a text of 1 MB', before: { prose }, after: { prose: typedIn(prose, 500_000) } },
  { name: 'a letter at the beginning of a text of 1 MB', before: { prose }, after: { prose: typedIn(prose, 0) } },
  { name: 'a letter at the end of a text of 1 MB', before: { prose }, after: { prose: `${prose}x` } },
  {
    name: 'a text among 20 MB of audio',
    before: { chunks },
    after: { chunks: chunks.with(7, { id: 7, text: 'Edited', audio: `${audio}7` }) },
    atMost: 200,
  },
  { name: 'a sample in 4 MB of samples', before: { samples }, after: { samples: bigSamples }, atMost: 60_000 },
]

describe('The cost of one edit follows the edit', () => {
  it.for(workloads)('$name', ({ before, after, atMost = SMALL }) => {
    const shelf = new RecordShelf()
    shelf.save(before)
    const length = lengthOf(shelf.save(after))
    expect(length).toBeGreaterThan(0)
    expect(length).toBeLessThan(atMost)
    expect(shelf.lostIds).toEqual([])
    expect(shelf.reopen()).toStrictEqual(after)
  })

  it('also for the first edit after a page load', () => {
    const shelf = new RecordShelf()
    shelf.save({ entities, prose, numbers })
    const state = shelf.reopen() as { entities: object[]; prose: string; numbers: number[] }
    const after = { ...state, prose: typedIn(state.prose, 300_000), numbers: state.numbers.with(2_000, -1) }
    expect(lengthOf(shelf.save(after))).toBeLessThan(2 * SMALL)
    expect(shelf.reopen()).toStrictEqual(after)
  })

  it('over a thousand keystrokes in one text, which stays in few pieces', () => {
    const shelf = new RecordShelf()
    let text = prose
    shelf.save({ text })
    let length = 0
    const pieceCount = shelf.records.size
    for (let index = 0; index < 1_000; index += 1) {
      text = typedIn(text, 400_000 + index)
      length += lengthOf(shelf.save({ text }))
    }
    expect(length / 1_000).toBeLessThan(SMALL)
    expect(shelf.records.size - pieceCount).toBeLessThan(10)
    expect(shelf.reopen()).toEqual({ text })
  })
})
