import { describe, expect, it } from 'vitest'
import { mergeStates } from './mergeStates.ts'

interface Chapter {
  readonly id: number
  readonly text: string
}

const chapter = (id: number, text = `chapter ${id}`): Chapter => ({ id, text })
const ids = (state: unknown): number[] => (state as Chapter[]).map(({ id }) => id)

describe('mergeStates', () => {
  it('keeps what each side changed in a form of two fields', () => {
    const base = { title: '', body: '' }
    const merged = mergeStates({
      base,
      mine: { ...base, title: 'Loomings' },
      theirs: { ...base, body: 'Call me Ishmael.' },
    })
    expect(merged).toEqual({ state: { title: 'Loomings', body: 'Call me Ishmael.' }, conflicts: [] })
  })

  it('finds elements by their ids, wherever the other side moved them', () => {
    const base = [chapter(1), chapter(2), chapter(3)]
    const mine = [chapter(1), chapter(2, 'mine'), chapter(3)]
    const theirs = [chapter(3), chapter(0), chapter(1), chapter(2)]
    const { state, conflicts } = mergeStates({ base, mine, theirs })
    expect(conflicts).toEqual([])
    expect(state).toEqual([chapter(3), chapter(0), chapter(1), chapter(2, 'mine')])
  })

  it('keeps additions, removals and moves of both sides', () => {
    const base = [1, 2, 3, 4, 5].map((id) => chapter(id))
    const pick = (...picked: number[]): Chapter[] => picked.map((id) => base[id - 1] ?? chapter(id))
    const merged = mergeStates({ base, mine: pick(1, 6, 3, 4, 5), theirs: pick(5, 1, 2, 3, 7, 8) })
    // This side removed 2 and added 6; the other moved 5 to the front, removed 4, and added 7 and 8.
    expect(ids(merged.state)).toEqual([5, 1, 6, 3, 7, 8])
    expect(merged.conflicts).toEqual([])
  })

  it('puts what both appended in the order in which it was saved', () => {
    expect(mergeStates({ base: ['a'], mine: ['a', 'mine'], theirs: ['a', 'theirs'] }).state).toEqual([
      'a',
      'theirs',
      'mine',
    ])
  })

  it('takes what both added for one: the same text in the same place, the same id anywhere', () => {
    const merged = mergeStates({
      base: { tags: ['a'], list: [chapter(1)] },
      mine: { tags: ['a', 'b'], list: [chapter(1), chapter(2, 'x')] },
      theirs: { tags: ['a', 'b'], list: [chapter(2, 'x'), chapter(1)] },
    })
    expect(merged).toEqual({ state: { tags: ['a', 'b'], list: [chapter(2, 'x'), chapter(1)] }, conflicts: [] })
  })

  it('never takes two elements with different ids for one', () => {
    const merged = mergeStates({ base: [chapter(1)], mine: [chapter(2)], theirs: [chapter(1, 'edited')] })
    expect(merged).toEqual({ state: [chapter(2), chapter(1, 'edited')], conflicts: [] })
  })

  it('keeps what one side removed and the other changed', () => {
    const base = { notes: { a: { body: 'old' }, b: 1 } }
    const removed = { notes: { b: 1 } }
    const changed = { notes: { a: { body: 'new' }, b: 1 } }
    expect(mergeStates({ base, mine: removed, theirs: changed })).toEqual({ state: changed, conflicts: [] })
    expect(mergeStates({ base, mine: changed, theirs: removed })).toEqual({ state: changed, conflicts: [] })
    expect(mergeStates({ base, mine: removed, theirs: base }).state).toBe(removed)
  })

  it('reports the same leaf changed on both sides, with what it was and what each made of it', () => {
    const [base, mine, theirs] = [0, 1, 2].map((speed) => ({
      list: [{ id: 'a', voice: { speed } }],
      other: speed === 2,
    }))
    const merged = mergeStates({ base, mine, theirs })
    expect(merged.conflicts).toEqual([{ path: 'list.0.voice.speed', base: 0, mine: 1, theirs: 2 }])
    expect(merged.state).toEqual({ list: [{ id: 'a', voice: { speed: 1 } }], other: true })
    expect(mergeStates({ base, mine, theirs }, { prefer: 'theirs' }).state).toEqual(theirs)
  })

  it('tells a member that is undefined from one that is not there', () => {
    const merged = mergeStates({ base: { a: 1, b: 1 }, mine: { a: undefined, b: 1 }, theirs: { a: 1 } })
    expect(merged.state).toStrictEqual({ a: undefined })
  })

  it('merges a text when the two edits lie apart, and calls it a conflict when they do not', () => {
    const base = 'Call me Ishmael. Some years ago, never mind how long precisely, having little money.'
    const mine = `So: ${base}`
    const theirs = `${base} I thought I would sail about.`
    expect(mergeStates({ base, mine, theirs }).state).toBe(`So: ${base} I thought I would sail about.`)
    expect(mergeStates({ base: 'one\ntwo', mine: 'ONE\ntwo', theirs: 'one\nTWO' }).state).toBe('ONE\nTWO')
    expect(mergeStates({ base: '10', mine: '110', theirs: '100' }).conflicts).toHaveLength(1)
    expect(
      mergeStates({ base, mine: base.replace('Some', 'Many'), theirs: base.replace('years', 'days') }).conflicts,
    ).toHaveLength(1)
  })

  it('merges maps and sets, and takes dates and binaries for leaves', () => {
    const base = {
      map: new Map([
        ['a', 1],
        ['b', 2],
      ]),
      set: new Set(['x', 'y']),
      at: new Date(0),
      bytes: new Uint8Array([1]),
    }
    const mine = {
      ...base,
      map: new Map([
        ['a', 9],
        ['b', 2],
      ]),
      set: new Set(['y', 'z']),
      at: new Date(0),
    }
    const theirs = { ...base, map: new Map([['b', 2]]), set: new Set(['x', 'y', 'w']), bytes: new Uint8Array([2]) }
    expect(mergeStates({ base, mine, theirs })).toEqual({
      state: {
        map: new Map([
          ['a', 9],
          ['b', 2],
        ]),
        set: new Set(['y', 'w', 'z']),
        at: new Date(0),
        bytes: new Uint8Array([2]),
      },
      conflicts: [],
    })
    expect(mergeStates({ base: base.at, mine: new Date(1), theirs: new Date(2) }).conflicts).toHaveLength(1)
  })

  it('is a conflict of the whole where one side is of another kind', () => {
    const base = { value: { a: 1 } }
    const { conflicts } = mergeStates({ base, mine: { value: [1] }, theirs: { value: { a: 2 } } })
    expect(conflicts).toEqual([{ path: 'value', base: { a: 1 }, mine: [1], theirs: { a: 2 } }])
  })

  it('merges what both sides added under one key', () => {
    const merged = mergeStates({
      base: {},
      mine: { note: { body: 'x', mine: 1 } },
      theirs: { note: { body: 'x', theirs: 1 } },
    })
    expect(merged).toEqual({ state: { note: { body: 'x', theirs: 1, mine: 1 } }, conflicts: [] })
  })

  it('keeps odd keys as data', () => {
    const odd = (text: string): unknown => JSON.parse(text)
    const merged = mergeStates({ base: odd('{}'), mine: odd('{"__proto__":1}'), theirs: odd('{"constructor":2}') })
    expect(JSON.stringify(merged.state)).toBe('{"constructor":2,"__proto__":1}')
  })

  it('gives back the very parts that are unchanged, and costs little in a long list', () => {
    const base = { list: Array.from({ length: 20_000 }, (_, id) => chapter(id)), other: { deep: [] } }
    const mine = { ...base, list: base.list.with(10, chapter(10, 'mine')) }
    const theirs = { ...base, list: [chapter(-1), ...base.list.with(15_000, chapter(15_000, 'theirs'))] }
    const start = process.cpuUsage()
    const merged = mergeStates({ base, mine, theirs }).state as typeof base
    // What it computes itself, in µs: a busy machine does not count.
    expect(process.cpuUsage(start).user).toBeLessThan(1_000_000)
    expect(merged.other).toBe(base.other)
    expect(merged.list[11]).toBe(mine.list[10])
    expect(merged.list[15_001]).toBe(theirs.list[15_001])
    expect(merged.list.filter((element, index) => element !== base.list[index - 1])).toHaveLength(3)
  })
})
