import { readRow } from '../../records/readRow.ts'
import type { QuarantineEntry, RowKey } from '../../storage/SegmentStorage.ts'
import { isUnreadable } from '../../storage/unreadableRow.ts'
import type { RowFact } from '../log/surveyLog.ts'
import { findStrays } from '../strays/findStrays.ts'
import type { CompactionRequest } from './CompactionRequest.ts'
import { type Compacting, readRange } from './CompactionStep.ts'
import type { CompactionView } from './readView.ts'

/** Rows in one transaction. */
const ROWS_PER_STEP = 64

/**
 * Lets go what is not needed any more. Strays whose writer has gone on, and damaged rows, first, with a copy in quarantine: a stray that outlived
 * its neighbours could be taken for one that counts, should the decisions be lost.
 */
export function* retireRows(request: CompactionRequest, { facts, indexed, survey }: CompactionView): Compacting<void> {
  const odd: RowFact[] = []
  const done: RowKey[] = []
  const emptied: RowKey[] = []
  // Work of somebody who is not told of it otherwise stays until it has been put together with the rest (`StrayRescue`).
  const strays = request.leavesStrays === true ? findStrays(facts, survey) : []
  const waiting = new Set(strays.map(({ revision }) => revision))
  for (const [index, fact] of facts.entries()) {
    const isStray = survey.standings[index] === 'stray'
    if (isStray && waiting.has(fact.revision)) continue
    if (isStray || fact.form === 'damaged') odd.push(fact)
    else if (fact.form === 'emptied') emptied.push(keyOf(fact))
    else if (indexed[index]?.stays === false) done.push(keyOf(fact))
  }
  for (const fact of odd) yield* quarantine(request, fact)
  yield* retire(done, false)
  yield* retire(emptied, true)
}

function* retire(keys: readonly RowKey[], isEmptied: boolean): Compacting<void> {
  for (let start = 0; start < keys.length; start += ROWS_PER_STEP) {
    yield { type: 'retire', keys: keys.slice(start, start + ROWS_PER_STEP), isEmptied, quarantine: [] }
  }
}

/** Looks at the row once more: what is copied is what is there now, and what has healed is left alone. */
function* quarantine({ sessionId, now }: CompactionRequest, fact: RowFact): Compacting<void> {
  const { revision, part, form } = fact
  const rows = yield* readRange({ from: revision, through: revision })
  const row = rows.find((candidate) => candidate.part === part)
  if (row === undefined || isUnreadable(row) || row.reason === 'retired') return
  if (form === 'damaged' && readRow(row) !== undefined) return
  const entry: QuarantineEntry = {
    sessionId,
    reason: form === 'damaged' ? 'damaged' : 'stray',
    quarantinedAt: now,
    row,
  }
  yield { type: 'retire', keys: [{ revision, part }], isEmptied: false, quarantine: [entry] }
}

function keyOf({ revision, part }: RowKey): RowKey {
  return { revision, part }
}
