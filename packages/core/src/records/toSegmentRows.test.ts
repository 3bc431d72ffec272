import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseIdRuns } from './idRuns.ts'
import { parseRecord } from './ParsedRecord.ts'
import { readRow } from './readRow.ts'
import { type SegmentHeader, type SegmentRow, rowByteLength } from './SegmentRow.ts'
import type { StateRecord } from './StateRecord.ts'
import { toCompactionRows, toSegmentRows } from './toSegmentRows.ts'

const header: SegmentHeader = {
  sessionId: 'book',
  revision: 7,
  base: 6,
  writer: 'tab',
  savedAt: 1_763_900_000_000,
  reason: 'manual',
  label: 'First draft',
  schemaVersion: 3,
}

function leaf(id: number, text: string, key?: string): StateRecord {
  return { id, kind: 'leaf', key, body: JSON.stringify(text) }
}

function bytes(id: number, content: Uint8Array): StateRecord {
  return { id, kind: 'bytes', key: undefined, body: '', bytes: content }
}

/** As a database gives rows back. */
function readAll(rows: readonly SegmentRow[]): NonNullable<ReturnType<typeof readRow>>[] {
  return structuredClone(rows).map((row) => {
    const read = readRow(row)
    if (read === undefined) throw new Error('the row is not whole')
    return read
  })
}

/** A long text in which nothing is escaped. */
function isBare({ body }: StateRecord): boolean {
  return body.length >= 2_048 && !body.includes('\\')
}

/** Bytes that a browser stores for a payload: two a letter as soon as one of them is beyond Latin-1. */
function storedBytes({ payload }: SegmentRow): number {
  if (typeof payload !== 'string') return payload.length
  return /[^\0-\xff]/.test(payload) ? payload.length * 2 : payload.length
}

describe('toSegmentRows', () => {
  it('gives back header, records, bytes and removals as they went in, over any number of rows', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 })
    const anyLeaf = fc.tuple(text, fc.option(text, { nil: undefined }), fc.nat(400))
    const anyBytes = fc.uint8Array({ maxLength: 70_000, size: 'max' })
    const anyRecords = fc.array(fc.oneof({ weight: 20, arbitrary: anyLeaf }, { weight: 1, arbitrary: anyBytes }))
    const anyIds = fc.uniqueArray(fc.nat(50_000))
    fc.assert(
      fc.property(anyRecords, anyIds, (contents, removedIds) => {
        const records = contents.map((content, id) =>
          content instanceof Uint8Array ? bytes(id, content) : leaf(id, content[0].repeat(content[2]), content[1]),
        )
        const read = readAll(toSegmentRows(header, { records, removedIds }))
        const withOrigin = records.map((record) => ({ ...record, origin: 7, isBare: isBare(record) }))
        expect(read.flatMap(({ content }) => content.records)).toEqual(withOrigin)
        const removals = read.flatMap(({ content }) => content.removals)
        expect(removals.flatMap(({ idRuns }) => parseIdRuns(idRuns))).toEqual(removedIds.toSorted((a, b) => a - b))
        expect(read.map(({ part, partCount }) => [part, partCount])).toEqual(read.map((_, part) => [part, read.length]))
        for (const row of read) expect(row.header).toEqual(header)
      }),
      { numRuns: 60 },
    )
  })

  it('keeps the origin of what a compaction carries on, and what it decided, in every row', () => {
    const contents = [3, 5].map((origin) => ({
      origin,
      records: Array.from({ length: 40 }, (_, index) => leaf(origin * 100 + index, 'x'.repeat(2_000))),
      removedIds: [origin],
    }))
    const read = readAll(toCompactionRows(header, contents, '{"through":6}'))
    expect(read.length).toBeGreaterThan(2)
    expect(read.map(({ content }) => content.decisions)).toEqual([
      '{"through":6}',
      ...read.slice(1).map(() => undefined),
    ])
    const origins = read.flatMap(({ content }) => content.records.map(({ id, origin }) => [id, origin]))
    expect(origins).toEqual(contents.flatMap(({ origin, records }) => records.map(({ id }) => [id, origin])))
    expect(read.flatMap(({ content }) => content.removals)).toEqual([
      { origin: 3, idRuns: '3' },
      { origin: 5, idRuns: '5' },
    ])
  })

  it('gives back a long text, whatever in it has to be escaped', () => {
    const long = 'QUJD'.repeat(1_000)
    const odd = ['', '鯨“’”', `"${long}`, '\\', '\n\t', '\ud83d', '{"$":"date","v":0}', '\x7f\x80é']
    const texts = odd.flatMap((end) => [long + end, end + long])
    const read = readAll(toSegmentRows(header, { records: texts.map((text, id) => leaf(id, text)), removedIds: [] }))
    const records = read.flatMap(({ content }) => content.records.map((record) => parseRecord(record)))
    expect(records.map(({ content }) => content)).toEqual(texts)
    expect(records.map(({ kind }) => kind)).toEqual(texts.map(() => 'leaf'))
  })

  it('makes a row of a checkpoint without changes', () => {
    const [row, ...others] = toSegmentRows(header, { records: [], removedIds: [] })
    expect(others).toEqual([])
    expect(row).toMatchObject({ ...header, part: 0, partCount: 1, payload: '' })
  })

  it('keeps rows below 64 KiB, in any script, and uses most of the room', () => {
    const sentences = ['Call me Ishmael. ', 'Называйте меня Измаил. ', '“Call” me Ishmael—', '呼我為以實瑪利。', '🐋']
    for (const sentence of sentences) {
      const records = Array.from({ length: 400 }, (_, id) => leaf(id, sentence.repeat(40)))
      const rows = toSegmentRows(header, { records, removedIds: [] })
      const sizes = rows.map(storedBytes)
      expect(Math.max(...sizes)).toBeLessThan(64_500)
      expect(Math.min(...sizes.slice(0, -1))).toBeGreaterThan(57_000)
    }
  })

  it('does not double a JSON save for a curly quote', () => {
    const plain = Array.from({ length: 50 }, (_, id) => leaf(id, 'Call me Ishmael. '.repeat(60)))
    const curly = [...plain.slice(0, -1), leaf(49, `${'Call me Ishmael. '.repeat(59)}“Call me”`)]
    const size = (records: readonly StateRecord[]): number =>
      toSegmentRows(header, { records, removedIds: [] }).reduce((sum, row) => sum + storedBytes(row), 0)
    expect(size(curly) / size(plain)).toBeLessThan(1.01)
    expect(readAll(toSegmentRows(header, { records: curly, removedIds: [] }))[0]?.content.records.at(-1)?.body).toBe(
      curly.at(-1)?.body,
    )
  })

  it('leaves a text that is shorter in two bytes a letter as it is', () => {
    const [row] = toSegmentRows(header, { records: [leaf(0, '呼我為以實瑪利'.repeat(100))], removedIds: [] })
    expect(typeof row?.payload).toBe('string')
  })

  it('stores of a large buffer only the bytes that a record shows', () => {
    const audio = new Uint8Array(1_000_000)
    const pieces = [0, 1, 2].map((id) => bytes(id, audio.subarray(id * 1_000, id * 1_000 + 1_000)))
    const [row] = toSegmentRows(header, { records: pieces, removedIds: [] })
    expect(row?.binaries?.map(({ buffer }) => buffer.byteLength)).toEqual([1_000, 1_000, 1_000])
    expect(row === undefined ? 0 : rowByteLength(row)).toBeLessThan(3_100)
  })

  it('names 100,000 removed records, every second one of a table, in rows of a readable size', () => {
    const removedIds = Array.from({ length: 100_000 }, (_, index) => index * 2)
    const rows = toSegmentRows(header, { records: [], removedIds })
    expect(Math.max(...rows.map(storedBytes))).toBeLessThan(64_000)
    const runs = readAll(rows).flatMap(({ content }) => content.removals.flatMap(({ idRuns }) => parseIdRuns(idRuns)))
    expect(runs).toEqual(removedIds)
  })
})
