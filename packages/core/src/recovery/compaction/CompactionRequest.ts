import type { RetentionConfig } from '../../config/RetentionConfig.ts'
import type { CompactionDecisions } from './CompactionDecisions.ts'

/** What the caller knows of the session when it begins. */
export interface CompactionRequest {
  readonly sessionId: string
  /** `young`: only what came after the last compaction, cheap. `full`: everything, and history is fitted into its bytes. */
  readonly pass: 'young' | 'full'
  /** Of the last compaction, as reading found them or the last one answered. */
  readonly decisions: CompactionDecisions | undefined
  readonly decidedAt: number
  /** Highest position in use. */
  readonly position: number
  /** Revision of the state whose ids these are. */
  readonly head: number
  /** Every id that the state reaches, pieces too. */
  readonly liveIds: ReadonlySet<number>
  /** The next id that would be given out. */
  readonly nextId: number
  readonly retention: RetentionConfig
  /** Ms since 1970. */
  readonly now: number
  /** Segments that do not count stay where they are, until somebody has put their work together with the rest. */
  readonly leavesStrays?: boolean
}
