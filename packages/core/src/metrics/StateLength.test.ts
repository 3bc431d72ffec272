import { describe, expect, it } from 'vitest'
import { rowByteLength } from '../records/SegmentRow.ts'
import type { SegmentContent } from '../records/StateRecord.ts'
import { toSegmentRows } from '../records/toSegmentRows.ts'
import { diffState, emptyTree } from '../records/diffState.ts'
import { StateLength } from './StateLength.ts'

const chunk = (text: string): object => ({ text, note: 'x'.repeat(600) })
const book = (texts: readonly string[]): object => ({ chunks: texts.map(chunk) })

const header = {
  sessionId: 'book',
  revision: 1,
  base: 0,
  writer: 'tab',
  savedAt: 1,
  reason: 'debounce',
  schemaVersion: 1,
} as const

function writtenLength(content: SegmentContent): number {
  return toSegmentRows(header, content).reduce((sum, row) => sum + rowByteLength(row), 0)
}

function wholeLength(state: unknown): number {
  return writtenLength(diffState(emptyTree, state))
}

/** Saves the states one after the other, as a session does. */
function followed(states: readonly unknown[]): StateLength {
  const length = new StateLength()
  let tree = emptyTree
  for (const state of states) {
    const diff = diffState(tree, state)
    length.committed(diff, writtenLength(diff), tree.nextId)
    tree = diff.tree
  }
  return length
}

describe('The length of a whole state', () => {
  it('is what its first save writes', () => {
    const first = book(['a', 'b', 'c', 'd', 'e'])
    expect(followed([first]).byteLength).toBe(wholeLength(first))
  })

  it('follows what comes and goes, within a tenth', () => {
    const texts = Array.from({ length: 20 }, (_, index) => `chunk ${index}`)
    const more = book([...texts, 'one', 'two', 'three'])
    const less = book(texts.slice(0, 12))
    for (const states of [
      [book(texts), more],
      [book(texts), less],
      [book(texts), more, less, more],
    ]) {
      const whole = wholeLength(states.at(-1))
      expect(Math.abs(followed(states).byteLength - whole)).toBeLessThan(whole / 10)
    }
  })

  it('is exact for a state of one record, however it grows', () => {
    const states = ['', 'Call', 'Call me', 'Call me Ishmael'].map((body) => ({ body }))
    expect(followed(states).byteLength).toBe(wholeLength(states.at(-1)))
  })

  it('goes on from what was read', () => {
    const length = new StateLength()
    length.read({ recordCount: 10, byteLength: 5_000 })
    length.committed({ records: [], removedIds: [4, 5] }, 5, 11)
    expect(length.byteLength).toBe(4_000)
  })
})
