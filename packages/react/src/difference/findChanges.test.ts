import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findChanges } from './findChanges.ts'

const told = (before: unknown, after: unknown): readonly string[] =>
  findChanges(before, after).list.map(({ kind, path }) => `${kind} ${path}`)

describe('findChanges', () => {
  it('names what came, went and changed, by the way to it', () => {
    const before = { title: 'a', tags: ['sea'], meta: { words: 3, old: true } }
    const after = { title: 'b', tags: ['sea', 'whale'], meta: { words: 3, fresh: 1 } }
    expect(told(before, after)).toEqual(['changed title', 'added tags.1', 'removed meta.old', 'added meta.fresh'])
  })

  it('knows elements by their id wherever they are, and does not call a move a change', () => {
    const [one, two, three] = [1, 2, 3].map((id) => ({ id, text: `chunk ${id}` }))
    expect(told([one, two, three], [{ id: 0, text: 'new' }, three, { ...one, text: 'edited' }])).toEqual([
      'added 0',
      'changed 2.text',
      'removed 1',
    ])
  })

  it('matches elements without a name by content, from either end, then in order', () => {
    expect(told([{ a: 1 }, { a: 2 }, { a: 3 }], [{ a: 9 }, { a: 1 }, { a: 2 }, { a: 3 }])).toEqual(['added 0'])
    expect(told([{ a: 1 }, { a: 2 }], [{ a: 1 }, { a: 5 }])).toEqual(['changed 1.a'])
    expect(told(['a', 'b'], ['a', 'c'])).toEqual(['changed 1'])
  })

  it('compares dates, bytes, maps and sets by what they say', () => {
    expect(told(new Date(5), new Date(5))).toEqual([])
    expect(told(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toEqual([])
    expect(told(new Map([['a', 1]]), new Map([['a', 2]]))).toEqual(['changed a'])
    expect(told({ tags: new Set(['a', 'b']) }, { tags: new Set(['b', 'c']) })).toEqual(['added tags', 'removed tags'])
  })

  it('says of a state that was another kind of thing that all of it changed', () => {
    expect(findChanges('draft', { title: 'draft' }).list).toEqual([
      { path: '', kind: 'changed', before: 'draft', after: { title: 'draft' } },
    ])
  })

  it('stops when nobody would read on, and says so', () => {
    const numbers = Array.from({ length: 500 }, (_, id) => ({ id, value: id }))
    const { list, isCut } = findChanges(
      numbers,
      numbers.map(({ id }) => ({ id, value: -1 - id })),
    )
    expect([list.length, isCut]).toEqual([200, true])
  })

  it('finds nothing between two copies of any state, and each member that differs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (state) => {
        expect(told(state, structuredClone(state))).toEqual([])
      }),
    )
    const members = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), fc.integer({ min: 0, max: 3 }))
    fc.assert(
      fc.property(members, members, (before, after) => {
        const names = new Set([...Object.keys(before), ...Object.keys(after)])
        const differing = [...names].filter((name) => before[name] !== after[name])
        expect(
          findChanges(before, after)
            .list.map(({ path }) => path)
            .toSorted(),
        ).toEqual(differing.toSorted())
      }),
    )
  })
})
