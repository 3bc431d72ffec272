import { describe, expect, it } from 'vitest'
import { defaultRetention } from '../../config/RetentionConfig.ts'
import { rowByteLength } from '../../records/SegmentRow.ts'
import { unreadableRow } from '../../storage/unreadableRow.ts'
import { applySegments } from '../applySegments.ts'
import { LogModel, SESSION, type Tab, liveIds, stateOf } from '../LogModel.fixture.ts'

interface Chapter {
  readonly id: number
  readonly text: string
}

const onlyNewest = { ...defaultRetention, maxVersions: 1 }

function chapters(count: number): Chapter[] {
  return Array.from({ length: count }, (_, id) => ({ id, text: `Chapter ${id}. ${'Call me Ishmael. '.repeat(40)}` }))
}

/** A book whose first save takes several rows, and a few edits. */
function openBook(): { readonly model: LogModel; readonly tab: Tab } {
  const model = new LogModel()
  const tab = model.open('a')
  model.commit(tab, chapters(400))
  for (const at of [3, 5, 7]) model.commit(tab, chapters(400).with(at, { id: at, text: `edited ${at}` }))
  return { model, tab }
}

function damage(model: LogModel, at: number): void {
  const row = model.rows[at]
  if (row === undefined) throw new Error('no such row')
  model.replace(row, { ...row, payload: String(row.payload).replace('Call', 'C@ll') })
}

describe('A corrupt record', () => {
  it('is never deleted: its row stays until it is compacted, and is in quarantine from then on', () => {
    const { model } = openBook()
    damage(model, 1)
    const corrupt = model.rows[1]
    const reader = model.open('b')
    expect(stateOf(model.rows).missing.length).toBeGreaterThan(10)
    expect(model.rows[1]).toEqual(corrupt)
    // Whatever is saved on top of it.
    const read = stateOf(model.rows).state as Chapter[]
    model.commit(reader, [...read, { id: 999, text: 'The end' }])
    const before = stateOf(model.rows)
    model.compact(reader, { pass: 'young' })
    expect(model.quarantine).toEqual([
      { sessionId: SESSION, reason: 'damaged', quarantinedAt: model.now, row: corrupt },
    ])
    expect(model.rows).not.toContainEqual(corrupt)
    expect(stateOf(model.rows)).toEqual(before)
    expect(applySegments(model.rows).damagedRowCount).toBe(0)
  })

  it('that the page still has in memory stops every compaction, so that it can be saved again first', () => {
    const { model, tab } = openBook()
    const inMemory = liveIds(tab.tree)
    damage(model, 1)
    const rows = model.rows
    for (const pass of ['young', 'full'] as const) {
      const outcome = model.compact(model.open('a'), { pass, liveIds: inMemory })
      expect(outcome).toMatchObject({ type: 'lost' })
    }
    expect(model.rows).toEqual(rows)
  })
})

describe('A row that cannot be given back', () => {
  it('is never let go: it may be readable another day, and is then part of the state again', () => {
    const { model } = openBook()
    const whole = stateOf(model.rows)
    const row = model.rows[1]
    if (row === undefined) return
    model.replace(row, unreadableRow(SESSION, row))
    for (const pass of ['young', 'full', 'young'] as const) model.compact(model.open('b'), { pass })
    expect(model.rowsOf(row.revision)).toContainEqual(unreadableRow(SESSION, row))
    expect(model.quarantine).toEqual([])
    model.replace(row, row)
    expect(stateOf(model.rows)).toEqual(whole)
    for (const pass of ['full', 'young', 'full'] as const) model.compact(model.open('b'), { pass })
    expect(stateOf(model.rows)).toEqual(whole)
  })
})

describe('A stray', () => {
  it('is in quarantine when its row goes, and counts nowhere between', () => {
    const { model, tab } = openBook()
    const other = model.open('b')
    const late = model.open('late')
    model.commit(tab, chapters(399))
    // Made against what is not the newest any more, by a page that is being left.
    model.leave(late, [chapters(5), chapters(4)], true)
    const [stray] = model.rowsOf(6)
    expect(applySegments(model.rows).applied.at(-1)?.revision).toBe(5)
    let sawQuarantine = false
    model.compact(other, {
      pass: 'young',
      onStep: (step) => {
        if (step.type === 'retire') sawQuarantine ||= step.quarantine.length > 0
        expect(step.type === 'retire' && !sawQuarantine).toBe(false)
        expect(stateOf(model.rows).state).toHaveLength(399)
      },
    })
    expect(model.quarantine).toEqual([{ sessionId: SESSION, reason: 'stray', quarantinedAt: model.now, row: stray }])
    expect(model.rowsOf(6)).toEqual([])
  })

  it('that could not be retired yet stays one, although what it strayed from is gone', () => {
    const { model, tab } = openBook()
    const late = model.open('late')
    model.commit(tab, chapters(399))
    model.leave(late, [chapters(5), chapters(4)], true)
    const [stray] = model.rowsOf(6)
    model.compact(model.open('b'), { pass: 'full', retention: onlyNewest })
    if (stray !== undefined) model.replace(stray, stray)
    expect(stateOf(model.rows).state).toHaveLength(399)
    model.compact(model.open('b'), { pass: 'full', retention: onlyNewest })
    expect(model.rowsOf(6)).toEqual([])
    expect(stateOf(model.rows).state).toHaveLength(399)
  })
})

describe('What was removed', () => {
  it('takes no room in the end, whether its row stayed for a while or not', () => {
    const { model, tab } = openBook()
    // A third of each row is gone: not enough to write the rows anew. Then another third: enough.
    const withoutThird = chapters(400).filter(({ id }) => id % 3 !== 0)
    const third = withoutThird.filter(({ id }) => id % 3 !== 1)
    for (const [state, passes] of [
      [withoutThird, ['young', 'full']],
      [third, ['young', 'young', 'full']],
    ] as const) {
      model.commit(tab, state)
      for (const pass of passes) model.compact(tab, { pass, retention: onlyNewest })
      model.reopen(tab)
    }
    const fresh = new LogModel()
    fresh.commit(fresh.open('a'), third)
    const size = (of: LogModel): number => of.rows.reduce((sum, row) => sum + rowByteLength(row), 0)
    expect(size(model) / size(fresh)).toBeLessThan(1.1)
    expect(stateOf(model.rows)).toEqual(stateOf(fresh.rows))
  })

  it('gives its id to nobody else', () => {
    const { model, tab } = openBook()
    const nextId = Math.max(...liveIds(tab.tree)) + 1
    model.commit(tab, [{ id: 0, text: 'All that is left' }])
    for (const pass of ['young', 'full', 'full'] as const) model.compact(tab, { pass, retention: onlyNewest })
    expect(model.open('b').tree.nextId).toBeGreaterThanOrEqual(nextId)
  })
})
