import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import { emptiedRow } from '../emptiedRow.ts'
import { BytesFile } from './BytesFile.ts'
import { FrameCodec } from './FrameCodec.ts'
import { LifeboatLog } from './LifeboatLog.ts'

const codec = new FrameCodec()

function rowAt(revision: number, fields: Partial<SegmentRow> = {}): SegmentRow {
  return {
    sessionId: 'book',
    revision,
    part: 0,
    partCount: 1,
    base: revision - 1,
    writer: 'a tab',
    savedAt: 1_700_000_000_000,
    reason: 'debounce',
    schemaVersion: 1,
    payload: `0\tl\t\t"revision ${revision}"`,
    checksum: 2 ** 52 + revision,
    ...fields,
  }
}

function logOf(rows: readonly SegmentRow[], file = new BytesFile()): LifeboatLog {
  const log = new LifeboatLog(file, codec)
  log.open()
  for (const row of rows) log.addRow(row)
  log.flush()
  return log
}

function reopened({ file }: Pick<LifeboatLog, 'file'>): LifeboatLog {
  const log = new LifeboatLog(file, codec)
  log.open()
  return log
}

function rowsOf(log: LifeboatLog): (SegmentRow | undefined)[] {
  return log.rows.map((entry) => log.readRow(entry))
}

const allBytes = Uint8Array.from({ length: 256 }, (_, index) => index)

describe('a log of the second copy', () => {
  it('gives rows back with every letter, byte and field, in this page and after it', () => {
    const texts = [
      '',
      'plain',
      '“curly” 鯨 🐋',
      'half \ud83d pairs \udc0b',
      '\u007f\u0080\u00ff\u0100\uffff\0',
      'x'.repeat(60_000),
    ]
    const rows = [
      ...texts.map((payload, part) => rowAt(1, { part, payload, partCount: texts.length })),
      rowAt(2, {
        payload: allBytes,
        binaries: [allBytes, new Uint8Array(), allBytes.subarray(9, 12)],
        label: 'x "y" 鯨',
      }),
      rowAt(3, { payload: new Uint8Array(), binaries: [] }),
    ]
    const log = logOf(rows)
    expect(rowsOf(log)).toEqual(rows)
    expect(rowsOf(reopened(log))).toEqual(rows)
    expect(reopened(log)).toMatchObject({ position: 3, damagedCount: 0 })
  })

  it('passes rows over that are no rows, and keeps what is around them', () => {
    const damaged = [rowAt(2, { checksum: Number.NaN }), rowAt(3, { payload: 7 as unknown as string })]
    expect(rowsOf(logOf([rowAt(1), ...damaged, rowAt(4)]))).toEqual([rowAt(1), rowAt(4)])
  })

  it('remembers what is gone and what was emptied, and that it came again', () => {
    const log = logOf([rowAt(1), rowAt(2), rowAt(3)])
    log.addGone([[1, 0, rowAt(1).checksum]])
    log.addRow(emptiedRow(rowAt(2)))
    log.addGone([[3, 0, -1]])
    log.addRow(rowAt(3, { writer: 'another' }))
    log.flush()
    for (const one of [log, reopened(log)]) {
      expect(one.rows.map(({ revision, form }) => [revision, form])).toEqual([
        [2, 'emptied'],
        [3, 'row'],
      ])
      expect(one.gone).toHaveLength(1)
    }
  })

  it('says at its end how far it goes', () => {
    const log = logOf([rowAt(4), rowAt(2)])
    const { bytes } = log.file as BytesFile
    expect(codec.positionOf(bytes.subarray(-16))).toBe(4)
    expect(codec.positionOf(bytes.subarray(-17, -1))).toBeUndefined()
  })

  it('keeps the newest card', () => {
    const log = logOf([rowAt(1)])
    const card = { id: 'book', createdAt: 1, updatedAt: 2, left: { tabId: 'a', revision: 1 } }
    log.addCard({ ...card, updatedAt: 1 })
    log.addCard(card)
    log.flush()
    expect(reopened(log).readCard()).toEqual(card)
  })

  it('loses only the frame that is torn off, wherever that is, and goes on behind the last whole one', () => {
    const whole = logOf([rowAt(1), rowAt(2)])
    const start = whole.length
    whole.addRow(rowAt(3, { payload: 'torn'.repeat(20) }))
    whole.flush()
    const { bytes } = whole.file as BytesFile
    for (let end = start; end < bytes.length; end += 1) {
      const log = reopened({ file: new BytesFile(bytes.slice(0, end)) })
      expect(rowsOf(log)).toEqual([rowAt(1), rowAt(2)])
      log.addRow(rowAt(4))
      log.flush()
      expect(rowsOf(reopened(log))).toEqual([rowAt(1), rowAt(2), rowAt(4)])
      expect(reopened(log).damagedCount).toBe(0)
    }
  })

  it('still finds what is behind a damaged frame, whatever of it is damaged', () => {
    const log = logOf([rowAt(1), rowAt(2), rowAt(3)])
    const { bytes } = log.file as BytesFile
    const [, second, third] = log.rows
    for (let at = second?.at ?? 0; at < (third?.at ?? 0); at += 1) {
      const damaged = bytes.slice()
      damaged[at] = (damaged[at] ?? 0) ^ 0x5a
      expect(rowsOf(reopened({ file: new BytesFile(damaged) }))).toEqual([rowAt(1), rowAt(3)])
    }
  })

  it('never throws and never makes a row up, whatever is in the file', () => {
    const rows = [1, 2, 3, 4, 5].map((revision) => rowAt(revision))
    const texts = new Set(rows.map(({ payload }) => payload))
    const { bytes } = logOf(rows).file as BytesFile
    const place = fc.nat({ max: bytes.length - 1 })
    const cut = fc.record({ from: place, length: fc.nat({ max: 200 }), noise: fc.uint8Array({ maxLength: 40 }) })
    fc.assert(
      fc.property(fc.array(cut, { maxLength: 3 }), (cuts) => {
        let damaged = bytes
        for (const { from, length, noise } of cuts)
          damaged = Uint8Array.from([...damaged.subarray(0, from), ...noise, ...damaged.subarray(from + length)])
        const log = reopened({ file: new BytesFile(damaged) })
        for (const row of rowsOf(log)) expect(texts).toContain(row?.payload)
        log.addRow(rowAt(9))
        log.flush()
        expect(rowsOf(reopened(log))).toContainEqual(rowAt(9))
      }),
      { numRuns: 2_000 },
    )
  })

  it('copies what still counts into a smaller file', () => {
    const log = logOf([1, 2, 3, 4, 5, 6].map((revision) => rowAt(revision)))
    log.addGone([1, 2, 3, 4].map((revision) => [revision, 0, -1] as const))
    log.flush()
    const expected = [rowAt(5), rowAt(6)]
    for (const isGoneKept of [false, true]) {
      const target = new LifeboatLog(new BytesFile(), codec)
      log.copyTo(target, isGoneKept)
      expect(rowsOf(reopened(target))).toEqual(expected)
      expect(reopened(target)).toMatchObject({ position: 6, liveLength: log.liveLength })
      expect(reopened(target).gone).toHaveLength(isGoneKept ? 4 : 0)
      expect(target.length).toBeLessThan(log.length / 2)
    }
  })
})
