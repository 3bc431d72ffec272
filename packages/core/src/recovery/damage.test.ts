import { serialize } from 'node:v8'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesChecksum } from '../records/bytesChecksum.ts'
import { joinState } from '../records/joinState.ts'
import { defaultRetention } from '../config/RetentionConfig.ts'
import { type ParsedRecord, parseRecord } from '../records/ParsedRecord.ts'
import { readRow } from '../records/readRow.ts'
import type { SegmentRow } from '../records/SegmentRow.ts'
import { LogStory } from './anyLog.fixture.ts'
import { applySegments } from './applySegments.ts'
import { type Damage, anyDamage } from './anyDamage.fixture.ts'
import { LogModel, liveIds, stateOf } from './LogModel.fixture.ts'

/** Logs of every age: never compacted, compacted and not retired, emptied, twice compacted. */
const logs = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
  const story = new LogStory()
  const types = ['edit', 'insert', 'remove', 'text', 'audio', 'leave', 'leaveLate', 'reopen', 'move', 'save'] as const
  const tell = (from: number, count: number): void => {
    for (let index = from; index < from + count; index += 1) {
      const type = types[(index * seed * 7 + seed) % types.length] ?? 'edit'
      story.tell([
        { type, tab: (index * seed) % 3 === 0 ? 1 : 0, at: index * 31 * seed, size: (index * 97 * seed) % 1_500 },
      ])
    }
  }
  const { model } = story
  const retention = { ...defaultRetention, mergeWindowMs: seed % 2 === 0 ? 0 : 60_000 }
  tell(0, 25)
  if (seed > 2)
    model.compact(model.open('c'), {
      pass: 'full',
      retention,
      steps: seed === 3 ? 90 : undefined,
      mode: seed === 5 ? 'empty' : 'remove',
    })
  tell(25, 20)
  if (seed > 6) model.compact(model.open('c'), { pass: 'young', retention })
  tell(45, 4)
  return { model, rows: model.rows }
})

/** All that a record says, in a form that is quick to compare. */
function contentsOf(records: Iterable<ParsedRecord>): string[] {
  return Array.from(records, ({ id, origin, kind, key, content, bytes, bodyChecksum }) => {
    const body = bytes === undefined ? JSON.stringify(content) : bytesChecksum(bytes)
    return [id, origin, kind, key, bodyChecksum, body].join(' ')
  }).toSorted()
}

/** Every record that was ever written. */
const written = logs.map(({ rows }) => {
  const records = rows.flatMap((row) => readRow(row)?.content.records ?? [])
  return new Set(contentsOf(records.map((record) => parseRecord(record))))
})

function damageAll(
  rows: readonly SegmentRow[],
  damages: readonly Damage[],
): { rows: SegmentRow[]; rest: SegmentRow[] } {
  const damaged = rows.map((row) => [row])
  for (const { at, change } of damages) {
    const index = at % rows.length
    const other = rows[(at * 7 + 1) % rows.length]
    const row = rows[index]
    if (row !== undefined && other !== undefined) damaged[index] = change(row, other)
  }
  const rest = rows.filter((row, index) =>
    damaged[index]?.some((found) => readRow(found) !== undefined && found.revision === row.revision),
  )
  return { rows: damaged.flat(), rest }
}

/** Records that the state reaches. */
function liveRecords(rows: readonly SegmentRow[]): ParsedRecord[] {
  const { records } = applySegments(rows)
  const ids = liveIds(joinState(records).tree)
  return [...records.values()].filter(({ id }) => ids.has(id))
}

describe('A damaged log', () => {
  it('is read without a crash, without a wrong value, and with everything that is whole', () => {
    let damagedCount = 0
    fc.assert(
      fc.property(fc.nat(logs.length - 1), fc.array(anyDamage, { minLength: 1, maxLength: 4 }), (which, damages) => {
        const log = logs[which]
        if (log === undefined) return
        const { rows, rest } = damageAll(log.rows, damages)
        const read = applySegments(rows)
        const contents = contentsOf(read.records.values())
        expect(contents.filter((content) => written[which]?.has(content) !== true)).toEqual([])
        expect(contents).toEqual(contentsOf(applySegments(rest).records.values()))
        // Joining anything that was read must not throw.
        stateOf(rows)
        damagedCount += damages.length
      }),
      { numRuns: 1_000 },
    )
    expect(damagedCount).toBeGreaterThan(2_000)
  })

  it('is said to be damaged when anything of it that is needed is', () => {
    fc.assert(
      fc.property(fc.nat(logs.length - 1), anyDamage, (which, damage) => {
        const log = logs[which]
        if (log === undefined) return
        const { rows, rest } = damageAll(log.rows, [damage])
        // A segment that is gone without a trace cannot be missed when nobody has built on it.
        fc.pre(rows.length >= log.rows.length)
        const isWhole = rest.length === log.rows.length
        const before = applySegments(log.rows)
        const { records, damagedRowCount } = applySegments(rows)
        const isMissing = [...before.records].some(([id, { origin }]) => records.get(id)?.origin !== origin)
        expect([isWhole || !isMissing, damagedRowCount > 0]).not.toEqual([false, false])
      }),
      { numRuns: 500 },
    )
  })

  it('is compacted without losing anything that was read, and its damaged rows are in quarantine as they were', () => {
    fc.assert(
      fc.property(fc.nat(logs.length - 1), anyDamage, (which, damage) => {
        const model = new LogModel()
        const log = logs[which]
        if (log === undefined) return
        model.now = log.model.now
        const { rows } = damageAll(log.rows, [damage])
        for (const row of rows) model.replace(row, row)
        const before = contentsOf(liveRecords(model.rows))
        const odd = model.rows.filter((row) => readRow(row) === undefined && row.reason !== 'retired')
        model.compact(model.open('c'), { pass: 'full' })
        expect(contentsOf(liveRecords(model.rows))).toEqual(before)
        const kept = new Set(
          [...model.rows, ...model.quarantine.map(({ row }) => row)].map((row) => serialize(row).toString('base64')),
        )
        for (const row of odd) expect(kept.has(serialize(row).toString('base64'))).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})
