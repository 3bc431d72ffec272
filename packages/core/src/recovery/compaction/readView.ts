import { readRow } from '../../records/readRow.ts'
import { rowByteLength } from '../../records/SegmentRow.ts'
import { type LogSurvey, type RowFact, surveyLog, toRowFact } from '../log/surveyLog.ts'
import type { CompactionRequest } from './CompactionRequest.ts'
import type { Compacting } from './CompactionStep.ts'
import { readInSteps, runsWithout } from './readInSteps.ts'
import { type IndexedRow, RecordIndex } from './RecordIndex.ts'

/** What was read of the log, and what is kept of it. */
export interface CompactionView {
  readonly facts: readonly RowFact[]
  /** For each fact, the row's place in the index, when it is whole. */
  readonly indexed: readonly (IndexedRow | undefined)[]
  readonly index: RecordIndex
  readonly survey: LogSurvey
}

/** Reads the rows that the pass is about. No content is kept: a log may be larger than one likes to hold. */
export function* readView({ pass, decisions, position }: CompactionRequest): Compacting<CompactionView> {
  const facts: RowFact[] = []
  const indexed: (IndexedRow | undefined)[] = []
  const index = new RecordIndex()
  const first = pass === 'full' ? 1 : (decisions?.through ?? 0) + 1
  const known = pass === 'full' ? [] : (decisions?.kept.map(([revision]) => revision) ?? [])
  yield* readInSteps(runsWithout([first, position], known), (row) => {
    const whole = readRow(row)
    facts.push(toRowFact(row, whole))
    indexed.push(whole === undefined ? undefined : index.add(row, rowByteLength(row), whole.content))
  })
  const survey = surveyLog(facts)
  for (const [at, row] of indexed.entries()) {
    if (row === undefined) continue
    if (survey.standings[at] === 'stray') index.drop(row)
    row.isLeftover = survey.standings[at] === 'leftover'
  }
  return { facts, indexed, index, survey }
}
