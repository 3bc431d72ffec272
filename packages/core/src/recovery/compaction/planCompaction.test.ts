import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RetentionConfig, defaultRetention } from '../../config/RetentionConfig.ts'
import { rowByteLength } from '../../records/SegmentRow.ts'
import { LogStory, anyEvents } from '../anyLog.fixture.ts'
import { keptVersions } from '../history/readHistory.ts'
import { type LogModel, stateOf } from '../LogModel.fixture.ts'

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
          if (steps === undefined) expect(outcome?.type).toBe('done')
          expect(revisionsOf(model, retention)).toEqual(kept)
          const read = readSome(model, kept)
          expect(read).toEqual(truthOf(model, read.keys()))
          expect(stateOf(model.rows)).toEqual({ state: model.truth.get(model.head), missing: [] })
        }
      }),
      { numRuns: 5 },
    )
  })
})
