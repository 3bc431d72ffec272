import type { AutoSaveError } from '../errors/AutoSaveError.ts'
import type { SaveReason } from '../records/SegmentRow.ts'
import type { AppendOptions } from '../storage/SegmentStorage.ts'
import { isEmpty } from './Commit.ts'
import type { CommitPlanner } from './CommitPlanner.ts'
import type { Flight, Flights } from './Flights.ts'
import type { Reconciliation } from './Reconciliation.ts'
import type { SaveRequests } from './SaveRequests.ts'
import { unexpectedFailure } from './saveErrors.ts'
import type { SessionContext } from './SessionContext.ts'
import type { SessionLog } from './SessionLog.ts'

interface LoopParts {
  readonly log: SessionLog
  readonly store: Reconciliation
  readonly flights: Flights
  readonly planner: CommitPlanner
  readonly requests: SaveRequests
}

interface LoopSteps {
  /** The newest state, once restore has settled. */
  newest(): { readonly state: unknown } | undefined
  /** Positions to leave free before the commit: see `lastMomentGap`. */
  gap(): number
  /** Whether a person has to choose first. */
  isContradicted(): boolean
  send(flight: Flight, options: AppendOptions): void
  settle(version: number): void
  fail(version: number, error: AutoSaveError): void
}

/**
 * The commit of a moment after which there may be none: issued before this returns, behind one under way, whose records
 * it holds too; in doubt as well, since a taken position refuses it.
 */
export class LastMoment {
  readonly #context: SessionContext
  readonly #parts: LoopParts
  readonly #loop: LoopSteps

  constructor(context: SessionContext, parts: LoopParts, loop: LoopSteps) {
    this.#context = context
    this.#parts = parts
    this.#loop = loop
  }

  commit(reason: SaveReason): void {
    const startedAt = this.#context.surroundings.clock.elapsed()
    const { log, store, flights, planner, requests } = this.#parts
    const isConflict = this.#loop.isContradicted()
    const { draftVersion, savedVersion, pauseReasons } = this.#context.facts.facts
    const coveredVersion = flights.newest?.version ?? savedVersion
    const newest = this.#loop.newest()
    // What may not go on top of others' work goes beside it: a position in front of theirs may still be free.
    const isApart = isConflict || store.fork !== undefined
    const isKept = pauseReasons.length > 0 || isApart
    if (isApart && draftVersion > savedVersion) void store.keepApart(true)
    if (newest === undefined || isKept || draftVersion <= coveredVersion) {
      return this.#context.surroundings.storage.hurry()
    }
    planner.abandon(requests)
    try {
      const gap = this.#loop.gap()
      const commit = planner.planNow({ state: newest.state, reason, label: undefined, gap })
      if (isEmpty(commit) && !log.isUndecided) return this.#loop.settle(draftVersion)
      // What is not in it is not saved: the page may come back and go on.
      const version = commit.unreadBlobs.size === 0 ? draftVersion : coveredVersion
      const flight = { commit, version, startedAt, isDoubtful: store.isUncertain || gap > 0 }
      this.#loop.send(flight, { durability: 'relaxed', isUrgent: true })
    } catch (cause) {
      this.#loop.fail(draftVersion, unexpectedFailure(cause))
    }
  }

  /** Whether leaving now would lose something, last commit or not. */
  get isLossy(): boolean {
    const { store, flights } = this.#parts
    const { draftVersion, savedVersion, pauseReasons, lastError, durability, revision } = this.#context.facts.facts
    // What is called saved is gone with the page.
    if (durability === 'memory' && revision > 0) return true
    const isOpen = this.#loop.newest() !== undefined
    const isUncertain = !isOpen || store.isInDoubt || lastError !== undefined || flights.isIncomplete
    return draftVersion > savedVersion && (isUncertain || pauseReasons.length > 0)
  }
}
