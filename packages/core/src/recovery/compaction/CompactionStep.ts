import type { SegmentHeader, SegmentRow } from '../../records/SegmentRow.ts'
import type { QuarantineEntry, RevisionRange, RowKey } from '../../storage/SegmentStorage.ts'
import type { CompactionDecisions } from './CompactionDecisions.ts'

/**
 * What a compaction asks of whoever runs it. It may be stopped at any of them, for good: what was done until then does
 * no harm, and the next compaction goes on from what it finds.
 *
 * - `pause`: some work was done; a moment for others.
 * - `read`: answered with the rows of these revisions.
 * - `append`: answered with the rows as they were appended, at a position behind all others. When the position turns
 *   out to be taken, the compaction must be stopped: it does not know what is there.
 * - `retire`: these rows are not needed any more. Everything appended so far must be stored before; on a disk, strictly.
 *   With `isEmptied` their content is gone already, and only their keys are left to be removed.
 */
export type CompactionStep =
  | { readonly type: 'pause' }
  | { readonly type: 'read'; readonly range: RevisionRange }
  | { readonly type: 'append'; readonly toRows: (header: SegmentHeader) => SegmentRow[] }
  | {
      readonly type: 'retire'
      readonly keys: readonly RowKey[]
      readonly isEmptied: boolean
      readonly quarantine: readonly QuarantineEntry[]
    }

export type CompactionAnswer = readonly SegmentRow[] | undefined

export type Compacting<TResult> = Generator<CompactionStep, TResult, CompactionAnswer>

/**
 * - `done`
 * - `outdated`: the log is not what the caller knows of it; read the session again before the next attempt.
 * - `lost`: the log has lost records of the state, whether anybody noticed or not. Nothing was written. Read the session
 *   again, and save what is missing, before the next attempt.
 */
export type CompactionOutcome =
  | {
      readonly type: 'done'
      readonly decisions: CompactionDecisions
      /** Position of the segment that says so. */
      readonly decidedAt: number
      readonly change: LogChange
    }
  | { readonly type: 'outdated' }
  | { readonly type: 'lost'; readonly ids: readonly number[] }

/** What a compaction did to the log, quarantined rows and rows without content left aside. */
interface LogChange {
  readonly appended: RowTotal
  readonly retired: RowTotal
  /** It looked at everything. */
  readonly isFull: boolean
}

export interface RowTotal {
  readonly rowCount: number
  readonly byteLength: number
}

export function* readRange(range: RevisionRange): Compacting<readonly SegmentRow[]> {
  return (yield { type: 'read', range }) ?? []
}
