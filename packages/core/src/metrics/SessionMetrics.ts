import type { MonitoringConfig } from '../config/MonitoringConfig.ts'
import type { PerformanceMarks } from '../environment/performanceMarks.ts'
import type { AutoSaveErrorCode } from '../errors/AutoSaveError.ts'
import type { RecordTree } from '../records/diffState.ts'
import { type SegmentRow, rowByteLength } from '../records/SegmentRow.ts'
import type { SegmentContent } from '../records/StateRecord.ts'
import type { Clock } from '../schedule/Clock.ts'
import type { AutoSaveMetrics, PerformanceInfo } from './AutoSaveMetrics.ts'
import type { CommitStopwatch } from './CommitStopwatch.ts'
import { type MetricsRollup, bucketOf, emptyRollup, joinRollups } from './MetricsRollup.ts'
import type { RollupBook, RollupPart } from './RollupBook.ts'
import { StateLength, type WholeState } from './StateLength.ts'
import { TimeRing } from './TimeRing.ts'

/** What surrounds the figures of a session. */
export interface MetricsSurroundings {
  readonly clock: Clock
  readonly marks?: PerformanceMarks
  readonly rollups?: RollupBook
  /** Heartbeats of this page that could not be written. */
  readonly heartbeatFailures?: () => number
  /** How much longer than asked for saves wait, since they run slow. */
  readonly delayFactor?: () => number
}

/** A commit that was stored, as far as the figures want to know; its rows and records are looked at and let go. */
export interface MeasuredCommit extends SegmentContent {
  readonly rows: readonly SegmentRow[]
  /** Ids from `nextId` on are still to be given out. */
  readonly tree: Pick<RecordTree, 'nextId'>
  /** Missing of a page's last moment, whose end nobody waits for. */
  readonly stopwatch?: CommitStopwatch
}

/** What one save took, in ms. */
export interface SaveTimes {
  readonly saveTime: number
  readonly mainThreadTime: number
}

/** Counts what saving a session costs. Holds numbers, never anything of a state. */
export class SessionMetrics {
  readonly #identity: { readonly sessionId: string }
  readonly #config: () => MonitoringConfig
  readonly #surroundings: MetricsSurroundings
  readonly #saveTimes = new TimeRing()
  readonly #mainThreadTimes = new TimeRing()
  readonly #stateLength = new StateLength()
  readonly #reasons = new Map<string, number>()
  #nextId = 0
  /** Of this page's whole life, whatever the hour. */
  #totals: MetricsRollup
  /** What saving the whole state each time would have written. */
  #wholeBytes = 0
  #metrics: AutoSaveMetrics | undefined

  constructor(
    identity: { readonly sessionId: string },
    config: () => MonitoringConfig,
    surroundings: MetricsSurroundings,
  ) {
    this.#identity = identity
    this.#config = config
    this.#surroundings = surroundings
    this.#totals = emptyRollup(identity.sessionId, 0)
  }

  /** The session was read. */
  read(whole: WholeState, nextId: number): void {
    this.#stateLength.read(whole)
    this.#nextId = nextId
  }

  /**
   * `stateCount` states that were handed over are stored now: by this commit, or without one, because they changed nothing.
   *
   * @returns the times of a save that was measured.
   */
  stored(commit: MeasuredCommit | undefined, stateCount: number): SaveTimes | undefined {
    if (!this.#isOn) return undefined
    const savesAvoided = Math.max(0, stateCount - (commit === undefined ? 0 : 1))
    if (commit === undefined) {
      if (savesAvoided > 0) this.#add({ savesAvoided })
      return undefined
    }
    const bytesWritten = byteLengthOf(commit.rows)
    this.#stateLength.committed(commit, bytesWritten, this.#nextId)
    this.#nextId = Math.max(this.#nextId, commit.tree.nextId)
    this.#wholeBytes += Math.max(bytesWritten, this.#stateLength.byteLength)
    const reason = commit.rows[0]?.reason ?? 'unknown'
    this.#reasons.set(reason, (this.#reasons.get(reason) ?? 0) + 1)
    const times = this.#timesOf(commit, { reason, bytesWritten, rowsWritten: commit.rows.length, savesAvoided })
    this.#add({ saves: 1, savesAvoided, bytesWritten, rowsWritten: commit.rows.length, ...this.#partOf(times) })
    return times
  }

  /** The store's own tidying has written these. */
  compacted(rows: readonly SegmentRow[]): void {
    if (this.#isOn) this.#add({ bytesWritten: byteLengthOf(rows), rowsWritten: rows.length })
  }

  /** An attempt to save ended in an error. */
  failed(code: AutoSaveErrorCode): void {
    if (!this.#isOn) return
    this.#surroundings.marks?.mark('autosave:failed', { sessionId: this.#identity.sessionId, code })
    this.#add({ failedSaves: 1 })
  }

  isSlow({ saveTime }: SaveTimes): boolean {
    return saveTime > this.#config().performanceTarget
  }

  /** The same object until something has changed. */
  get metrics(): AutoSaveMetrics {
    const heartbeatFailures = this.#surroundings.heartbeatFailures?.() ?? 0
    const delayFactor = this.#surroundings.delayFactor?.() ?? 1
    const known = this.#metrics
    if (known?.heartbeatFailures === heartbeatFailures && known.delayFactor === delayFactor) return known
    const { saves, failedSaves, slowSaves, bytesWritten, rowsWritten, savesAvoided } = this.#totals
    const [saveTime, mainThreadTime] = [this.#saveTimes.spread(), this.#mainThreadTimes.spread()]
    this.#metrics = {
      sessionId: this.#identity.sessionId,
      totalSaves: saves,
      failedSaves,
      averageSaveTime: saveTime.average,
      lastSaveTime: saveTime.last,
      heartbeatFailures,
      saveTime,
      mainThreadTime,
      slowSaves,
      bytesWritten,
      rowsWritten,
      savesAvoided,
      payloadReduction: this.#wholeBytes === 0 ? 0 : Math.max(0, 1 - bytesWritten / this.#wholeBytes),
      delayFactor,
    }
    return this.#metrics
  }

  get performanceInfo(): PerformanceInfo {
    const { metrics } = this
    const { totalSaves, failedSaves, saveTime } = metrics
    const target = this.#config().performanceTarget
    return {
      metrics,
      isMonitoring: this.#isOn,
      target,
      isWithinTarget: saveTime.p95 <= target,
      trend: this.#saveTimes.trend(),
      successRate: totalSaves + failedSaves === 0 ? 1 : totalSaves / (totalSaves + failedSaves),
      savesByReason: Object.fromEntries(this.#reasons),
    }
  }

  get #isOn(): boolean {
    return this.#config().enablePerformanceMonitoring
  }

  #timesOf({ stopwatch }: MeasuredCommit, detail: Readonly<Record<string, string | number>>): SaveTimes | undefined {
    if (stopwatch === undefined) return undefined
    const { startedAt: start, mainThreadMs: mainThreadTime } = stopwatch
    const end = this.#surroundings.clock.elapsed()
    this.#saveTimes.add(end - start)
    this.#mainThreadTimes.add(mainThreadTime)
    const named = { sessionId: this.#identity.sessionId, ...detail, mainThreadTime }
    this.#surroundings.marks?.measure('autosave:save', { start, end }, named)
    return { saveTime: end - start, mainThreadTime }
  }

  #partOf(times: SaveTimes | undefined): RollupPart {
    if (times === undefined) return {}
    const { saveTime, mainThreadTime } = times
    const saveTimes = emptyRollup('', 0).saveTimes.map((_, index) => (index === bucketOf(saveTime) ? 1 : 0))
    return { saveTime, mainThreadTime, longestSaveTime: saveTime, saveTimes, slowSaves: this.isSlow(times) ? 1 : 0 }
  }

  #add(part: RollupPart): void {
    this.#metrics = undefined
    this.#totals = joinRollups(this.#totals, { ...emptyRollup(this.#identity.sessionId, 0), ...part })
    this.#surroundings.rollups?.add(this.#identity.sessionId, part)
  }
}

function byteLengthOf(rows: readonly SegmentRow[]): number {
  return rows.reduce((sum, row) => sum + rowByteLength(row), 0)
}
