import type { AutoSaveError } from '../errors/AutoSaveError.ts'
import type { SaveReason } from '../records/SegmentRow.ts'
import type { StoredSession } from '../recovery/readSession.ts'
import type { Durability } from '../storage/Durability.ts'
import type { AppendOptions } from '../storage/SegmentStorage.ts'
import { isEmpty } from './Commit.ts'
import { CommitPlanner } from './CommitPlanner.ts'
import { Draft } from './Draft.ts'
import { type Flight, Flights } from './Flights.ts'
import { isCheckpoint } from './isCheckpoint.ts'
import { LastMoment } from './LastMoment.ts'
import { lastMomentGap } from './lastMomentGap.ts'
import { Reconciliation } from './Reconciliation.ts'
import { RemoteInflow } from './RemoteInflow.ts'
import type { SessionContext } from './SessionContext.ts'
import { SessionLog } from './SessionLog.ts'
import { SaveSchedule } from './SaveSchedule.ts'
import { unexpectedFailure } from './saveErrors.ts'
import { SaveOutcomes } from './SaveOutcomes.ts'
import type { SaveResult } from './SaveWaiters.ts'
import { type SaveRequest, SaveRequests } from './SaveRequests.ts'

/**
 * When a state becomes a commit, and what follows from how it ends.
 * One commit is under way at a time; what comes meanwhile waits for its end and goes in one. Only a page that is being
 * left does not wait: its last commit goes behind the one under way and holds that one's records too.
 */
export class SaveLoop {
  readonly log: SessionLog
  readonly store: Reconciliation
  readonly lastMoment: LastMoment
  readonly schedule: SaveSchedule
  readonly outcomes: SaveOutcomes
  readonly #context: SessionContext
  readonly #flights: Flights
  readonly #planner: CommitPlanner
  readonly #requests = new SaveRequests()
  readonly #draft: Draft
  readonly inflow: RemoteInflow
  #isOpen = false

  constructor(context: SessionContext) {
    this.#context = context
    const { presence, compactFrom } = context.surroundings
    this.log = new SessionLog(context.identity, presence.tabId, compactFrom)
    this.#draft = new Draft(this.log)
    this.#flights = new Flights(context.facts)
    this.#planner = new CommitPlanner(context, this.log)
    this.schedule = new SaveSchedule(context, (due) => this.saveByItself(due))
    this.outcomes = new SaveOutcomes(context, () => this.#reconcile())
    const { log, outcomes, schedule } = this
    const own = { log, outcomes, schedule, draft: this.#draft, requests: this.#requests }
    this.inflow = new RemoteInflow(context, own, () => this.isBusy || this.#reconcile())
    this.store = new Reconciliation(context, own, {
      agreed: () => this.#onAgreed(),
      lost: () => this.handOver(this.#draft.pinned()),
      joined: (joined) => this.inflow.joined(joined),
      conflict: (error) => this.outcomes.rejectAll(error),
      failed: (error) => this.#fail(context.facts.facts.draftVersion, error),
    })
    const { inflow, store } = this
    this.lastMoment = new LastMoment(
      context,
      { ...own, store, flights: this.#flights, planner: this.#planner },
      {
        newest: () => (this.#isOpen ? { state: this.state } : undefined),
        isContradicted: () => this.#isOpen && this.inflow.isContradicted(this.store),
        gap: () => lastMomentGap(context, { isAmongOthers: inflow.isAmongOthers, isUncertain: store.isUncertain }),
        send: (flight, options) => this.#send(flight, options),
        settle: (version) => this.outcomes.settle(version),
        fail: (version, error) => this.#fail(version, error),
      },
    )
  }

  /** The newest state known: handed over, else stored. */
  get state(): unknown {
    return this.#draft.state
  }

  /** The newest revision there will be once everything under way has landed. */
  get issuedRevision(): number {
    return this.#flights.newest?.commit.revision ?? this.log.revision
  }

  /** Restore has settled: from here on there is writing. */
  open(stored: StoredSession, fingerprint: number | undefined): void {
    this.log.adopt(stored, fingerprint)
    this.#context.metrics.read(stored.content, stored.tree.nextId)
    this.#isOpen = true
    this.inflow.listen()
    this.#commitWaiting()
  }

  /** O(1), on the keystroke path: a reference and a timer. */
  handOver(state: unknown): void {
    this.#draft.handOver(state)
    const { facts } = this.#context
    facts.dispatch({ type: 'handed-over', version: facts.facts.draftVersion + 1 }, true)
    this.schedule.touch()
  }

  /** Saves as soon as it can be: now, or after the commit under way, or once restore has settled. */
  request(request: SaveRequest): void {
    this.#requests.add(request)
    if (!this.isBusy) this.#commitWaiting()
  }

  /** A save that nobody asked for. */
  saveByItself(reason: SaveReason): void {
    this.request({ reason, durability: this.#context.config().durability.autosave })
  }

  /** Whether something is under way that a commit has to wait for. */
  get isBusy(): boolean {
    if (!this.#isOpen || !this.#flights.isEmpty || this.#flights.isHeld) return true
    return this.store.isRunning || this.#planner.isBusy
  }

  /** After a pause: what was held meanwhile. */
  resume(): void {
    const { draftVersion, savedVersion } = this.#context.facts.facts
    if (draftVersion > savedVersion) this.schedule.touch()
  }

  /** The page came back from the back/forward cache: what became of a commit under way then, nobody was told. */
  returned(): void {
    if (!this.#isOpen) return
    this.#flights.giveUpAll()
    this.doubt()
  }

  /** What is stored may not be what is known: it is read before anything more is written. */
  doubt(): void {
    this.store.doubt()
    this.#reconcile()
  }

  /** Commits wait until the returned function is called: somebody else writes to the log. */
  hold(): () => void {
    const release = this.#flights.hold()
    return () => {
      release()
      if (!this.isBusy) this.#commitWaiting()
    }
  }

  /** Reads what the store holds. `isMending`: it has lost something, which is stored anew. */
  readAgain(isMending: boolean): void {
    if (isMending) this.handOver(this.#draft.pinned())
    this.#reconcile(isMending)
  }

  dispose(error: AutoSaveError): void {
    this.#isOpen = false
    this.inflow.dispose()
    this.#planner.abandon(this.#requests)
    this.schedule.cancel()
    this.outcomes.dispose(error)
  }

  /** What is known is what is stored: what is held can be stored on top. */
  #onAgreed(): void {
    const { pauseReasons, lastError, draftVersion, savedVersion } = this.#context.facts.facts
    // Nothing without a change: a checkpoint would be one more thing for other tabs to look at.
    if ((draftVersion > savedVersion && pauseReasons.length === 0) || lastError !== undefined)
      this.saveByItself('retry')
    else this.#commitWaiting()
  }

  #commitWaiting(): void {
    // Whoever waits for the medium itself is not forgotten when a page's last moment came in between.
    if (this.outcomes.isAnyStrict) this.#requests.demandStrict()
    if (!this.#isOpen) return
    if (this.inflow.isWaiting || (this.store.isInDoubt && !this.#requests.isEmpty)) return this.#reconcile()
    const request = this.#requests.take()
    if (request !== undefined) this.#commit(request)
  }

  #commit({ reason, durability, label }: SaveRequest): void {
    if (this.inflow.isContradicted(this.store)) return
    const isEarly = reason === 'early'
    this.schedule.begun(isEarly)
    this.outcomes.attempted()
    const { facts, config, surroundings } = this.#context
    const { draftVersion: version, savedVersion } = facts.facts
    const isForced = !facts.isReader && isCheckpoint({ reason, durability, label }, this.log, config())
    if (version <= savedVersion && !isForced) return this.outcomes.settle(version, { isEarly })
    const startedAt = surroundings.clock.elapsed()
    this.#planner.start(
      { state: this.state, reason, label },
      {
        done: (commit) => {
          const flight = { commit, version, startedAt, isEarly }
          if (!isEmpty(commit) && facts.isReader) return this.inflow.hold({ reason, durability, label })
          if (!isEmpty(commit) || isForced) return this.#send(flight, { durability })
          this.outcomes.settle(version, { isEarly })
          this.#commitWaiting()
        },
        failed: (error) => this.#fail(version, error),
      },
    )
  }

  #send(flight: Flight, options: AppendOptions): void {
    this.#flights.start(flight)
    this.log.sent(flight.commit)
    if (options.isUrgent === true) this.inflow.stored(flight.commit.revision)
    const { stopwatch } = flight.commit
    const append = (): Promise<Durability> =>
      this.#context.surroundings.storage.append(flight.commit.rows, { ...options, onIssued: stopwatch?.add })
    const stored = stopwatch === undefined ? append() : stopwatch.run(append)
    stored.then(
      (place) => this.#landed(flight, options.durability, place),
      (cause: unknown) => this.#missed(flight, unexpectedFailure(cause)),
    )
  }

  #landed(flight: Flight, durability: AppendOptions['durability'], place: SaveResult['durability']): void {
    if (!this.#flights.end(flight)) return
    if (this.store.isInDoubt || flight.isDoubtful === true) return this.#reconcile()
    this.log.accept(flight.commit, durability)
    this.#planner.landed()
    this.inflow.stored(flight.commit.revision)
    this.schedule.landed(flight.startedAt)
    const stored = { ...flight.commit, durability: place }
    this.outcomes.settle(flight.version, { stored, isStrict: durability === 'strict', isEarly: flight.isEarly })
    if (this.#flights.isEmpty) this.#commitWaiting()
  }

  #missed(flight: Flight, error: AutoSaveError): void {
    if (!this.#flights.end(flight)) return
    const [isTaken, { isEmpty: isLast }] = [error.code === 'POSITION_TAKEN', this.#flights]
    if (!isTaken || !isLast || flight.isDoubtful === true) this.store.doubt()
    // What a later commit comes to is decided by reading too, once it has ended.
    if (isLast && isTaken) this.#reconcile()
    else if (isLast) this.#fail(flight.version, error)
  }

  #fail(version: number, error: AutoSaveError): void {
    if (this.#isOpen) this.outcomes.fail(version, error)
  }

  /** Nobody knows what landed: the store is read before anything more is written. */
  #reconcile(isMending = false): void {
    this.inflow.reading()
    this.#planner.abandon(this.#requests)
    void this.store.run(isMending)
  }
}
