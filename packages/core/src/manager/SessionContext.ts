import type { AutoSaveConfig } from '../config/AutoSaveConfig.ts'
import type { LeftMarks } from '../environment/leftMarks.ts'
import type { TabMemory } from '../environment/tabMemory.ts'
import type { PageLifecycle } from '../environment/PageLifecycle.ts'
import type { TabPresence } from '../environment/TabPresence.ts'
import type { MetricsSurroundings, SessionMetrics } from '../metrics/SessionMetrics.ts'
import type { Clock } from '../schedule/Clock.ts'
import type { SegmentStorage } from '../storage/SegmentStorage.ts'
import type { Heartbeat } from '../tabs/Heartbeat.ts'
import type { TabChannel } from '../tabs/TabChannel.ts'
import type { GrowthLimits } from '../recovery/compaction/LogGrowth.ts'
import type { AutoSaveEvent } from './AutoSaveEvent.ts'
import type { RemoteChanges } from './RemoteChanges.ts'
import type { FactStore } from './FactStore.ts'
import type { SessionIdentity } from './SessionIdentity.ts'

/** The world around a session: everything that a test replaces. Managers of one service share one. */
export interface Surroundings extends Pick<MetricsSurroundings, 'marks' | 'rollups'> {
  readonly storage: SegmentStorage
  readonly clock: Clock
  readonly lifecycle: PageLifecycle
  readonly presence: TabPresence
  readonly leftMarks: LeftMarks
  /** Without one a reloaded tab does not know which session was its own. */
  readonly tabMemory?: TabMemory
  /** Without one nobody is told of a commit, and tabs meet when they save. */
  readonly channel?: TabChannel
  /** Without one there are no signs of life beside the locks. */
  readonly heartbeat?: Heartbeat
  /** From 0 to below 1, for the jitter of retries. */
  readonly random: () => number
  /** When a log is compacted; tests make it small. */
  readonly compactFrom?: GrowthLimits
  /** Tells whoever listens to events; never in the task that calls. */
  readonly announce?: (event: AutoSaveEvent) => void
  /** What has to end before the session is read: the manager of this page that had it before. Never rejects. */
  readonly opensAfter?: Promise<unknown>
  /** Everything that is stored was deleted: this page stores nothing any more, and its sessions say so. */
  readonly endLife?: () => void
  /** Ends all of the above. Called by whoever made them, never by a manager that was given them. */
  dispose(): void
}

/** What the parts of one manager share. */
export interface SessionContext {
  readonly identity: SessionIdentity
  /** As it is now: settled before anything is read. */
  readonly sessionId: string
  readonly surroundings: Surroundings
  readonly facts: FactStore
  readonly metrics: SessionMetrics
  readonly remote: RemoteChanges
  /** The options as they are now: they can change at any time. */
  readonly config: () => AutoSaveConfig
}
