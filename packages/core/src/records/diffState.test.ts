import { describe, expect, it } from 'vitest'
import { diffState, emptyTree } from './diffState.ts'
import { joinState } from './joinState.ts'
import { parseRecords } from './ParsedRecord.ts'
import { RecordShelf, lengthOf } from './RecordShelf.fixture.ts'

interface Chunk {
  readonly id: string
  readonly text: string
}

function book(length: number): { title: string; chunks: readonly Chunk[] } {
  return {
    title: 'Moby-Dick',
    chunks: Array.from({ length }, (_, index) => ({ id: `c${index}`, text: `Call me Ishmael ${index}. `.repeat(12) })),
  }
}

function edited(state: ReturnType<typeof book>, index: number, text: string): ReturnType<typeof book> {
  return { ...state, chunks: state.chunks.map((chunk, at) => (at === index ? { ...chunk, text } : chunk)) }
}

describe('diffState and joinState', () => {
  it('write one record for one edit, whatever the size of the book', () => {
    for (const length of [100, 2_000, 10_000]) {
      const shelf = new RecordShelf()
      const before = book(length)
      shelf.save(before)
      const records = shelf.save(edited(before, Math.floor(length / 2), 'It was the whale.'))
      expect(records.map(({ kind }) => kind)).toEqual(['leaf'])
      expect(lengthOf(records)).toBeLessThan(100)
    }
  })

  it('write one record for the first edit after a restore', () => {
    const shelf = new RecordShelf()
    shelf.save(book(2_000))
    const restored = shelf.reopen() as ReturnType<typeof book>
    expect(shelf.save(edited(restored, 1_500, 'It was the whale.'))).toHaveLength(1)
  })

  it('write nothing for a copy with the same content', () => {
    const shelf = new RecordShelf()
    shelf.save(book(500))
    expect(shelf.save(structuredClone(book(500)))).toEqual([])
  })

  it('write the order and the new element when one is put in front, not its neighbours', () => {
    const shelf = new RecordShelf()
    const before = book(2_000)
    shelf.save(before)
    const after = { ...before, chunks: [{ id: 'new', text: 'Loomings' }, ...before.chunks] }
    const records = shelf.save(after)
    expect(records).toHaveLength(2)
    expect(lengthOf(records)).toBeLessThan(100)
    expect(shelf.reopen()).toStrictEqual(after)
  })

  it('write only the order when elements move or go', () => {
    const shelf = new RecordShelf()
    const before = book(2_000)
    shelf.save(before)
    const moved = { ...before, chunks: [...before.chunks.slice(1_000), ...before.chunks.slice(0, 990)] }
    expect(shelf.save(moved).map(({ kind }) => kind)).toEqual(['array'])
    expect(shelf.reopen()).toStrictEqual(moved)
  })

  it('do not write a long text again when something beside it changes', () => {
    const shelf = new RecordShelf()
    const audio = 'UklGR'.repeat(40_000)
    const chunk = { id: 'c1', text: 'Call me Ishmael.', speech: { audio, durationMs: 1_200 } }
    shelf.save({ chunks: [chunk] })
    const records = shelf.save({ chunks: [{ ...chunk, text: 'Call me Ahab.' }] })
    expect(lengthOf(records)).toBeLessThan(200)
  })
})

describe('diffState', () => {
  it('leaves out what cannot be stored, names its path, and stores the rest', () => {
    class Ahab {
      leg = 'whalebone'
    }
    const cycle: Record<string, unknown> = { name: 'white whale' }
    cycle['self'] = cycle
    const shelf = new RecordShelf()
    const state = {
      cycle,
      captain: new Ahab(),
      crew: [{ name: 'Starbuck' }, new Ahab(), { name: 'Stubb' }],
      get broken(): never {
        throw new Error('no')
      },
      onSave: () => undefined,
      preview: 'blob:http://localhost/1',
    }
    expect(diffState(emptyTree, state).leftOutPaths.toSorted()).toEqual(['broken', 'captain', 'crew.1', 'cycle.self'])
    shelf.save(state)
    expect(shelf.reopen()).toStrictEqual({
      cycle: { name: 'white whale' },
      crew: [{ name: 'Starbuck' }, undefined, { name: 'Stubb' }],
    })
  })

  it('goes on naming what is left out while it is, wherever the edits are', () => {
    const filler = Array.from({ length: 50 }, (_, index) => ({ id: index, text: 'whale '.repeat(20) }))
    const before = { filler, bad: { canvas: new URL('http://localhost') as unknown } }
    const first = diffState(emptyTree, before)
    expect(first.leftOutPaths).toEqual(['bad.canvas'])
    const second = diffState(first.tree, { ...before, filler: filler.slice(1) })
    expect(second.leftOutPaths).toEqual(['bad.canvas'])
    expect(diffState(second.tree, { ...before, bad: { canvas: 1 } }).leftOutPaths).toEqual([])
  })

  it('refuses a nesting without end and stores what is around it', () => {
    let deep: unknown = 'bottom'
    for (let level = 0; level < 5_000; level += 1) deep = { deep }
    const { leftOutPaths, records } = diffState(emptyTree, { title: 'kept', deep })
    expect(leftOutPaths).toHaveLength(1)
    expect(records.at(-1)?.body).toContain('["title","kept"]')
  })
})

describe('joinState', () => {
  it('leaves out a record that is damaged or gone, names it, and keeps its neighbours', () => {
    const shelf = new RecordShelf()
    const before = book(100)
    shelf.save(before)
    const lost = [...shelf.records.values()].filter(({ body }) => / (?:41|42)\. /.test(body))
    const [first, second] = lost
    expect(lost).toHaveLength(2)
    if (first !== undefined) shelf.records.delete(first.id)
    if (second !== undefined) shelf.records.set(second.id, { ...second, body: second.body.slice(0, 50) })
    const { tree, missingPaths } = joinState(parseRecords(shelf.records))
    expect(missingPaths).toHaveLength(2)
    expect(tree.root?.value).toStrictEqual({
      ...before,
      chunks: before.chunks.filter((_, index) => index !== 41 && index !== 42),
    })
  })
})

describe('A map', () => {
  it('keeps its entries apart when it comes to have keys that are objects, or dates of the same moment', () => {
    const long = 'whale '.repeat(1_000)
    const [one, other] = [new Date(0), new Date(0)]
    const states = [
      new Map<unknown, unknown>([['a', { long }]]),
      new Map<unknown, unknown>([
        [one, { long }],
        [other, { long: `${long}!` }],
      ]),
      new Map<unknown, unknown>([
        [{ id: 1 }, { long }],
        [{ id: 2 }, { long }],
      ]),
    ]
    const shelf = new RecordShelf()
    for (const state of states) {
      shelf.save(state)
      expect(shelf.lostIds).toEqual([])
      expect(shelf.read()).toStrictEqual(state)
    }
  })
})
