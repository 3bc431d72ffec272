import { tellFailure } from '../environment/tellDeveloper.ts'
import { AutoSaveError } from '../errors/AutoSaveError.ts'
import type { SegmentHeader, SegmentRow } from '../records/SegmentRow.ts'
import type { CompactionAnswer, CompactionOutcome, CompactionStep } from '../recovery/compaction/CompactionStep.ts'
import { planCompaction } from '../recovery/compaction/planCompaction.ts'
import { reachedIds } from '../records/reachedIds.ts'
import type { SaveLoop } from './SaveLoop.ts'
import type { SessionContext } from './SessionContext.ts'

/** Main-thread time of one slice, in ms: like a commit's. */
const SLICE_MS = 4

/** A busy page is not kept from its work for the sake of tidiness, but not for ever either, in ms. */
const IDLE_TIMEOUT_MS = 30_000

type RetireStep = Extract<CompactionStep, { type: 'retire' }>

/** Stops a compaction where it is: what was done until then does no harm. */
class Stop extends Error {}

/** Compacts a session's log when the page has nothing better to do, in slices, between commits. */
export class Compactor {
  readonly #context: SessionContext
  readonly #loop: SaveLoop
  readonly #settleStrays: () => Promise<boolean>
  #cancelIdle: (() => void) | undefined
  #sliceStart = 0
  /** Somebody else has the session open: rows that go leave their keys behind. */
  #isEmptying = false
  #run: { isStopped: boolean } | undefined

  /** @param settleStrays - what does not count, and would go into quarantine unseen, is looked at first; then another time is better. */
  constructor(context: SessionContext, loop: SaveLoop, settleStrays: () => Promise<boolean>) {
    this.#context = context
    this.#loop = loop
    this.#settleStrays = settleStrays
  }

  /** Something was read or stored: is it time? */
  consider(): void {
    if (this.#cancelIdle !== undefined || this.#run !== undefined || this.#duePass === undefined) return
    this.#cancelIdle = this.#context.surroundings.clock.whenIdle(() => {
      this.#cancelIdle = undefined
      void this.#compact()
    }, IDLE_TIMEOUT_MS)
  }

  /** The page is being left, or the session disposed. */
  stop(): void {
    this.#cancelIdle?.()
    this.#cancelIdle = undefined
    if (this.#run !== undefined) this.#run.isStopped = true
  }

  async #compact(): Promise<void> {
    const pass = this.#duePass
    if (pass === undefined || !this.#isQuiet) return
    const run = { isStopped: false }
    this.#isEmptying = false
    this.#run = run
    try {
      if (!(await this.#settleStrays()) || !this.#isQuiet) return
      this.#finish(await this.#drive(run, pass))
    } catch (cause) {
      if (!(cause instanceof Stop)) this.#onFailure(cause)
    } finally {
      this.#run = undefined
    }
  }

  /** Nobody waits for it: a failure of the store is met again, and told, by the next save. The next compaction begins anew. */
  #onFailure(cause: unknown): void {
    this.#loop.store.doubt()
    if (cause instanceof AutoSaveError) return
    tellFailure(`session "${this.#context.sessionId}" could not be compacted; please report it`, cause)
  }

  get #duePass(): 'young' | 'full' | undefined {
    return this.#loop.log.ledger.duePass(this.#context.surroundings.clock.now())
  }

  get #isQuiet(): boolean {
    const { facts } = this.#context
    const { isConflict, lastError } = facts.facts
    return !facts.isReader && !this.#loop.isBusy && !isConflict && lastError === undefined && !this.#loop.log.isPartial
  }

  async #drive(run: { readonly isStopped: boolean }, pass: 'young' | 'full'): Promise<CompactionOutcome> {
    const { log } = this.#loop
    const { sessionId, surroundings, config } = this.#context
    this.#sliceStart = surroundings.clock.elapsed()
    const { tree, revision: head, position } = log
    const ids = reachedIds(tree.root)
    let walked = ids.next()
    for (; walked.done !== true; walked = ids.next()) await this.#pause()
    const { decisions, decidedAt } = log.ledger
    const known = { decisions, decidedAt, position, head, nextId: tree.nextId, liveIds: walked.value }
    const [{ retention }, now] = [config(), surroundings.clock.now()]
    const steps = planCompaction({ ...known, sessionId, pass, retention, now, leavesStrays: true })
    let answer: CompactionAnswer
    for (;;) {
      if (run.isStopped) throw new Stop()
      const step = steps.next(answer)
      if (step.done === true) return step.value
      answer = await this.#answer(step.value)
    }
  }

  async #answer(step: CompactionStep): Promise<CompactionAnswer> {
    const { storage } = this.#context.surroundings
    switch (step.type) {
      case 'pause':
        await this.#pause()
        return undefined
      case 'read':
        return await storage.read(this.#context.sessionId, step.range)
      case 'append':
        return await this.#append(step.toRows)
      case 'retire':
        await this.#retire(step)
        return undefined
    }
  }

  async #pause(): Promise<void> {
    const { clock } = this.#context.surroundings
    if (clock.elapsed() - this.#sliceStart < SLICE_MS) return
    await new Promise<void>((resolve) => clock.yieldTask(resolve))
    this.#sliceStart = clock.elapsed()
  }

  /** Between commits, at a position of its own. Strict: what it replaces goes next. */
  async #append(toRows: (header: SegmentHeader) => SegmentRow[]): Promise<readonly SegmentRow[]> {
    const { surroundings, config } = this.#context
    return await this.#betweenCommits(async () => {
      const { schemaVersion } = config()
      const rows = toRows(this.#loop.log.takePosition(surroundings.clock.now(), schemaVersion))
      await surroundings.storage.append(rows, { durability: 'strict' })
      this.#context.metrics.compacted(rows)
      return rows
    })
  }

  async #retire({ keys, isEmptied, quarantine }: RetireStep): Promise<void> {
    const { sessionId, surroundings } = this.#context
    const { storage, presence } = surroundings
    const retirement = { sessionId, keys, quarantine }
    await this.#betweenCommits(async () => {
      const isAlone = await presence.whileAlone(sessionId, () => storage.retire({ ...retirement, mode: 'remove' }))
      if (!isAlone && !isEmptied) await storage.retire({ ...retirement, mode: 'empty' })
      this.#isEmptying ||= !isAlone
      // While this page let go of the session, another one may have come, written, and gone.
      const isUnknown = isAlone && (await storage.read(sessionId, { from: this.#loop.log.position + 1 })).length > 0
      if (isUnknown) throw new Stop('somebody else wrote to the session')
    })
  }

  async #betweenCommits<TResult>(write: () => Promise<TResult>): Promise<TResult> {
    if (!this.#isQuiet) throw new Stop()
    const release = this.#loop.hold()
    try {
      return await write()
    } catch (cause) {
      this.#loop.store.doubt()
      throw cause
    } finally {
      release()
    }
  }

  #finish(outcome: CompactionOutcome): void {
    if (outcome.type === 'done') this.#loop.log.ledger.compacted(outcome, this.#isEmptying)
    else this.#loop.readAgain(outcome.type === 'lost')
  }
}
