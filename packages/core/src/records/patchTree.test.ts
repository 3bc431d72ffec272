import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyEdit, anyState, edit } from './anyState.fixture.ts'
import type { RecordTree } from './diffState.ts'
import { joinState } from './joinState.ts'
import { parseRecords } from './ParsedRecord.ts'
import { patchTree } from './patchTree.ts'
import { RecordShelf } from './RecordShelf.fixture.ts'
import type { RecordNode, StateRecord } from './StateRecord.ts'

/** What a tab that has read a shelf makes of the records that somebody else has saved to it since. */
class Reader {
  tree: RecordTree

  constructor(shelf: RecordShelf) {
    this.tree = joinState(parseRecords(shelf.records)).tree
  }

  /** Whether the new records were enough. */
  take(records: readonly StateRecord[]): boolean {
    const tree = patchTree(this.tree, parseRecords(new Map(records.map((record) => [record.id, record]))))
    if (tree !== undefined) this.tree = tree
    return tree !== undefined
  }
}

const chapters = Array.from({ length: 40 }, (_, index) => ({ id: index, text: 'whale '.repeat(20 + index) }))

describe('patchTree', () => {
  it('comes to what a reading of everything comes to, after any edits, or says that it cannot', () => {
    let [patchedCount, count] = [0, 0]
    fc.assert(
      fc.property(anyState, fc.array(anyEdit, { minLength: 1, maxLength: 6 }), (first, changes) => {
        const shelf = new RecordShelf()
        shelf.save({ first, chapters })
        let reader = new Reader(shelf)
        let state = first
        for (const change of changes) {
          state = edit(state, change)
          count += 1
          if (reader.take(shelf.save({ first: state, chapters }))) patchedCount += 1
          else reader = new Reader(shelf)
          const { tree } = joinState(parseRecords(shelf.records))
          expect(isDeepStrictEqual(reader.tree.root?.value, tree.root?.value)).toBe(true)
          expect(outline(reader.tree.root)).toEqual(outline(tree.root))
        }
      }),
      { numRuns: 500 },
    )
    expect(patchedCount / count).toBeGreaterThan(0.7)
  })

  it('keeps the very objects that nobody has changed', () => {
    const shelf = new RecordShelf()
    shelf.save({ title: 'Moby-Dick', chapters })
    const reader = new Reader(shelf)
    const before = chaptersOf(reader)
    const edited = chapters.with(7, { id: 7, text: 'Loomings' })

    expect(reader.take(shelf.save({ title: 'Moby-Dick', chapters: edited }))).toBe(true)

    const after = chaptersOf(reader)
    expect(after[7]).toEqual({ id: 7, text: 'Loomings' })
    expect(after.filter((chapter, index) => chapter !== before[index])).toHaveLength(1)
    expect(before[7]).toEqual(chapters[7])
  })

  it('puts a keystroke into a long text of which it has only the piece', () => {
    const shelf = new RecordShelf()
    const text = 'Call me Ishmael. Some years ago, '.repeat(1_300)
    shelf.save({ text })
    const reader = new Reader(shelf)
    const typed = `${text.slice(0, 30_000)}x${text.slice(30_000)}`
    const records = shelf.save({ text: typed })

    expect(reader.take(records)).toBe(true)

    expect(records).toHaveLength(1)
    expect(reader.tree.root?.value).toEqual({ text: typed })
  })

  it('gives up where members of an object are not stored, and its places are not the tree’s', () => {
    const shelf = new RecordShelf()
    const log = (): undefined => undefined
    shelf.save({ log, title: 'Moby-Dick', chapters })
    // This tab's own tree has the app's own objects in it.
    const own = shelf.tree
    const other = new RecordShelf()
    for (const [id, record] of shelf.records) other.records.set(id, record)
    other.reopen()
    const records = other.save({ title: 'Moby-Dick', chapters: chapters.with(3, { id: 3, text: 'The Spouter-Inn' }) })

    expect(patchTree(own, parseRecords(new Map(records.map((record) => [record.id, record]))))).toBeUndefined()
  })
})

function chaptersOf({ tree }: Reader): readonly unknown[] {
  const value: unknown = tree.root?.value
  const list: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'chapters') : undefined
  if (!Array.isArray(list)) throw new Error('The state has no chapters.')
  return list
}

/** Ids, kinds, keys and checksums, all the way down: what the next comparison goes by. */
function outline(node: RecordNode | undefined): unknown {
  if (node === undefined) return undefined
  const { id, kind, key, bodyChecksum, children, pieces } = node
  return [id, kind, key, bodyChecksum, pieces.map((piece) => [piece.id, piece.checksum]), children.map(outline)]
}
