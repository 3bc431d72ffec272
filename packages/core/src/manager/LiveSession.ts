import { AutoSaveError } from '../errors/AutoSaveError.ts'
import { loadEndHere } from './loadEndHere.ts'
import type { SessionNote } from '../storage/SessionBook.ts'
import { Compactor } from './Compactor.ts'
import { resolveConflict } from './ConflictResolution.ts'
import { PageMoments } from './PageMoments.ts'
import { SaveLoop } from './SaveLoop.ts'
import type { SaveRequest } from './SaveRequests.ts'
import type { SaveResult } from './SaveWaiters.ts'
import { SessionCard } from './SessionCard.ts'
import type { SessionContext } from './SessionContext.ts'
import { type OpenedSession, SessionOpening } from './SessionOpening.ts'
import { restoreVersion } from './restoreVersion.ts'
import { notWriter, rejected } from './saveErrors.ts'
import { StrayRescue } from './StrayRescue.ts'
import { StrictFlush } from './StrictFlush.ts'
import { UnloadWatch } from './UnloadWatch.ts'
import { WriterRight } from './WriterRight.ts'

/** A session in this page, from its first use to its end: opened once, saved while it is open, listening to the page. */
export class LiveSession {
  readonly loop: SaveLoop
  readonly right: WriterRight
  readonly #context: SessionContext
  readonly #card: SessionCard
  readonly #opening: SessionOpening
  readonly #unloadWatch: UnloadWatch
  readonly #compactor: Compactor
  readonly #strays: StrayRescue
  readonly #strictFlush: StrictFlush
  readonly #moments: PageMoments
  #opened: Promise<OpenedSession> | undefined
  /** Why the session cannot be opened as it is. What is handed over meanwhile is held. */
  #refusal: AutoSaveError | undefined
  #disposedBy: AutoSaveError | undefined
  #unsubscribe: readonly (() => void)[] = []

  constructor(settings: Omit<SessionContext, 'sessionId'>) {
    const { identity } = settings
    const context: SessionContext = {
      ...settings,
      get sessionId() {
        return identity.sessionId
      },
    }
    this.#context = context
    this.loop = new SaveLoop(context)
    this.#card = new SessionCard(context, this.loop.log)
    this.right = new WriterRight(context, this.loop)
    this.#opening = new SessionOpening(context, this.right, (error) => this.loop.outcomes.rejectAll(error))
    this.#strays = new StrayRescue(context, this.loop)
    this.#compactor = new Compactor(context, this.loop, () => this.#strays.settle())
    this.#strictFlush = new StrictFlush(context, this.loop, this.#card)
    const { loop, right } = this
    const [card, compactor, strictFlush] = [this.#card, this.#compactor, this.#strictFlush]
    this.#moments = new PageMoments(context, { loop, right, card, compactor, strictFlush })
    this.#unloadWatch = new UnloadWatch(context.surroundings, () => {
      this.loop.lastMoment.commit('leave')
      return this.loop.lastMoment.isLossy
    })
  }

  /** Reads the session, once. Rejects when it was disposed, or refused. */
  open(): Promise<OpenedSession> {
    if (this.#opened !== undefined) return this.#opened
    if (this.#unsubscribe.length === 0) this.#listen()
    const opening = this.#opening.open().then((opened) => this.#strays.takeIn(opened))
    this.#opened = opening.then(
      (opened) => this.#onOpened(opened),
      (error: AutoSaveError) => this.#refuse(error),
    )
    return this.#opened
  }

  /** What waits follows the options as they are now. */
  configChanged(): void {
    this.loop.schedule.configChanged()
    if (this.#context.facts.facts.restored !== undefined) void this.right.update()
    if (this.#opened !== undefined) this.#moments.offline.update()
    this.retryRefused()
  }

  /** Options or code may have changed since the session was refused. */
  retryRefused(): void {
    if (this.#refusal === undefined) return
    this.#refusal = undefined
    this.#opened = undefined
    this.#begin()
  }

  handOver(state: unknown): void {
    this.#begin()
    this.loop.handOver(state)
    this.#unloadWatch.begin()
  }

  /** Settles with the commit that holds what has been handed over so far. */
  whenStored(): Promise<SaveResult> {
    const refusal = this.#refusal ?? this.#readOnly
    return refusal === undefined ? this.loop.outcomes.whenStored('relaxed') : rejected(refusal)
  }

  save(request: SaveRequest): Promise<SaveResult> {
    this.#begin()
    const refusal = this.#refusal ?? (this.#isDone(request) ? undefined : this.#readOnly)
    if (refusal !== undefined) return rejected(refusal)
    if (request.reason === 'manual' && this.loop.store.keepHere()) this.loop.readAgain(this.#card.begunAnew())
    const stored = this.loop.outcomes.whenStored(request.durability)
    this.loop.request(request)
    this.#opening.hurry()
    return stored
  }

  /** Ends a conflict; without one, or with one that has ended meanwhile, there is nothing to choose. Resolves with the newest state. */
  async resolveConflict(choice: unknown): Promise<unknown> {
    const resolved = await resolveConflict(choice, this.#context, this.loop.store)
    if (resolved === undefined) return this.loop.state
    this.loop.inflow.replaceHeld(resolved.chosen)
    try {
      await this.save({ reason: 'merge', durability: 'relaxed' })
    } catch (error) {
      // The choice is made, held and tried again, and the snapshot says so; the fork stays as it is.
      const isHeld = error instanceof AutoSaveError && (error.retryable || error.code === 'NOT_WRITER')
      if (isHeld) return this.loop.inflow.given()
      throw error
    }
    await resolved.settleFork()
    return this.loop.inflow.given()
  }

  /** See `endHere`. */
  async end(reason: 'discard' | 'delete'): Promise<SessionNote | undefined> {
    await this.open()
    const { endHere } = await loadEndHere()
    this.#card.begunAnew()
    return endHere(this.#context, this, reason)
  }

  async restoreVersion(revision: number, isTold: boolean): Promise<unknown> {
    return await restoreVersion(this.#context, this, { revision, isTold })
  }

  dispose(error: AutoSaveError): void {
    this.#disposedBy = error
    this.#opening.dispose(error)
    this.loop.dispose(error)
    this.right.dispose()
    this.#unloadWatch.end()
    this.#compactor.stop()
    this.#strictFlush.dispose()
    this.#moments.dispose()
    for (const end of this.#unsubscribe) end()
  }

  /** Why a tab that may only read stores nothing; `undefined` in the tab that writes. */
  get #readOnly(): AutoSaveError | undefined {
    return this.#context.facts.isReader ? notWriter(this.#context.sessionId) : undefined
  }

  /** Nothing is unsaved, and nothing new is asked for. */
  #isDone({ label }: SaveRequest): boolean {
    return label === undefined && !this.#context.facts.getSnapshot().isUnsaved
  }

  #begin(): void {
    if (this.#opened !== undefined) return
    // A dispose, or a refusal, is told to everyone who waits for a save.
    this.open().catch(() => undefined)
  }

  #listen(): void {
    const { surroundings, facts } = this.#context
    const { storage } = surroundings
    const diagnose = (): void => {
      const { diagnosis } = storage
      if (diagnosis !== undefined) facts.dispatch({ type: 'diagnosed', change: { storage: diagnosis } })
    }
    diagnose()
    this.#unsubscribe = [
      ...(storage.subscribeDiagnosis === undefined ? [] : [storage.subscribeDiagnosis(diagnose)]),
      surroundings.lifecycle.subscribe((moment) => this.#moments.on(moment)),
      facts.subscribe(() => this.#onChange()),
      facts.subscribeStored(() => this.#onChange()),
      storage.subscribeLoss(() => this.#onLoss()),
      ...this.#giveSigns(),
    ]
    this.#moments.offline.update()
  }

  /** A storage that has stopped working is tried at once, not when somebody types next. */
  #giveSigns(): readonly (() => void)[] {
    const { identity, config, surroundings, facts } = this.#context
    const end = surroundings.heartbeat?.join({
      identity,
      intervalMs: () => config().heartbeatIntervalMs,
      onAlarm: (failureCount) => {
        const { sessionId } = identity
        surroundings.announce?.({ type: 'heartbeat-failed', sessionId, failureCount })
        const { isUnsaved, pauseReasons } = facts.getSnapshot()
        if (isUnsaved && pauseReasons.length === 0) this.loop.request({ reason: 'retry', durability: 'strict' })
      },
    })
    return end === undefined ? [] : [end]
  }

  #onOpened(opened: OpenedSession): OpenedSession {
    // It may have been disposed between the answer and this.
    if (this.#disposedBy !== undefined) throw this.#disposedBy
    const { stored, state, row, report } = opened
    this.#context.facts.dispatch({ type: 'restored', report })
    this.#card.open(row, report.savedAt)
    // What the app is to see in its own shape is saved in that shape, unless the app has moved on already.
    const { facts } = this.#context
    const isReshaped = !Object.is(state, stored.tree.root?.value) && facts.facts.draftVersion === 0
    if (isReshaped && facts.isReader) this.loop.inflow.show(state)
    else if (isReshaped) this.handOver(state)
    this.loop.open(stored, row?.rules)
    this.right.seen(stored)
    void this.#strays.finish()
    this.#compactor.consider()
    return opened
  }

  #refuse(error: AutoSaveError): never {
    if (this.#disposedBy === undefined) {
      this.#refusal = error
      this.#context.facts.dispatch({ type: 'failed', error, retryAt: undefined })
      this.loop.outcomes.rejectAll(error)
    }
    throw error
  }

  /** The store may be another one behind the next connection: a page that is left now must know. */
  #onLoss(): void {
    this.loop.store.doubt()
    if (this.#context.facts.facts.restored === undefined) this.#opening.hurry()
    else this.loop.readAgain(false)
  }

  #onChange(): void {
    this.#strictFlush.expect()
    this.#compactor.consider()
    const { isUnsaved, savedAt, durability } = this.#context.facts.getSnapshot()
    if (isUnsaved) return
    // What is called saved there is gone with the page.
    if (durability === 'memory') this.#unloadWatch.begin()
    else this.#unloadWatch.endSoon()
    this.#card.refresh(savedAt)
  }
}
