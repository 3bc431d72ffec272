import { describe, expect, it } from 'vitest'
import { readRow } from './readRow.ts'
import type { SegmentRow } from './SegmentRow.ts'
import { toCompactionRows } from './toSegmentRows.ts'

function sampleRow(): SegmentRow {
  const header = {
    sessionId: 'book',
    revision: 12,
    base: 11,
    writer: 'tab',
    baseWriter: 'other tab',
    savedAt: 5,
    reason: 'compaction',
    label: 'Kept',
    schemaVersion: 2,
  } as const
  const bytes = Uint8Array.from({ length: 21 }, (_, index) => index * 11)
  const [list, title] = ['["1-2"]', '"“Call me Ishmael”"']
  const records = [
    { id: 0, kind: 'object', key: undefined, body: list },
    { id: 1, kind: 'text', key: 'title', body: title },
    { id: 2, kind: 'bytes', key: 'audio', body: '', bytes },
  ] as const
  const [row] = toCompactionRows(header, [{ origin: 3, records, removedIds: [4, 5, 6, 9] }], '{"through":11}')
  if (row === undefined) throw new Error('no row')
  return row
}

describe('readRow', () => {
  it('notices another value in any field', () => {
    const row = sampleRow()
    expect(readRow(row)).toBeDefined()
    const others = {
      sessionId: 'bool',
      revision: 13,
      base: 10,
      writer: 'tax',
      baseWriter: 'other tax',
      savedAt: 6,
      reason: 'manual',
      label: 'Kepf',
      schemaVersion: 3,
      part: 1,
      partCount: 2,
      checksum: row.checksum + 1,
    }
    const unnoticed = Object.entries(others).filter(
      ([field, value]) => readRow({ ...row, [field]: value }) !== undefined,
    )
    expect(unnoticed).toEqual([])
    const { label: _label, ...nameless } = row
    expect(readRow(nameless)).toBeUndefined()
    const { schemaVersion: _schemaVersion, ...shapeless } = row
    expect(readRow(shapeless)).toBeUndefined()
    const { baseWriter: _baseWriter, ...baseless } = row
    expect(readRow(baseless)).toBeUndefined()
  })

  it('notices every bit of its payload and of its bytes', () => {
    const row = sampleRow()
    const { payload, binaries: [bytes = new Uint8Array()] = [] } = row
    if (typeof payload === 'string') throw new Error('curly quotes make bytes of it')
    for (const [content, change] of [
      [payload, (changed: Uint8Array) => ({ ...row, payload: changed })],
      [bytes, (changed: Uint8Array) => ({ ...row, binaries: [changed] })],
    ] as const) {
      for (let bit = 0; bit < content.length * 8; bit += 1) {
        const changed = content.with(bit >> 3, (content[bit >> 3] ?? 0) ^ (1 << (bit & 7)))
        const read = readRow(change(changed))
        // `"a"` and ` "a"` are the same name: what is read is what was written.
        expect(read === undefined || JSON.stringify(read) === JSON.stringify(readRow(row))).toBe(true)
      }
    }
  })

  it('reads a row of the first format, which had no schema version and a checksum of its own', () => {
    const row = {
      sessionId: 'book',
      revision: 1,
      base: 0,
      writer: 'tab',
      savedAt: 1_763_900_000_000,
      reason: 'debounce',
      part: 0,
      partCount: 1,
      payload: `1\tl\t\t{"id":"a","text":"${'x'.repeat(2_100)}"}\n2\tl\t\t{"id":"b","text":"Call me Ishmael. “café” 鯨"}\n3\ta\t"chunks"\t["1-2"]\n0\to\t\t[["title","Moby-Dick"],"3"]`,
      checksum: 5_711_113_909_067_865,
    } as const
    const read = readRow(row)
    expect(read?.header).toMatchObject({ revision: 1, schemaVersion: 1 })
    expect(read?.content.records.map(({ id, kind, key }) => [id, kind, key])).toEqual([
      [1, 'leaf', undefined],
      [2, 'leaf', undefined],
      [3, 'array', 'chunks'],
      [0, 'object', undefined],
    ])
    expect(readRow({ ...row, payload: row.payload.replace('Ishmael', 'Ishmaal') })).toBeUndefined()
  })
})
