import { type WholeRow, readRow } from '../../records/readRow.ts'
import { type SegmentHeader, type SegmentRow, isNewerRow } from '../../records/SegmentRow.ts'
import type { RowKey } from '../../storage/SegmentStorage.ts'
import { isUnreadable } from '../../storage/unreadableRow.ts'
import { type CompactionDecisions, parseDecisions } from '../compaction/CompactionDecisions.ts'
import { countSegments } from './countSegments.ts'
import { type Run, isInRuns } from '../compaction/RowRuns.ts'

/** What is known of one row without its content. */
export interface RowFact extends RowKey {
  readonly form: 'whole' | 'emptied' | 'unreadable' | 'damaged'
  readonly header: SegmentHeader | undefined
  readonly partCount: number
  /** In a compaction's first row. */
  readonly decisions: CompactionDecisions | undefined
}

/**
 * - `counts`: it belongs to the state, or to what the history keeps.
 * - `leftover`: it did; what of it is needed has been carried on by a compaction.
 * - `stray`: it was made against something that is not what came before it.
 * - `lost`: it is needed, and is damaged or emptied.
 * - `passed`: it is damaged or emptied, and not needed.
 */
type RowStanding = 'counts' | 'leftover' | 'stray' | 'lost' | 'passed'

export interface LogSurvey {
  /** One for each fact, in their order. */
  readonly standings: readonly RowStanding[]
  /** Segments that count and are known, oldest first; the last is the state's. */
  readonly counted: readonly SegmentHeader[]
  readonly decisions: CompactionDecisions | undefined
  /** Position of the compaction that made the decisions; 0 without one. */
  readonly decidedAt: number
  /** Rows that are needed and cannot be read, whether they are there or not. */
  readonly lostRowCount: number
  /** Revisions that somebody built on, and of which nothing can be read. */
  readonly lostRevisions: readonly number[]
  /** Highest position in use, whether its segment counts or not. */
  readonly position: number
}

export function toRowFact(row: SegmentRow, whole: WholeRow | undefined = readRow(row)): RowFact {
  const isRetired = row.reason === 'retired' && row.payload === ''
  const text = whole?.content.decisions
  return {
    revision: Number.isSafeInteger(row.revision) ? row.revision : 0,
    part: Number.isSafeInteger(row.part) ? row.part : 0,
    form: whole === undefined ? formOfUnchecked(row, isRetired) : 'whole',
    header: whole?.header,
    partCount: whole?.partCount ?? 0,
    decisions: text === undefined || whole === undefined ? undefined : parseDecisions(text, whole.header.sessionId),
  }
}

function formOfUnchecked(row: SegmentRow, isRetired: boolean): RowFact['form'] {
  if (isRetired) return 'emptied'
  return isUnreadable(row) || isNewerRow(row) ? 'unreadable' : 'damaged'
}

/** What each row of a log is, and what is missing. */
export function surveyLog(facts: readonly RowFact[]): LogSurvey {
  const { decisions, decidedAt } = newestDecisions(facts)
  const { through = 0, strays = [], versions = [], tail = [] }: Partial<CompactionDecisions> = decisions ?? {}
  const headers = segmentHeaders(facts)
  const undecided = headers.filter(({ revision }) => revision > through)
  const bases = basesOf(facts, through)
  const chain = countSegments(undecided, inOrder([...versions, ...tail]), bases)
  const known = headers.filter(({ revision }) => revision <= through && !isInRuns(strays, revision))
  const judge = new RowJudge(facts, decisions, chain.counted)
  const standings = facts.map((fact) => judge.standing(fact))
  const there = new Set(facts.filter(({ form }) => form !== 'emptied').map(({ revision }) => revision))
  const lostRevisions = chain.lost.filter((revision) => !there.has(revision))
  return {
    standings,
    counted: inOrder([...versions, ...tail, ...known, ...chain.counted]),
    decisions,
    decidedAt,
    lostRowCount: judge.countLost(standings) + lostRevisions.length,
    lostRevisions,
    position: facts.reduce((highest, { revision }) => Math.max(highest, revision), through),
  }
}

/** What the history may offer: what a compaction kept, and whatever came after it. */
export function versionsOf({ counted, decisions }: LogSurvey): SegmentHeader[] {
  const through = decisions?.through ?? 0
  return [...(decisions?.versions ?? []), ...counted.filter(({ revision }) => revision > through)]
}

/**
 * Revisions behind `through` that somebody built on. What holds the whole state needs none: it was written where what
 * stands before it could not be read, and may be all there is.
 */
function basesOf(facts: readonly RowFact[], through: number): Set<number> {
  const there = new Set(facts.map(({ revision }) => revision))
  const bases = facts.map(({ header }) => (header?.isWhole && !there.has(header.base) ? 0 : (header?.base ?? 0)))
  return new Set(bases.filter((base) => base > through))
}

class RowJudge {
  readonly #facts: readonly RowFact[]
  readonly #through: number
  readonly #strays: readonly Run[]
  readonly #needed = new Set<string>()
  readonly #strayRevisions = new Set<number>()

  constructor(
    facts: readonly RowFact[],
    decisions: CompactionDecisions | undefined,
    undecided: readonly SegmentHeader[],
  ) {
    this.#facts = facts
    this.#through = decisions?.through ?? 0
    this.#strays = decisions?.strays ?? []
    for (const [revision, from, through] of decisions?.kept ?? []) this.#need(revision, from, through)
    const counted = new Set(undecided.map(({ revision }) => revision))
    const seen = new Set<number>()
    for (const { header, revision, partCount } of facts) {
      if (header === undefined || revision <= this.#through || seen.has(revision)) continue
      seen.add(revision)
      if (header.reason === 'compaction' || counted.has(revision)) this.#need(revision, 0, partCount - 1)
      else this.#strayRevisions.add(revision)
    }
  }

  standing(fact: RowFact): RowStanding {
    const { revision, form } = fact
    const isDecided = revision > 0 && revision <= this.#through
    if (this.#strayRevisions.has(revision) || (isDecided && isInRuns(this.#strays, revision))) {
      return form === 'whole' ? 'stray' : 'passed'
    }
    const isKnownNeeded = this.#needed.has(keyOf(fact))
    if (form === 'whole') return isKnownNeeded || !isDecided ? 'counts' : 'leftover'
    // An empty row may be there only to keep its position taken; of a damaged one nobody can say.
    const isLost = isKnownNeeded || (form !== 'emptied' && !isDecided)
    return isLost ? 'lost' : 'passed'
  }

  /** Rows that are needed and did not come whole, and damaged ones of which nobody can say whether they are needed. */
  countLost(standings: readonly RowStanding[]): number {
    const lost = new Set(this.#needed)
    for (const [index, fact] of this.#facts.entries()) if (standings[index] === 'lost') lost.add(keyOf(fact))
    for (const [index, fact] of this.#facts.entries()) if (standings[index] === 'counts') lost.delete(keyOf(fact))
    return lost.size
  }

  #need(revision: number, from: number, through: number): void {
    for (let part = from; part <= through; part += 1) this.#needed.add(keyOf({ revision, part }))
  }
}

function newestDecisions(facts: readonly RowFact[]): Pick<LogSurvey, 'decisions' | 'decidedAt'> {
  let newest: Pick<LogSurvey, 'decisions' | 'decidedAt'> = { decisions: undefined, decidedAt: 0 }
  for (const { decisions, revision } of facts) {
    if (decisions !== undefined && revision > newest.decidedAt) newest = { decisions, decidedAt: revision }
  }
  return newest
}

/** Segments of which at least one row is whole. Compactions change no state and are none of them. */
function segmentHeaders(facts: readonly RowFact[]): SegmentHeader[] {
  return inOrder(
    facts.flatMap(({ header }) => (header === undefined || header.reason === 'compaction' ? [] : [header])),
  )
}

function inOrder(headers: readonly SegmentHeader[]): SegmentHeader[] {
  const byRevision = new Map(headers.map((header) => [header.revision, header]))
  return [...byRevision.values()].toSorted((a, b) => a.revision - b.revision)
}

function keyOf({ revision, part }: RowKey): string {
  return `${revision}/${part}`
}
