import type { AutoSaveError } from '../errors/AutoSaveError.ts'
import { durabilityOf } from '../storage/Durability.ts'
import { readNews } from '../recovery/readNews.ts'
import { type StoredSession, readSession } from '../recovery/readSession.ts'
import { changedElsewhere, endedElsewhere, unexpectedFailure } from './saveErrors.ts'
import type { MergeConflict, Preference } from '../recovery/merge/mergeStates.ts'
import { endBehind, isEnd } from '../recovery/trash/sessionEnd.ts'
import type { SessionContext } from './SessionContext.ts'
import type { Draft } from './Draft.ts'
import type { Joined } from './Joined.ts'
import { ConflictFork } from './ConflictFork.ts'
import { type RemoteSide, RemoteMerge } from './RemoteMerge.ts'
import type { SessionLog } from './SessionLog.ts'

interface KnownHere {
  readonly log: SessionLog
  readonly draft: Draft
}

interface Outcome {
  /** Known and stored are the same again, or what is stored is known now. */
  agreed(): void
  /** Other tabs' work has come in. */
  joined(joined: Joined): void
  /** The store has lost what was known to be there. */
  lost(): void
  /** Another tab changed the same places. */
  conflict(error: AutoSaveError): void
  failed(error: AutoSaveError): void
}

/** Reads what the store holds before anything more is written: after a failure nobody knows what landed. */
export class Reconciliation {
  readonly #context: SessionContext
  readonly #log: SessionLog
  readonly #draft: Draft
  readonly #outcome: Outcome
  readonly #merge: RemoteMerge
  /** Told of what each reading has found, before anything follows from it. */
  onRead: (stored: StoredSession) => void = () => undefined
  #fork: ConflictFork | undefined
  #isRunning = false
  #isInDoubt = false
  #doubtCount = 0
  #isKeeping = false

  constructor(context: SessionContext, { log, draft }: KnownHere, outcome: Outcome) {
    this.#context = context
    this.#log = log
    this.#draft = draft
    this.#outcome = outcome
    this.#merge = new RemoteMerge(context, log)
  }

  get isRunning(): boolean {
    return this.#isRunning
  }

  /** An attempt failed, and the store has not been read since. */
  get isInDoubt(): boolean {
    return this.#isInDoubt
  }

  /** Whether what this page knows may not be what the store holds. */
  get isUncertain(): boolean {
    return this.#isInDoubt || this.#isRunning
  }

  doubt(): void {
    this.#isInDoubt = true
    this.#doubtCount += 1
  }

  /** `isMending`: what this page knows to be stored is not; only what is found counts. */
  async run(isMending = false): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    try {
      const { surroundings, sessionId } = this.#context
      const decide = this.#log.readBegins()
      const doubtCount = this.#doubtCount
      const news = isMending || this.#isInDoubt ? undefined : await this.#readNews()
      const stored = news ?? (await readSession(surroundings.storage, sessionId))
      if (this.#context.facts.isDisposed) return
      decide(stored)
      this.onRead(stored)
      // What came in doubt while it was read is not answered by this reading; what it found is known all the same.
      this.#isInDoubt = doubtCount !== this.#doubtCount
      const isAgreed = await this.#agrees(stored, isMending)
      this.#isRunning = false
      if (!isAgreed) return
      if (this.#isInDoubt) return await this.run(isMending)
      this.#outcome.agreed()
    } catch (cause) {
      this.#isRunning = false
      // What was heard of and could not be read is not to be forgotten.
      this.doubt()
      const error = unexpectedFailure(cause)
      if (error.code === 'SCHEMA_NEWER' || error.code === 'DATABASE_NEWER') this.#stayApart()
      this.#outcome.failed(error)
    }
  }

  /** What came behind what is known; `undefined` where that does not say all, and everything is to be read. */
  async #readNews(): Promise<StoredSession | undefined> {
    const log = this.#log
    const { head, tree, position } = log
    const { surroundings, sessionId, facts, config } = this.#context
    const { storage } = surroundings
    const isAway = (storage.diagnosis?.place ?? 'disk') !== 'disk' || log.isPartial
    // What an app changes in place is not what was stored.
    if (head === undefined || isAway || config().compare === 'deep') return undefined
    const news = await readNews(storage, sessionId, { tree, head, position, source: facts.facts.durability })
    // A page's last moment does not wait for readings.
    return log.head === head && !this.#isInDoubt ? news : undefined
  }

  /** This tab goes on behind what the store holds, with what it holds itself. Ends a conflict. */
  rejoin(stored: StoredSession): void {
    this.#fork = undefined
    this.#log.adopt(stored)
    this.#locate(stored)
    this.#context.facts.dispatch({ type: 'rejoined', head: isEnd(stored.head) ? undefined : stored.head })
  }

  /** What this tab and the store hold, read now: for whoever ends a conflict. */
  async read(): Promise<RemoteSide> {
    const { surroundings, sessionId } = this.#context
    return this.#merge.remoteSide(await readSession(surroundings.storage, sessionId))
  }

  /** Both sides in one; what contradicts each other as `prefer` says. */
  mergeWith(side: RemoteSide, prefer: Preference): unknown {
    return this.#merge.merge(side, this.#draft.state, prefer).state
  }

  /** The session that keeps this tab's work during a conflict. */
  get fork(): ConflictFork | undefined {
    return this.#fork
  }

  /** What this tab holds. */
  get held(): unknown {
    return this.#draft.state
  }

  #locate({ source }: StoredSession): void {
    const { diagnosis } = this.#context.surroundings.storage
    // Not to promise too much: the newest of it may be in the worst place that is in use.
    const durability = source === 'unreachable' ? (diagnosis?.place ?? 'fallback') : durabilityOf(source)
    this.#context.facts.dispatch({ type: 'located', change: { durability } })
  }

  /** Takes over what was found. `false` when it contradicts what is held here: a person has to choose. */
  async #agrees(stored: StoredSession, isMending: boolean): Promise<boolean> {
    const comparison = this.#log.compare(stored)
    if (comparison === 'theirs') return this.#ended(stored) ?? this.#join(await this.#merge.remoteSide(stored))
    const isBehind = this.#log.isAheadOf(stored)
    if (isBehind && stored.source === 'unreachable') {
      this.#log.detach(stored)
      return true
    }
    // An app that made what was acknowledged is not to be told that nothing is unsaved.
    if (isBehind && this.#context.facts.facts.draftVersion > 0) this.#outcome.lost()
    if (comparison === 'changed' || isMending) this.rejoin(stored)
    else {
      this.#log.passOver(stored)
      // What this page was told when it stored it is still true; what was in memory may be in a better place by now.
      if (stored.source !== 'unreachable' || this.#context.facts.facts.durability === 'memory') this.#locate(stored)
    }
    return true
  }

  /** Whether somebody has ended the session: what is held here is wanted all the same. */
  keepHere(): boolean {
    this.#isKeeping = this.#context.facts.facts.ended !== undefined
    if (this.#isKeeping) this.doubt()
    return this.#isKeeping
  }

  /** Somebody else has ended it: nothing is written over that by itself, and no app is shown nothing. `undefined` when nobody has. */
  #ended(stored: StoredSession): boolean | undefined {
    const end = endBehind(stored.segments, this.#log.head?.revision)
    const isKept = this.#isKeeping
    this.#isKeeping = false
    if (end === undefined) return undefined
    if (isKept && end.revision === stored.head?.revision) {
      this.rejoin(stored)
      return true
    }
    // Where somebody has begun something else since, a person has to choose.
    if (isKept) this.conflict([], stored.head?.revision ?? 0)
    else this.#context.facts.dispatch({ type: 'ended', error: endedElsewhere(end.reason) })
    if (!isKept) this.#outcome.conflict(endedElsewhere(end.reason))
    return false
  }

  #join(side: RemoteSide): boolean {
    const { facts } = this.#context
    const mine = this.#draft.state
    const merged = this.#merge.merge(side, mine)
    const conflicts = [...this.#draft.takeContradictions(), ...merged.conflicts]
    // A conflict ends only by being resolved, not by what else the others do meanwhile.
    if (conflicts.length > 0 || facts.facts.isConflict) {
      this.conflict(conflicts, side.stored.head?.revision ?? 0)
      return false
    }
    const { stored } = side
    // A last moment's commit may have been sent while this was read: it was made on top of something else.
    if (this.#log.isUndecided) this.doubt()
    this.rejoin(stored)
    this.#log.dropSent()
    this.#outcome.joined({ state: merged.state, mine, theirs: side.theirs })
    return true
  }

  /** Both are kept: theirs is stored, and this tab's is put into a session of its own until somebody has chosen. */
  conflict(places: readonly MergeConflict[], theirRevision: number): void {
    const { facts } = this.#context
    this.#fork ??= new ConflictFork(this.#context, theirRevision)
    const known = facts.facts.conflict
    const conflict = {
      places: places.length > 0 ? places : (known?.places ?? []),
      theirRevision,
      forkId: this.#fork.id,
    }
    const error = changedElsewhere(undefined)
    facts.dispatch({ type: 'conflict-found', error, conflict })
    void this.keepApart()
    this.#outcome.conflict(error)
  }

  /** Newer code has brought the session into a shape that this one does not know: what is made here goes beside it. */
  #stayApart(): void {
    this.#fork ??= new ConflictFork(this.#context, this.#log.revision)
    const { draftVersion, savedVersion } = this.#context.facts.facts
    if (draftVersion > savedVersion) void this.keepApart()
  }

  /** Puts the newest state into the fork. Nobody has to look at a failure: the conflict is told of, and holds the state. */
  keepApart(isUrgent = false): Promise<void> {
    const kept = this.#fork?.keep(this.#draft.state, isUrgent) ?? Promise.resolve()
    kept.catch(() => undefined)
    return kept
  }
}
