import { describe, expect, it } from 'vitest'
import { applySegments } from '../applySegments.ts'
import { LogModel } from '../LogModel.fixture.ts'
import { LogGrowth } from './LogGrowth.ts'

interface Note {
  readonly id: number
  readonly text: string
}

function notes(count: number): Note[] {
  return Array.from({ length: count }, (_, id) => ({ id, text: `${id} ${'Call me Ishmael. '.repeat(30)}` }))
}

/** A person who types into one note after another, with compactions whenever one is due. */
function type(model: LogModel, saves: number, onPass: (pass: 'young' | 'full') => void = () => undefined): LogGrowth {
  const tab = model.open('a')
  const read = (): LogGrowth => {
    const { size, decisions } = applySegments(model.rows)
    return new LogGrowth(size, decisions)
  }
  let growth = read()
  for (let count = 0; count < saves; count += 1) {
    model.now += 2_000
    const state = tab.tree.root?.value as Note[]
    const at = Math.floor(count / 10) % state.length
    model.commit(tab, state.with(at, { id: at, text: `${state[at]?.text ?? ''}${count} ` }))
    growth.committed(model.rowsOf(tab.base))
    const pass = growth.due(model.now)
    if (pass === undefined) continue
    onPass(pass)
    const outcome = model.compact(tab, { pass })
    if (outcome?.type === 'done') growth.compacted(outcome, false)
    const found = read()
    expect(growth.size).toEqual({ ...found.size, sinceFullByteLength: growth.size.sinceFullByteLength })
    growth = found
  }
  return growth
}

describe('LogGrowth', () => {
  it('asks for no compaction of a session that was just saved for the first time, however large', () => {
    const model = new LogModel()
    model.commit(model.open('a'), notes(2_000))
    const { size, decisions } = applySegments(model.rows)
    expect(new LogGrowth(size, decisions).due(model.now)).toBeUndefined()
  })

  it('asks for one every 64 small commits, and seldom for one that looks at everything', () => {
    const model = new LogModel()
    model.commit(model.open('a'), notes(800))
    const passes: string[] = []
    type(model, 330, (pass) => passes.push(pass))
    expect(passes).toHaveLength(5)
    expect(passes.filter((pass) => pass === 'full')).toEqual(['full'])
  })

  it('keeps a session that is edited for hours at a few rows, and at the bytes of what is needed', () => {
    const model = new LogModel()
    model.commit(model.open('a'), notes(100))
    const { size } = type(model, 1_500)
    expect(size.rowCount).toBeLessThan(120)
    const needed = applySegments(model.rows).size.byteLength
    expect(size.byteLength).toBe(needed)
    model.compact(model.open('a'), { pass: 'full' })
    expect(size.byteLength / applySegments(model.rows).size.byteLength).toBeLessThan(2)
  })

  it('asks for everything once a day of work', () => {
    const model = new LogModel()
    const tab = model.open('a')
    model.commit(tab, notes(100))
    model.compact(tab, { pass: 'full' })
    const { size, decisions } = applySegments(model.rows)
    const growth = new LogGrowth(size, decisions)
    const tomorrow = model.now + 25 * 60 * 60_000
    expect(growth.due(tomorrow)).toBeUndefined()
    model.commit(tab, notes(99))
    growth.committed(model.rowsOf(tab.base))
    expect([growth.due(model.now), growth.due(tomorrow)]).toEqual([undefined, 'full'])
  })

  it('asks for the removal of rows without content, and not again at once when somebody else keeps it from happening', () => {
    const model = new LogModel()
    const tab = model.open('a')
    model.commit(tab, notes(20))
    const passes: (string | undefined)[] = []
    for (let count = 0; count < 600; count += 1) {
      model.commit(tab, notes(20).with(0, { id: 0, text: `${count}` }))
      if (count % 100 === 99) model.compact(tab, { pass: 'young', mode: 'empty' })
    }
    const { size, decisions } = applySegments(model.rows)
    const growth = new LogGrowth(size, decisions)
    passes.push(growth.due(model.now))
    const inVain = model.compact(tab, { pass: 'full', mode: 'empty' })
    if (inVain?.type === 'done') growth.compacted(inVain, true)
    passes.push(growth.due(model.now))
    const alone = model.compact(tab, { pass: 'full' })
    if (alone?.type === 'done') growth.compacted(alone, false)
    passes.push(growth.due(model.now))
    expect(passes).toEqual(['full', undefined, undefined])
    expect(model.rows.length).toBeLessThan(5)
  })
})
