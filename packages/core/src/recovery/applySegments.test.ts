import { describe, expect, it } from 'vitest'
import type { SegmentHeader, SegmentRow } from '../records/SegmentRow.ts'
import type { StateRecord } from '../records/StateRecord.ts'
import { toCompactionRows, toSegmentRows } from '../records/toSegmentRows.ts'
import { unreadableRow } from '../storage/unreadableRow.ts'
import { applySegments } from './applySegments.ts'
import { type CompactionDecisions, formatDecisions } from './compaction/CompactionDecisions.ts'

function header(revision: number, base: number, writer: string): SegmentHeader {
  return { sessionId: 'book', revision, base, writer, savedAt: revision * 1_000, reason: 'debounce', schemaVersion: 1 }
}

function leaf(id: number, text: string): StateRecord {
  const body = JSON.stringify(text)
  return { id, kind: 'leaf', key: undefined, body }
}

/** A segment that writes its own name to some ids: `a 1 2` is writer a's, and writes 1 and 2; without any it writes 0. */
function segment(revision: number, base: number, by: string): SegmentRow[] {
  const [writer = '', ...some] = by.split(' ')
  const ids = some.length === 0 ? [0] : some.map(Number)
  const records = ids.map((id) => leaf(id, `${writer}${revision}`))
  return toSegmentRows(header(revision, base, writer), { records, removedIds: [] })
}

function compaction(
  revision: number,
  decisions: Partial<CompactionDecisions>,
  ids: Record<number, string> = {},
): SegmentRow[] {
  const all = {
    through: revision - 1,
    strays: [],
    kept: [],
    versions: [],
    tail: [],
    nextId: 1,
    full: { revision: 0, at: 0 },
  }
  const records = Object.entries(ids).map(([id, text]) => leaf(Number(id), text))
  const contents = [{ origin: 1, records, removedIds: [] }]
  const head = { ...header(revision, revision - 1, 'c'), reason: 'compaction' } as const
  return toCompactionRows(head, contents, formatDecisions({ ...all, ...decisions }))
}

function counted(rows: readonly SegmentRow[]): number[] {
  return applySegments(rows).applied.map(({ revision }) => revision)
}

function texts(rows: readonly SegmentRow[], asOf?: number): Record<number, unknown> {
  return Object.fromEntries([...applySegments(rows, asOf).records].map(([id, { content }]) => [id, content]))
}

function damaged([row, ...others]: readonly SegmentRow[]): SegmentRow[] {
  return row === undefined ? [] : [{ ...row, payload: `${String(row.payload).slice(0, -1)}?` }, ...others]
}

describe('applySegments', () => {
  it('takes the newest of each record, and what it was at a version', () => {
    const rows = [segment(1, 0, 'a 0 1 2'), segment(2, 1, 'a 1'), segment(3, 2, 'b 2')].flat()
    expect(texts(rows)).toEqual({ 0: 'a1', 1: 'a2', 2: 'b3' })
    expect(texts(rows, 2)).toEqual({ 0: 'a1', 1: 'a2', 2: 'a1' })
    expect(applySegments(rows)).toMatchObject({ position: 3, nextId: 3, damagedRowCount: 0 })
  })

  it('counts a last commit behind one under way, whether that one landed or not', () => {
    expect(counted([segment(1, 0, 'a'), segment(2, 1, 'a'), segment(3, 1, 'a')].flat())).toEqual([1, 2, 3])
    expect(counted([segment(1, 0, 'a'), segment(3, 1, 'a')].flat())).toEqual([1, 3])
  })

  it('passes over a last commit when another tab came in between', () => {
    const rows = [segment(1, 0, 'a'), segment(2, 1, 'b'), segment(3, 1, 'a')].flat()
    expect(counted(rows)).toEqual([1, 2])
    expect(texts(rows)).toEqual({ 0: 'b2' })
  })

  it('goes by what was built on, when what was there before is damaged', () => {
    // Without its row 2, 3 would follow from 1, and 4 from nothing.
    const rows = [segment(1, 0, 'a'), damaged(segment(2, 1, 'a')), segment(3, 1, 'b'), segment(4, 2, 'a 1')].flat()
    expect(counted(rows)).toEqual([1, 4])
    expect(texts(rows)).toEqual({ 0: 'a1', 1: 'a4' })
    expect(applySegments(rows).damagedRowCount).toBe(1)
  })

  it('passes over a late writer that filled a position left empty, once somebody has built on what stands behind it', () => {
    const rows = [segment(1, 0, 'a'), segment(2, 1, 'late'), segment(3, 1, 'a'), segment(4, 3, 'a 1')].flat()
    expect(counted(rows)).toEqual([1, 3, 4])
  })

  it('misses a part, and a whole segment that somebody built on', () => {
    const big = toSegmentRows(header(1, 0, 'a'), {
      records: Array.from({ length: 100 }, (_, id) => leaf(id, 'whale '.repeat(300))),
      removedIds: [],
    })
    expect(big.length).toBeGreaterThan(2)
    expect(applySegments(big.slice(1)).damagedRowCount).toBe(1)
    expect(applySegments([...segment(1, 0, 'a'), ...segment(3, 2, 'a')]).damagedRowCount).toBe(1)
  })

  it('counts a row that cannot be given back as damaged, and a row that only keeps its position as nothing', () => {
    const rows = [...segment(1, 0, 'a'), unreadableRow('book', { revision: 2, part: 0 })]
    expect(applySegments(rows)).toMatchObject({ damagedRowCount: 1, position: 2 })
    const [row] = segment(2, 1, 'a')
    const emptied = row === undefined ? [] : [{ ...row, reason: 'retired', payload: '' } as const]
    expect(applySegments([...segment(1, 0, 'a'), ...emptied])).toMatchObject({ damagedRowCount: 0, position: 2 })
  })

  it('never gives out an id twice, not even that of a record that was removed', () => {
    const removed = toSegmentRows(header(2, 1, 'a'), { records: [], removedIds: [5, 41, 42, 43] })
    expect(applySegments([...segment(1, 0, 'a'), ...removed]).nextId).toBe(44)
    expect(applySegments([...segment(1, 0, 'a'), ...compaction(2, { nextId: 700 })]).nextId).toBe(700)
  })
})

describe('A compacted log', () => {
  it('has its records at the revisions that wrote them, and is no version itself', () => {
    const rows = [
      compaction(4, { tail: [header(3, 2, 'a')], versions: [header(3, 2, 'a')] }, { 0: 'carried' }),
      segment(5, 3, 'a 1'),
    ].flat()
    expect(texts(rows)).toEqual({ 0: 'carried', 1: 'a5' })
    expect(counted(rows)).toEqual([3, 5])
    expect(applySegments(rows).versions.map(({ revision }) => revision)).toEqual([3, 5])
    expect(applySegments(rows).damagedRowCount).toBe(0)
  })

  it('lets what is newer win over what was carried on, wherever it stands', () => {
    const rows = [segment(1, 0, 'a'), segment(2, 1, 'a'), compaction(3, {}, { 0: 'a1' })].flat()
    expect(texts(rows)).toEqual({ 0: 'a2' })
  })

  it('still knows a stray that was made against rows which are gone', () => {
    const tail = [header(8, 7, 'a'), header(9, 8, 'b')]
    expect(counted([...compaction(10, { tail }), ...segment(11, 8, 'a')])).toEqual([8, 9])
    expect(counted([...compaction(10, { tail }), ...segment(11, 8, 'b')])).toEqual([8, 9, 11])
    expect(counted([...compaction(10, { tail }), ...segment(11, 9, 'a')])).toEqual([8, 9, 11])
  })

  it('keeps a stray a stray when what it strayed from is gone, and a position that nobody used', () => {
    const decisions = {
      strays: [
        [4, 4],
        [6, 6],
      ],
      kept: [],
      tail: [header(7, 5, 'a')],
    } as const
    const rows = [segment(4, 2, 'b'), segment(6, 2, 'late'), compaction(8, decisions, { 0: 'carried' })].flat()
    expect(counted(rows)).toEqual([7])
    expect(texts(rows)).toEqual({ 0: 'carried' })
  })

  it('misses rows that are kept where they are, and no others', () => {
    const kept = {
      kept: [
        [1, 0, 0],
        [2, 0, 0],
      ],
      tail: [header(3, 2, 'a')],
    } as const
    const rows = [segment(1, 0, 'a'), segment(2, 1, 'a 1'), compaction(4, kept)].flat()
    expect(applySegments(rows).damagedRowCount).toBe(0)
    expect(applySegments(rows.filter(({ revision }) => revision !== 2)).damagedRowCount).toBe(1)
    expect(applySegments([...rows, ...damaged(segment(3, 2, 'a'))]).damagedRowCount).toBe(0)
  })

  it('whose carried rows are damaged falls back to the old ones, as long as they are there', () => {
    const old = [segment(1, 0, 'a 0 1'), segment(2, 1, 'a 1')].flat()
    const rows = [...old, ...damaged(compaction(3, { tail: [header(2, 1, 'a')] }, { 0: 'a1', 1: 'a2' }))]
    expect(texts(rows)).toEqual({ 0: 'a1', 1: 'a2' })
    expect(applySegments(rows)).toMatchObject({ damagedRowCount: 1, position: 3 })
  })
})
