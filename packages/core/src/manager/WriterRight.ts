import { loadPart } from '../environment/loadPart.ts'
import type { WriterLock } from '../environment/WriterLock.ts'
import type { StoredSession } from '../recovery/readSession.ts'
import { LimitedWaits } from '../schedule/LimitedWaits.ts'
import { HeartbeatLock } from '../tabs/HeartbeatLock.ts'
import { Handover } from './Handover.ts'
import type { SaveLoop } from './SaveLoop.ts'
import type { SessionAccess } from './SaveSnapshot.ts'
import type { SessionContext } from './SessionContext.ts'
import { ownSessionKey, ownSessions } from './ownSessions.ts'
import { notWriter } from './saveErrors.ts'
import { takeoverFence } from './takeoverFence.ts'

/** Longest wait for the lock manager, in ms. */
const LOCK_WAIT_MS = 1_000

/**
 * Who writes the session where only one tab may (`tabs: 'single-writer'`, and a tab's own with `tabs: 'separate'`).
 *
 * The lock says who; the log's takeover segments say it too, to a writer that was asleep when its lock was taken away. Whoever
 * loses the right stores, on top of what the new writer has by then, what was handed over until it learned of it; from
 * then on it only reads.
 */
export class WriterRight {
  readonly #context: SessionContext
  readonly #loop: SaveLoop
  readonly #waits: LimitedWaits
  readonly #handover: Handover
  #lock: WriterLock | undefined
  #isSettled = false
  /** Takeovers up to this position came before this tab's own time; `undefined` until the next reading. */
  #since: number | undefined
  /** The right is gone: states up to this version are stored before this tab only reads. */
  #owed: number | undefined
  #taking: Promise<void> | undefined
  #letCommitsGo: (() => void) | undefined
  #unsubscribe: (() => void) | undefined
  #isDisposed = false

  constructor(context: SessionContext, loop: SaveLoop) {
    this.#context = context
    this.#loop = loop
    this.#waits = new LimitedWaits(context.surroundings.clock)
    this.#handover = new Handover(context, loop, this.#waits)
    loop.store.onRead = (stored) => this.seen(stored)
  }

  /** Gets in line, before the session is read. Settles once it is known who writes. */
  async ask(): Promise<void> {
    if (this.#lock !== undefined || !this.#isWanted) return
    const lock = this.#line()
    if (lock !== undefined) await this.#enter(lock)
  }

  /**
   * With `tabs: 'separate'`: finds the session that is this tab's own, and gets the right to write it.
   *
   * @throws AutoSaveError what the storage throws.
   */
  async findOwn(): Promise<void> {
    const { surroundings, identity, config } = this.#context
    if (this.#lock !== undefined || config().tabs !== 'separate') return
    const remembered = surroundings.tabMemory?.get(ownSessionKey(identity.asked))
    for await (const id of ownSessions(identity.asked, surroundings)) {
      identity.sessionId = id
      const lock = this.#line()
      await this.#waits.until(lock?.known() ?? Promise.resolve(), LOCK_WAIT_MS)
      if (lock?.isHeld === false) lock.close()
      if (lock?.isHeld === false && !this.#isDisposed) continue
      surroundings.tabMemory?.put(ownSessionKey(identity.asked), id)
      if (remembered !== undefined && remembered !== id) await this.#copy(remembered)
      return lock === undefined ? undefined : this.#enter(lock)
    }
  }

  /** Nobody is asked any longer: what is known counts. */
  settle(): void {
    if (this.#lock === undefined || this.#isSettled) return
    this.#isSettled = true
    this.#say(this.#lock.isHeld ? 'writer' : 'reader')
  }

  /** The options have changed. */
  async update(): Promise<void> {
    if (this.#isWanted === (this.#lock !== undefined)) return
    if (!this.#isWanted) return this.#giveUp()
    await this.ask()
    this.settle()
  }

  /** What a reading has found: perhaps that somebody else has taken the session over. */
  seen({ segments, position }: StoredSession): void {
    if (this.#lock === undefined || this.#isReader || this.#owed !== undefined) return
    const takeover = segments.findLast(({ reason }) => reason === 'takeover')
    const since = this.#since
    this.#since ??= position
    if (since === undefined || takeover === undefined || takeover.revision <= since) return
    if (takeover.writer === this.#context.surroundings.presence.tabId) return
    this.#lock.requeue()
    this.#lost()
  }

  /** Makes this tab the writer. Rejects when the takeover could not be stored, or somebody else took the session over meanwhile. */
  takeOver(): Promise<void> {
    if (this.#lock === undefined || (!this.#isReader && this.#owed === undefined)) return Promise.resolve()
    this.#taking ??= this.#takeOver(this.#lock).finally(() => (this.#taking = undefined))
    return this.#taking
  }

  /** `pagehide`, behind the last commit. */
  leaving(): void {
    if (this.#lock === undefined) return
    this.#lock.release()
    this.#letCommitsGo ??= this.#loop.hold()
  }

  /** The page is back from the cache: it writes once it knows that it still may. */
  returned(): void {
    this.#lock?.hold()
    void this.#waits.until(this.#lock?.known() ?? Promise.resolve(), LOCK_WAIT_MS).then(() => {
      const letGo = this.#letCommitsGo
      this.#letCommitsGo = undefined
      letGo?.()
    })
  }

  dispose(): void {
    this.#isDisposed = true
    this.#waits.endAll()
    this.#lock?.close()
    this.#handover.end()
    this.#unsubscribe?.()
  }

  /** Of one tab's own session there is one writer too: it may have been taken up by a new tab while this page was in the cache. */
  get #isWanted(): boolean {
    return this.#context.config().tabs !== 'merge'
  }

  #line(): WriterLock | undefined {
    const { surroundings, sessionId } = this.#context
    const onChange = (isHeld: boolean): void => this.#onChange(isHeld)
    return surroundings.presence.writerLock(sessionId, onChange) ?? this.#heartbeatLock(onChange)
  }

  #enter(lock: WriterLock): Promise<void> {
    this.#lock = lock
    this.#handover.listen()
    this.#unsubscribe = this.#context.facts.subscribe(() => this.#settleDebt())
    return this.#waits.until(lock.known(), LOCK_WAIT_MS)
  }

  /** Without the part the tab begins empty; the work is where it was. */
  async #copy(of: string): Promise<void> {
    const part = await loadPart(() => import('./beginAsCopy.ts')).catch(() => undefined)
    await part?.beginAsCopy(this.#context, of)
  }

  get #isReader(): boolean {
    return this.#context.facts.facts.access === 'reader'
  }

  #heartbeatLock(onChange: (isHeld: boolean) => void): WriterLock | undefined {
    const { surroundings, sessionId, config } = this.#context
    const { heartbeat, channel, clock } = surroundings
    if (heartbeat === undefined) return undefined
    return new HeartbeatLock(
      { sessionId, heartbeat, channel, clock, intervalMs: () => config().heartbeatIntervalMs },
      onChange,
    )
  }

  #onChange(isHeld: boolean): void {
    if (!this.#isSettled || this.#isDisposed) return
    if (!isHeld) this.#lost()
    else if (this.#taking === undefined) void this.#gained()
  }

  /** The tab that wrote is gone, or has let go. */
  async #gained(): Promise<void> {
    // A lock that is free belongs to nobody; a silent tab may only be asleep.
    if (this.#lock?.isCertain === false) await takeoverFence(this.#context, this.#loop.log).catch(() => undefined)
    if (this.#isDisposed || this.#lock?.isHeld !== true) return
    this.#becomeWriter(undefined)
  }

  async #takeOver(lock: WriterLock): Promise<void> {
    await this.#handover.ask()
    await lock.steal()
    try {
      if (this.#isDisposed || !lock.isHeld) throw notWriter(this.#context.sessionId)
      const fence = await takeoverFence(this.#context, this.#loop.log)
      if (this.#isDisposed || !lock.isHeld) throw notWriter(this.#context.sessionId)
      this.#becomeWriter(fence)
      this.#loop.inflow.stored(fence)
    } catch (error) {
      if (!this.#isDisposed) lock.requeue()
      throw error
    }
  }

  #becomeWriter(since: number | undefined): void {
    this.#owed = undefined
    this.#since = since
    this.#say('writer')
    this.#read()
  }

  #lost(): void {
    if (this.#isReader || this.#owed !== undefined) return
    this.#owed = this.#context.facts.facts.draftVersion
    this.#settleDebt()
    if (this.#owed !== undefined) this.#read()
  }

  /** What was handed over while this tab was the writer is stored, or cannot be: it is held then like what a reader types. */
  #settleDebt(): void {
    if (this.#owed === undefined) return
    const { savedVersion, pauseReasons, isConflict, lastError, restored } = this.#context.facts.facts
    const isStuck = pauseReasons.length > 0 || isConflict || lastError !== undefined || restored === undefined
    if (savedVersion < this.#owed && !isStuck) return
    this.#owed = undefined
    this.#say('reader')
    this.#loop.schedule.cancel()
    this.#loop.outcomes.rejectAll(notWriter(this.#context.sessionId))
    this.#read()
  }

  /** The store is read before anything more is written. */
  #read(): void {
    const { store, isBusy } = this.#loop
    store.doubt()
    if (this.#context.facts.facts.restored !== undefined && !isBusy) this.#loop.readAgain(false)
  }

  #giveUp(): void {
    this.#lock?.close()
    this.#handover.end()
    this.#unsubscribe?.()
    this.#lock = undefined
    this.#isSettled = false
    if (this.#isReader) this.#becomeWriter(undefined)
  }

  #say(access: SessionAccess): void {
    this.#context.facts.dispatch({ type: 'access', access, isCertain: this.#lock?.isCertain ?? true })
  }
}
