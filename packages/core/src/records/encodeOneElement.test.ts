import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileExclusions } from '../exclusion/compileExclusions.ts'
import { RecordShelf } from './RecordShelf.fixture.ts'

const filler = 'whale '.repeat(100)
const sailors = Array.from({ length: 50 }, (_, index) => ({ id: index, name: `Sailor ${index}`, filler }))

function shelfOf(state: unknown): RecordShelf {
  const shelf = new RecordShelf()
  shelf.save(state)
  return shelf
}

describe('An array in which one element has changed', () => {
  it('writes that element, and keeps all ids', () => {
    const shelf = shelfOf(sailors)
    const old = shelf.tree.root?.children
    const next = sailors.with(20, { id: 20, name: 'Ahab', filler })
    const written = shelf.save(next)
    expect(written.map(({ body }) => body)).toEqual([JSON.stringify(next[20])])
    expect(shelf.tree.root?.children.map((child) => child?.id)).toEqual(old?.map((child) => child?.id))
    expect(shelf.reopen()).toStrictEqual(next)
  })

  it('writes nothing when the array alone is new, and knows the new one', () => {
    const shelf = shelfOf(sailors)
    const copy = sailors.slice()
    expect(shelf.save(copy)).toEqual([])
    expect(shelf.tree.root?.value).toBe(copy)
  })

  it('tells a zero from the zero below it', () => {
    const numbers = Array.from({ length: 3_000 }, () => 0)
    const shelf = shelfOf({ numbers, sailors })
    shelf.save({ numbers: numbers.with(7, -0), sailors })
    expect(shelf.read()).toStrictEqual({ numbers: numbers.with(7, -0), sailors })
  })

  it.each([
    ['a text', 'gone overboard'],
    ['nothing', null],
    ['a function', () => 'gone'],
    ['what cannot be stored', new WeakMap()],
    ['a list', [1, { deep: filler.repeat(5) }, 3]],
    ['a large object', { one: { filler }, two: { filler }, three: { filler }, four: { filler }, five: { filler } }],
  ])('may find %s in its place', (_, element) => {
    const next: unknown[] = sailors.with(20, sailors[0] ?? { id: 0, name: '', filler })
    next[20] = element
    const shelf = shelfOf(sailors)
    const { leftOutPaths } = shelf.diff(next)
    const isStored = typeof element !== 'function' && !(element instanceof WeakMap)
    expect(leftOutPaths).toEqual(element instanceof WeakMap ? ['20'] : [])
    expect(shelf.lostIds).toEqual([])
    expect(shelf.reopen()).toStrictEqual(isStored ? next : next.with(20, undefined))
    expect(shelf.save(sailors).length).toBeGreaterThan(0)
    expect(shelf.reopen()).toStrictEqual(sailors)
  })

  it('names what cannot be stored in it by its place, edit after edit', () => {
    const shelf = shelfOf({ sailors })
    const bad = { id: 20, name: new WeakMap(), filler }
    expect(shelf.diff({ sailors: sailors.with(20, bad as never) }).leftOutPaths).toEqual(['sailors.20.name'])
    const [first] = sailors
    const worse = sailors.with(20, bad as never).with(0, { ...first, name: 'Starbuck' } as never)
    expect(shelf.diff({ sailors: worse }).leftOutPaths).toEqual(['sailors.20.name'])
    expect(shelf.diff({ sailors }).leftOutPaths).toEqual([])
    expect(shelf.reopen()).toStrictEqual({ sailors })
  })

  it('keeps to the rules of its place', () => {
    const { root } = compileExclusions({ exclude: ['3', '4.name'], include: [], secrets: 'exclude' })
    if (root === 'excluded') throw new Error('everything is excluded')
    const shelf = new RecordShelf({ matcher: root })
    shelf.save(sailors)
    const renamed = (index: number): typeof sailors => sailors.with(index, { id: index, name: 'Ahab', filler })
    expect(shelf.save(renamed(3))).toEqual([])
    expect(shelf.save(renamed(4))).toEqual([])
    shelf.save(renamed(5))
    const expected: unknown[] = renamed(5)
    expected[3] = undefined
    expected[4] = { id: 4, filler }
    expect(shelf.reopen()).toStrictEqual(expected)
  })

  it('comes back as it was, whatever is put where', () => {
    const element = fc.oneof(
      fc.jsonValue(),
      fc.record({ id: fc.nat(60), filler: fc.constant(filler) }, { noNullPrototype: true }),
    )
    const edits = fc.array(fc.tuple(fc.nat(49), element), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(edits, (changes) => {
        let state: unknown[] = sailors
        const shelf = shelfOf(state)
        for (const [index, value] of changes) {
          state = state.with(index, value)
          shelf.save(state)
          expect(shelf.lostIds).toEqual([])
          expect(shelf.read()).toStrictEqual(state)
        }
        expect(shelf.reopen()).toStrictEqual(state)
      }),
      { numRuns: 300 },
    )
  })
})

describe('A long list of values in which one has changed', () => {
  const words = Array.from({ length: 3_000 }, (_, index) => `word ${index}`)

  it('writes the piece it stands in, and keeps all others', () => {
    const shelf = shelfOf(words)
    const before = shelf.tree.root?.pieces ?? []
    const written = shelf.save(words.with(1_500, 'whale'))
    expect(written).toHaveLength(1)
    expect(written[0]?.body).toContain('["whale"]')
    expect(shelf.tree.root?.pieces.map(({ id }) => id)).toEqual(before.map(({ id }) => id))
    expect(shelf.reopen()).toStrictEqual(words.with(1_500, 'whale'))
  })

  it('does so again after a page load, from the second edit on, and after one that moved the others', () => {
    const shelf = shelfOf(words)
    let state = shelf.reopen() as string[]
    for (const index of [10, 2_990, 11, 700]) {
      state = state.with(index, `edit at ${index}`)
      expect(shelf.save(state)).toHaveLength(1)
      expect(shelf.read()).toStrictEqual(state)
    }
    state = ['first', ...state]
    shelf.save(state)
    state = state.with(1_700, 'whale')
    expect(shelf.save(state)).toHaveLength(1)
    expect(shelf.reopen()).toStrictEqual(state)
    expect(shelf.lostIds).toEqual([])
  })

  it('cuts a piece that has grown too long', () => {
    const shelf = shelfOf(words)
    let state = words
    for (let index = 1_500; index < 1_512; index += 1) {
      state = state.with(index, `${index} ${'long '.repeat(600)}`)
      shelf.save(state)
      expect(shelf.read()).toStrictEqual(state)
    }
    const longest = Math.max(...Array.from(shelf.records.values(), ({ body }) => body.length))
    expect(longest).toBeLessThan(20_000)
    expect(shelf.lostIds).toEqual([])
  })

  it('comes back as it was, whatever is put where', () => {
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom<unknown>(undefined, null, -0, Number.NaN, 5n, new Date(7), 'long '.repeat(900), () => 'gone'),
      fc.record({ filler: fc.constant(filler) }, { noNullPrototype: true }),
    )
    const edits = fc.array(fc.tuple(fc.constantFrom('with', 'insert', 'remove', 'reopen'), fc.nat(599), value), {
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(edits, (changes) => {
        let state: unknown[] = words.slice(0, 600)
        const shelf = shelfOf(state)
        for (const [how, index, element] of changes) {
          if (how === 'reopen') state = shelf.reopen() as unknown[]
          else if (how === 'with') state = state.with(index % state.length, element)
          else state = state.toSpliced(index, how === 'remove' ? 1 : 0, ...(how === 'remove' ? [] : [element]))
          shelf.save(state)
          expect(shelf.lostIds).toEqual([])
          expect(shelf.read()).toStrictEqual(state.map((each) => (typeof each === 'function' ? undefined : each)))
        }
      }),
      { numRuns: 300 },
    )
  })
})
