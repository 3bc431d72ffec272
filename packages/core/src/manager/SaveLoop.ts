import type { AutoSaveError } from '../errors/AutoSaveError.ts'
import type { SaveReason } from '../records/SegmentRow.ts'
import { type StoredSession, readSession } from '../recovery/readSession.ts'
import { Debounce } from '../schedule/Debounce.ts'
import type { AppendOptions } from '../storage/SegmentStorage.ts'
import { type Flight, Flights } from './Flights.ts'
import { RetryTimer } from './RetryTimer.ts'
import type { SessionContext } from './SessionContext.ts'
import { type Commit, SessionLog } from './SessionLog.ts'
import { changedElsewhere, unexpectedFailure } from './saveErrors.ts'
import { type SaveResult, SaveWaiters } from './SaveWaiters.ts'

interface SaveRequest {
  readonly reason: SaveReason
  readonly durability: AppendOptions['durability']
}

/**
 * When a state becomes a commit, and what follows from how it ends.
 *
 * One commit is under way at a time; what comes meanwhile waits for its end and goes in one. Only a page that is being
 * left does not wait: its last commit goes behind the one under way and holds that one's records too.
 */
export class SaveLoop {
  readonly #context: SessionContext
  readonly #log: SessionLog
  readonly #debounce: Debounce
  readonly #retry: RetryTimer
  readonly #flights: Flights
  readonly #waiters = new SaveWaiters()
  #draft: { readonly state: unknown } | undefined
  #waiting: SaveRequest | undefined
  #isOpen = false
  #isReconciling = false
  /** An attempt failed: nobody knows what the store holds, and nothing is written before it has been read. */
  #isInDoubt = false
  #strictRevision = 0

  constructor(context: SessionContext) {
    const { clock, presence } = context.surroundings
    this.#context = context
    this.#log = new SessionLog(context.sessionId, presence.tabId)
    this.#flights = new Flights(context.facts)
    this.#debounce = new Debounce(clock, context.config, () => this.#onDue())
    this.#retry = new RetryTimer(context, () => void this.#reconcile())
  }

  get log(): SessionLog {
    return this.#log
  }

  /** The newest state known: handed over, else stored. */
  get state(): unknown {
    return this.#draft === undefined ? this.#log.state : this.#draft.state
  }

  /** The newest revision there will be once everything under way has landed. */
  get issuedRevision(): number {
    return this.#flights.newest?.commit.revision ?? this.#log.revision
  }

  /** Restore has settled: from here on there is writing. */
  open(stored: StoredSession): void {
    this.#log.adopt(stored)
    this.#isOpen = true
    this.#commitWaiting()
  }

  /** O(1), on the keystroke path: a reference and a timer. */
  handOver(state: unknown): number {
    const version = this.#context.facts.facts.draftVersion + 1
    this.#draft = { state }
    this.#context.facts.dispatch({ type: 'handed-over', version })
    this.#debounce.touch()
    return version
  }

  /** Settles with the commit that holds what has been handed over so far, or something newer. */
  whenStored(durability: AppendOptions['durability']): Promise<SaveResult> {
    return this.#waiters.wait(this.#context.facts.facts.draftVersion, durability === 'strict')
  }

  /** Saves as soon as it can be: now, or after the commit under way, or once restore has settled. */
  request(reason: SaveReason, durability: AppendOptions['durability']): void {
    const isStrict = durability === 'strict' || this.#waiting?.durability === 'strict'
    this.#waiting = { reason, durability: isStrict ? 'strict' : 'relaxed' }
    if (this.#isOpen && this.#flights.isEmpty && !this.#isReconciling) this.#commitWaiting()
  }

  /** The last moment of a page: issued before this returns, in doubt too, since a taken position refuses it. */
  commitBeforeLeaving(): void {
    const { draftVersion, savedVersion, pauseReasons } = this.#context.facts.facts
    const coveredVersion = this.#flights.newest?.version ?? savedVersion
    if (!this.#isOpen || pauseReasons.length > 0 || draftVersion <= coveredVersion) return
    this.#commit({ reason: 'leave', durability: 'relaxed' })
  }

  /** Whether leaving now would lose something, last commit or not. */
  get isLeavingLossy(): boolean {
    const { draftVersion, savedVersion, pauseReasons, lastError } = this.#context.facts.facts
    const isUncertain = !this.#isOpen || this.#isInDoubt || lastError !== undefined
    return draftVersion > savedVersion && (isUncertain || pauseReasons.length > 0)
  }

  /** Reading failed once more: whoever waits is told, the state is held on. */
  openingFailed(error: AutoSaveError): void {
    this.#waiters.reject(Number.POSITIVE_INFINITY, error)
  }

  /** After a pause: what was held meanwhile. */
  resume(): void {
    const { draftVersion, savedVersion } = this.#context.facts.facts
    if (draftVersion > savedVersion) this.#debounce.touch()
  }

  configChanged(): void {
    this.#debounce.retime()
  }

  /** The page came back from the back/forward cache: what became of a commit under way then, nobody was told. */
  returned(): void {
    if (this.#flights.isEmpty) return
    this.#flights.giveUpAll()
    void this.#reconcile()
  }

  /** This tab goes on behind what the store holds, with what it holds itself. Ends a conflict. */
  rejoin(stored: StoredSession): void {
    this.#log.adopt(stored)
    this.#context.facts.dispatch({ type: 'rejoined', head: stored.head })
  }

  /** Lets what is held go: the newest state is the stored one. */
  dropHeld(): void {
    const version = this.handOver(this.#log.state)
    this.#debounce.cancel()
    this.#settle(version)
  }

  dispose(error: AutoSaveError): void {
    this.#isOpen = false
    this.#debounce.cancel()
    this.#retry.cancel()
    this.#waiters.reject(Number.POSITIVE_INFINITY, error)
  }

  #onDue(): void {
    if (this.#context.facts.facts.pauseReasons.length === 0) this.request('debounce', 'relaxed')
  }

  #commitWaiting(): void {
    const waiting = this.#waiting
    if (!this.#isOpen || waiting === undefined) return
    if (this.#isInDoubt) return void this.#reconcile()
    this.#waiting = undefined
    this.#commit(waiting)
  }

  #commit(request: SaveRequest): void {
    const { facts } = this.#context.facts
    if (facts.isConflict) return this.#waiters.reject(facts.draftVersion, changedElsewhere(facts.lastError))
    this.#debounce.cancel()
    this.#retry.cancel()
    const pending = this.#flights.newest
    const isCheckpoint = request.durability === 'strict' && this.#log.revision > this.#strictRevision
    if (facts.draftVersion <= facts.savedVersion && !isCheckpoint) return this.#settle(facts.draftVersion)
    let commit: Commit
    try {
      const savedAt = this.#context.surroundings.clock.now()
      commit = this.#log.plan({ state: this.state, reason: request.reason, savedAt }, pending?.commit)
    } catch (cause) {
      return this.#fail(facts.draftVersion, unexpectedFailure(cause))
    }
    if (commit.records.length === 0 && pending === undefined && !isCheckpoint) return this.#settle(facts.draftVersion)
    this.#send({ commit, version: facts.draftVersion }, request.durability)
  }

  #send(flight: Flight, durability: AppendOptions['durability']): void {
    this.#flights.start(flight)
    this.#context.surroundings.storage.append(flight.commit.rows, { durability }).then(
      () => this.#landed(flight, durability),
      (cause: unknown) => this.#missed(flight, unexpectedFailure(cause)),
    )
  }

  #landed(flight: Flight, durability: AppendOptions['durability']): void {
    if (!this.#flights.end(flight)) return
    if (this.#isInDoubt) return void this.#reconcile()
    this.#log.accept(flight.commit)
    if (durability === 'strict') this.#strictRevision = flight.commit.revision
    this.#settle(flight.version, { commit: flight.commit, durability })
    if (this.#flights.isEmpty) this.#commitWaiting()
  }

  #missed(flight: Flight, error: AutoSaveError): void {
    if (!this.#flights.end(flight)) return
    this.#isInDoubt = true
    // What a later commit comes to is decided by reading too, once it has ended.
    if (!this.#flights.isEmpty) return
    if (error.code === 'POSITION_TAKEN') void this.#reconcile()
    else this.#fail(flight.version, error)
  }

  /** Everything up to `version` is stored: by `landed`, or it was already. */
  #settle(
    version: number,
    landed?: { readonly commit: Commit; readonly durability: AppendOptions['durability'] },
  ): void {
    this.#retry.succeeded()
    this.#context.facts.dispatch({ type: 'stored', version, commit: landed?.commit })
    const { revision, durability } = this.#context.facts.facts
    this.#waiters.resolve({ version, isStrict: landed?.durability !== 'relaxed' }, { revision, durability })
  }

  #fail(version: number, error: AutoSaveError): void {
    if (!this.#isOpen) return
    const retryAt = error.retryable ? this.#retry.schedule() : undefined
    this.#context.facts.dispatch({ type: 'failed', error, retryAt })
    this.#waiters.reject(version, error)
  }

  /** Reads what the store holds before it writes on: after a failure nobody knows what landed. */
  async #reconcile(): Promise<void> {
    if (this.#isReconciling) return
    this.#isReconciling = true
    const { surroundings, sessionId, facts } = this.#context
    try {
      const stored = await readSession(surroundings.storage, sessionId)
      this.#isReconciling = false
      this.#isInDoubt = false
      this.#continueFrom(stored)
    } catch (cause) {
      this.#isReconciling = false
      this.#fail(facts.facts.draftVersion, unexpectedFailure(cause))
    }
  }

  #continueFrom(stored: StoredSession): void {
    const comparison = this.#log.compare(stored)
    if (comparison === 'theirs') {
      const error = changedElsewhere(undefined)
      this.#context.facts.dispatch({ type: 'conflict-found', error })
      return this.#waiters.reject(Number.POSITIVE_INFINITY, error)
    }
    if (comparison === 'changed') this.rejoin(stored)
    else this.#log.passOver(stored.position)
    this.request('retry', this.#waiting?.durability ?? 'relaxed')
  }
}
