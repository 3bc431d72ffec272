import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RetentionConfig, defaultRetention } from '../../config/RetentionConfig.ts'
import { joinState } from '../../records/joinState.ts'
import { recordByteLength } from '../../records/PayloadPage.ts'
import { readRow } from '../../records/readRow.ts'
import { rowByteLength } from '../../records/SegmentRow.ts'
import { toSegmentRows } from '../../records/toSegmentRows.ts'
import { applySegments } from '../applySegments.ts'
import { LogStory, anyEvents } from '../anyLog.fixture.ts'
import { keptVersions } from '../history/readHistory.ts'
import { LogModel, SESSION, liveIds, stateOf } from '../LogModel.fixture.ts'

/** Some versions of the history, and the newest, each as it is read. */
function readSome(model: LogModel, revisions: readonly number[]): Map<number, unknown> {
  const { rows } = model
  const some = revisions.filter((_, index) => index % Math.ceil(revisions.length / 6) === 0)
  return new Map([...some, model.head].map((revision) => [revision, stateOf(rows, revision)]))
}

function revisionsOf(model: LogModel, retention: RetentionConfig): number[] {
  return keptVersions(model.rows, model.now, retention).map(({ revision }) => revision)
}

/** What it has to be. */
function truthOf(model: LogModel, revisions: Iterable<number>): Map<number, unknown> {
  return new Map([...revisions].map((revision) => [revision, { state: model.truth.get(revision), missing: [] }]))
}

/** Bytes of the records that the state and the history hold, each once. */
function neededBytes(model: LogModel, retention: RetentionConfig): number {
  const { rows } = model
  const needed = new Set<string>()
  for (const revision of [...revisionsOf(model, retention), model.head]) {
    const log = applySegments(rows, revision)
    const reached = liveIds(joinState(log.records).tree)
    for (const [id, { origin }] of log.records) if (reached.has(id)) needed.add(`${id} ${origin}`)
  }
  const lengths = new Map<string, number>()
  for (const record of rows.flatMap((row) => readRow(row)?.content.records ?? [])) {
    const name = `${record.id} ${record.origin}`
    if (needed.has(name)) lengths.set(name, recordByteLength(record))
  }
  return [...lengths.values()].reduce((sum, length) => sum + length, 0)
}

/** What decisions may take: a hundred versions and their rows. */
const DECISIONS_BYTES = 16_000

function byteLength(model: LogModel): number {
  return model.rows.reduce((sum, row) => sum + rowByteLength(row), 0)
}

const anyRetention = fc.constantFrom<RetentionConfig>(
  defaultRetention,
  { ...defaultRetention, mergeWindowMs: 0 },
  { ...defaultRetention, maxVersions: 2 },
  { ...defaultRetention, maxAgeMs: 60_000, maxBytes: 20_000 },
)

const anyPass = fc.record({
  pass: fc.constantFrom<'young' | 'full'>('young', 'full'),
  mode: fc.constantFrom<'remove' | 'empty'>('remove', 'remove', 'empty'),
  steps: fc.option(fc.nat(120), { nil: undefined }),
})

describe('planCompaction', () => {
  it('changes nothing of the state and of any version that is kept, wherever it is stopped', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyEvents, anyPass), { maxLength: 4 }), anyRetention, (chapters, retention) => {
        const story = new LogStory()
        const { model } = story
        for (const [events, { pass, mode, steps }] of chapters) {
          story.tell(events)
          const kept = revisionsOf(model, retention)
          expect(stateOf(model.rows)).toEqual({ state: model.truth.get(model.head), missing: [] })
          const outcome = model.compact(model.open('c'), { pass, mode, retention, steps })
          expect(outcome?.type ?? 'stopped').toBe(steps === undefined || outcome !== undefined ? 'done' : 'stopped')
          expect(revisionsOf(model, retention)).toEqual(kept)
          const read = readSome(model, kept)
          expect(read).toEqual(truthOf(model, read.keys()))
          expect(stateOf(model.rows)).toEqual({ state: model.truth.get(model.head), missing: [] })
        }
      }),
      { numRuns: 25 },
    )
  })

  it('comes to a size that follows what is needed, and stays there', () => {
    fc.assert(
      fc.property(fc.array(anyEvents, { minLength: 1, maxLength: 3 }), anyRetention, (chapters, retention) => {
        const story = new LogStory()
        const { model } = story
        for (const events of chapters) {
          story.tell(events)
          model.compact(model.open('c'), { pass: 'young', retention })
        }
        model.compact(model.open('c'), { pass: 'full', retention })
        const once = byteLength(model)
        expect(once).toBeLessThan(2 * neededBytes(model, retention) + DECISIONS_BYTES)
        expect(model.rows.length).toBeLessThan(once / 16_384 + 10)
        for (const pass of ['full', 'young', 'young', 'full'] as const)
          model.compact(model.open('c'), { pass, retention })
        expect(byteLength(model)).toBeLessThanOrEqual(once + DECISIONS_BYTES)
        expect(model.rows.length).toBeLessThan(once / 16_384 + 10)
      }),
      { numRuns: 25 },
    )
  })

  it('finds nothing more to do after a compaction that was stopped on the way', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat(80), (events, steps) => {
        const [stopped, straight] = [new LogStory(), new LogStory()].map((story) => {
          story.tell(events)
          return story.model
        })
        if (stopped === undefined || straight === undefined) return
        stopped.compact(stopped.open('c'), { pass: 'full', steps })
        for (const model of [stopped, stopped, straight]) model.compact(model.open('c'), { pass: 'full' })
        const contents = ({ rows }: LogModel): unknown => applySegments(rows).records.size
        expect(contents(stopped)).toEqual(contents(straight))
        expect(stopped.quarantine.length).toBe(straight.quarantine.length)
      }),
      { numRuns: 25 },
    )
  })

  it('does no harm when another tab’s compaction lands first: the loser stops, and nothing is missing', () => {
    const story = new LogStory()
    const { model } = story
    for (let count = 0; count < 30; count += 1) story.tell([{ type: 'edit', tab: 0, at: count, size: 300 }])
    const kept = revisionsOf(model, defaultRetention)
    let hasRaced = false
    const outcome = model.compact(model.open('c'), {
      pass: 'full',
      onStep: ({ type }) => {
        if (type !== 'append' || hasRaced) return
        hasRaced = true
        model.compact(model.open('d'), { pass: 'full' })
      },
    })
    expect(outcome).toBeUndefined()
    expect(revisionsOf(model, defaultRetention)).toEqual(kept)
    expect(readSome(model, kept)).toEqual(truthOf(model, readSome(model, kept).keys()))
  })

  it('lets this tab go on saving between its steps', () => {
    const model = new LogModel()
    const tab = model.open('a')
    for (let count = 0; count < 60; count += 1) {
      model.commit(tab, { title: `${count}`, chapter: { text: `${count} ${'whale '.repeat(1_800)}` } }, 'manual')
    }
    let appendCount = 0
    const outcome = model.compact(tab, {
      pass: 'full',
      onStep: ({ type }) => {
        if (type !== 'append') return
        appendCount += 1
        const book = tab.tree.root?.value
        expect(model.commit(tab, { ...Object(book), title: `Saved meanwhile, ${appendCount}` })).toBe(true)
      },
    })
    expect(outcome?.type).toBe('done')
    expect(appendCount).toBeGreaterThan(1)
    expect(stateOf(model.rows)).toEqual({ state: model.truth.get(model.head), missing: [] })
    expect(stateOf(model.rows).state).toMatchObject({ title: `Saved meanwhile, ${appendCount}` })
  })

  it('never lets go what the state reaches, even if a commit said by mistake that it was removed', () => {
    const story = new LogStory()
    const { model } = story
    const tab = model.open('a')
    const ids = [...liveIds(tab.tree)].filter((id) => id > 0)
    const header = {
      sessionId: SESSION,
      writer: 'a',
      savedAt: model.now,
      reason: 'debounce',
      schemaVersion: 1,
    } as const
    model.add(toSegmentRows({ ...header, revision: 2, base: 1 }, { records: [], removedIds: ids }))
    const state = stateOf(model.rows)
    for (const pass of ['young', 'full', 'full'] as const) model.compact(model.open('c'), { pass })
    expect(stateOf(model.rows)).toEqual(state)
  })

  it('does nothing when the log has lost records of the state', () => {
    const story = new LogStory()
    const { model } = story
    const tab = model.open('a')
    const live = liveIds(tab.tree)
    const [row] = model.rows
    if (row === undefined) return
    model.replace(row, { ...row, payload: `${String(row.payload).slice(0, -1)} ` })
    const before = model.rows
    expect(model.compact(tab, { pass: 'young', liveIds: live })).toMatchObject({ type: 'outdated' })
    model.replace(row, row)
    expect(model.compact(tab, { pass: 'full', liveIds: new Set([...live, 99_999]) })).toEqual({
      type: 'lost',
      ids: [99_999],
    })
    model.replace(row, before[0])
    expect(model.rows).toEqual(before)
  })

  it('leaves word of the last segments that counted, for those that are made against them', () => {
    const model = new LogModel()
    const tab = model.open('a')
    for (let count = 1; count <= 12; count += 1) model.commit(tab, { count })
    expect(model.compact(tab, { pass: 'full', retention: { ...defaultRetention, maxVersions: 1 } })).toMatchObject({
      decisions: { tail: [5, 6, 7, 8, 9, 10, 11, 12].map((revision) => ({ revision, writer: 'a' })) },
    })
    expect(applySegments(model.rows).applied.map(({ revision }) => revision)).toEqual([5, 6, 7, 8, 9, 10, 11, 12])
  })

  it('of what is young does not look again at what the last one carried on', () => {
    const model = new LogModel()
    const tab = model.open('a')
    for (let count = 0; count < 60; count += 1) {
      model.commit(tab, { title: `${count}`, chapter: { text: `${count} ${'whale '.repeat(1_800)}` } }, 'manual')
    }
    const carriedAt: number[] = []
    model.compact(tab, {
      pass: 'full',
      onStep: ({ type }) => void (type === 'append' && carriedAt.push(tab.position + 1)),
    })
    expect(carriedAt.length).toBeGreaterThan(2)
    const readAt: number[] = []
    model.compact(tab, {
      pass: 'young',
      onStep: (step) => void (step.type === 'read' && readAt.push(step.range.from ?? 0)),
    })
    expect(readAt.filter((revision) => revision < (carriedAt.at(-1) ?? 0))).toEqual([])
    expect(model.compact(tab, { pass: 'full' })?.type).toBe('done')
    expect(stateOf(model.rows)).toEqual({ state: model.truth.get(model.head), missing: [] })
  })
})
