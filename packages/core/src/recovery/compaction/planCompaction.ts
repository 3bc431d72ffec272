import type { SegmentHeader } from '../../records/SegmentRow.ts'
import { fitVersions } from '../history/fitVersions.ts'
import { thinVersions } from '../history/thinVersions.ts'
import { versionsOf } from '../log/surveyLog.ts'
import { carryOn } from './carryOn.ts'
import type { CompactionRequest } from './CompactionRequest.ts'
import type { Compacting, CompactionOutcome } from './CompactionStep.ts'
import { type CompactionView, readView } from './readView.ts'
import { retireRows } from './retireRows.ts'

/** Ids looked at between two pauses. */
const IDS_PER_STEP = 2_048

/**
 * Carries on what is needed of old rows in new ones, behind everything, then lets the old ones go. Pure: it asks for
 * what it needs, step by step, and whoever runs it may stop after any of them.
 *
 * Nothing is changed in place, and nothing goes before what replaces it is there: rows that are carried on and not gone
 * yet do no harm, since the newest of each record counts and copies are equal.
 */
export function* planCompaction(request: CompactionRequest): Compacting<CompactionOutcome> {
  const view = yield* readView(request)
  const { survey, index, facts } = view
  const isOutdated = survey.decidedAt !== request.decidedAt || survey.counted.at(-1)?.revision !== request.head
  if (isOutdated) return { type: 'outdated' }
  // What is damaged may have been needed: only the whole log can tell.
  const isDamaged = facts.some(({ form }) => form === 'damaged' || form === 'unreadable')
  if (request.pass === 'young' && isDamaged) return yield* planCompaction({ ...request, pass: 'full' })
  const lostIds = request.pass === 'full' ? [...request.liveIds].filter((id) => !index.has(id)) : []
  if (lostIds.length > 0) return { type: 'lost', ids: lostIds }
  const versions = yield* judge(request, view)
  const decided = yield* carryOn(request, view, versions)
  if (decided === undefined) return { type: 'outdated' }
  yield* retireRows(request, view)
  const { decisions, decidedAt, appended } = decided
  const gone = index.rows.filter(({ stays }) => !stays)
  const retired = { rowCount: gone.length, byteLength: gone.reduce((sum, row) => sum + row.byteLength, 0) }
  return { type: 'done', decisions, decidedAt, change: { appended, retired, isFull: request.pass === 'full' } }
}

/** Marks what is needed, and answers with the versions that are kept. */
function* judge(request: CompactionRequest, view: CompactionView): Compacting<readonly SegmentHeader[]> {
  const { pass, liveIds, retention, now } = request
  const { index, survey } = view
  const thinned = thinVersions(versionsOf(survey), now, retention)
  const byteLength = index.rows.reduce((sum, row) => sum + row.byteLength, 0)
  const mayBeTooMuch = pass === 'full' && byteLength > retention.maxBytes
  const versions = mayBeTooMuch ? fitVersions(thinned, index.pastSpans(liveIds), retention.maxBytes) : thinned
  const isSound = pass === 'young' || survey.lostRowCount === 0
  const needs = { versions: versions.map(({ revision }) => revision), liveIds, isSound }
  let count = 0
  for (const _ of index.judge(needs)) {
    count += 1
    if (count % IDS_PER_STEP === 0) yield { type: 'pause' }
  }
  return versions
}
