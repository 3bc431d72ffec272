import type { SegmentHeader } from '../../records/SegmentRow.ts'
import type { RowKey } from '../../storage/SegmentStorage.ts'
import type { RowFact } from '../log/surveyLog.ts'
import { type CompactionDecisions, TAIL_LENGTH } from './CompactionDecisions.ts'
import type { CompactionRequest } from './CompactionRequest.ts'
import { runsWithout } from './readInSteps.ts'
import type { CompactionView } from './readView.ts'
import type { PartRun, Run } from './RowRuns.ts'

/**
 * What a compaction says of everything before it.
 *
 * @param versions - that are kept.
 * @param carried - rows of this compaction that are stored already.
 */
export function decide(
  { pass, decisions, position, nextId, now }: CompactionRequest,
  view: CompactionView,
  { versions, carried }: { readonly versions: readonly SegmentHeader[]; readonly carried: readonly RowKey[] },
): CompactionDecisions {
  const { index, survey } = view
  const unseen = pass === 'full' ? [] : (decisions?.kept ?? [])
  return {
    through: position,
    strays: [...(decisions?.strays ?? []), ...newStrays(view, (decisions?.through ?? 0) + 1, position)],
    kept: [...unseen, ...partRuns([...index.rows.filter(({ stays }) => stays), ...carried])],
    versions,
    tail: survey.counted.slice(-TAIL_LENGTH),
    nextId: Math.max(nextId, index.nextId, decisions?.nextId ?? 0),
    full: decisions?.full ?? { revision: 0, at: now },
  }
}

/** Positions that hold nothing that counts. One that is damaged may have counted: it is not among them. */
function newStrays({ facts, survey }: CompactionView, from: number, through: number): Run[] {
  const isKept = (form: RowFact['form']): boolean => form === 'damaged' || form === 'unreadable'
  const inUse = facts.filter(({ form }, index) => isKept(form) || survey.standings[index] === 'counts')
  const revisions = new Set([...inUse.map(({ revision }) => revision), ...survey.lostRevisions])
  for (const [revision] of survey.decisions?.kept ?? []) revisions.add(revision)
  return runsWithout([from, through], [...revisions])
}

function partRuns(rows: readonly RowKey[]): PartRun[] {
  const runs: [number, number, number][] = []
  for (const { revision, part } of rows) {
    const last = runs.at(-1)
    if (last !== undefined && last[0] === revision && last[2] + 1 === part) last[2] = part
    else runs.push([revision, part, part])
  }
  return runs
}
