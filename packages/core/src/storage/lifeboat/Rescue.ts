import type { AutoSaveError } from '../../errors/AutoSaveError.ts'
import type { Clock } from '../../schedule/Clock.ts'
import type { RowListener, SegmentStorage } from '../SegmentStorage.ts'
import { bringBack } from './bringBack.ts'
import type { SessionContent } from './CopyEntry.ts'
import { databaseLost } from './databaseLost.ts'
import { lifeboatError } from './lifeboatError.ts'
import type { LifeboatMedium } from './LifeboatMedium.ts'
import type { StockTaking } from './StockTaking.ts'
import { TimeLimits } from './TimeLimits.ts'

/** Longest wait for the copy's answer, in ms: beside a session that is there, and where there is none. */
const ASK_MS = 1_000
const ASK_IN_NEED_MS = 5_000

/** The same once it has failed to answer, until it does: each session that is opened would wait anew. */
const ASK_AGAIN_MS = 250
const READ_MS = 20_000

/** What was issued when a page went into the back/forward cache may never be answered. */
const WRITE_MS = 20_000

/** So often opening a session fails because its copy cannot be read; then it is opened without. */
const READ_ATTEMPTS = 3

const NOTHING: SessionContent = { rows: [], card: undefined }

const NONE = { rowCount: 0, isStored: true }

interface RescueContext {
  readonly storage: SegmentStorage
  readonly medium: LifeboatMedium
  readonly clock: Clock
  /** The copy could not be asked. */
  tell(error: AutoSaveError): void
}

interface Reading {
  /** What the copy was asked when the reading began. */
  readonly asked: Promise<number> | undefined
  readonly stock: StockTaking
  readonly take: RowListener
}

/** Finds out whether the database has lost something of a session, and brings it back. */
export class Rescue {
  readonly #context: RescueContext
  /** Sessions whose copy has answered since the connection was last lost. */
  readonly #asked = new Set<string>()
  readonly #underWay = new Set<string>()
  readonly #failureCounts = new Map<string, number>()
  readonly #limits: TimeLimits
  #isSilent = false

  constructor(context: RescueContext) {
    this.#context = context
    this.#limits = new TimeLimits(context.clock)
  }

  /** The database holds less of the session than it should, or may: nothing is to be written to it. */
  isUnderWay(sessionId: string): boolean {
    return this.#underWay.has(sessionId)
  }

  end(): void {
    this.#asked.clear()
    this.#underWay.clear()
    this.#limits.end()
  }

  askAgain(): void {
    this.#asked.clear()
  }

  /** How far the copy goes. Asked beside the reading of the database, once for each connection. */
  ask(sessionId: string): Promise<number> | undefined {
    if (this.#asked.has(sessionId)) return undefined
    const { medium } = this.#context
    const answer = medium.position(sessionId)
    // Waited for when the database has been read.
    answer.catch(() => undefined)
    return answer
  }

  /** Resolves with what was lost, when something was and is there again, or is in the copy only. Rejects when it could not be stored. */
  async bringBack(sessionId: string, reading: Reading): Promise<AutoSaveError | undefined> {
    const { stock } = reading
    const isEmpty = stock.position === 0
    // What is written before the copy has answered might stand on what is lost.
    if (isEmpty || reading.asked !== undefined) {
      this.#underWay.add(sessionId)
      // A part of it may be stored when this fails: the next reading, which finds something, has to ask all the same.
      this.#asked.delete(sessionId)
    }
    const content = await this.#lostContent(sessionId, reading)
    const returned = content === undefined ? NONE : await bringBack(this.#storage, content, reading)
    stock.isComplete = content !== undefined
    // What could not be stored is handed on with each reading.
    if (stock.isComplete && returned.isStored) this.#asked.add(sessionId)
    if (returned.rowCount > 0 && content !== undefined) await this.#bringCardBack(sessionId, content)
    // Not before this very task, in which whoever reads the session learns what it goes on from.
    this.#underWay.delete(sessionId)
    return returned.rowCount > 0 ? databaseLost(isEmpty, returned) : undefined
  }

  /** What the copy holds, when the database may have lost some of it; `undefined` when nobody can say. */
  async #lostContent(sessionId: string, { asked, stock }: Reading): Promise<SessionContent | undefined> {
    const isEmpty = stock.position === 0
    const answer = asked ?? (isEmpty ? this.#context.medium.position(sessionId) : undefined)
    const position = answer === undefined ? 0 : await this.#answer(answer, isEmpty)
    if (position === undefined) return undefined
    return position > stock.position ? await this.#read(sessionId) : NOTHING
  }

  get #storage(): Pick<SegmentStorage, 'append' | 'read'> {
    const { storage } = this.#context
    return {
      append: (rows, options) => this.#limits.wait(storage.append(rows, options), WRITE_MS),
      read: (sessionId, range) => this.#limits.wait(storage.read(sessionId, range), READ_MS),
    }
  }

  async #answer(asked: Promise<number>, isInNeed: boolean): Promise<number | undefined> {
    const limitMs = isInNeed ? ASK_IN_NEED_MS : ASK_MS
    try {
      const position = await this.#limits.wait(asked, this.#isSilent ? ASK_AGAIN_MS : limitMs)
      this.#isSilent = false
      return position
    } catch (cause) {
      this.#isSilent = true
      this.#context.tell(lifeboatError('LIFEBOAT_FAILED', cause))
      return undefined
    }
  }

  /** Work that cannot be read for a moment must not be taken for none; but nobody is kept out for ever. */
  async #read(sessionId: string): Promise<SessionContent | undefined> {
    const { medium } = this.#context
    try {
      return await this.#limits.wait(medium.read(sessionId), READ_MS)
    } catch (cause) {
      const error = lifeboatError('LIFEBOAT_FAILED', cause)
      const count = (this.#failureCounts.get(sessionId) ?? 0) + 1
      this.#failureCounts.set(sessionId, count)
      if (count < READ_ATTEMPTS) throw error
      this.#context.tell(error)
      return undefined
    }
  }

  /** The session's row is a convenience: one that cannot be stored is made anew. */
  async #bringCardBack(sessionId: string, { card }: SessionContent): Promise<void> {
    const { storage } = this.#context
    if (card === undefined) return
    try {
      if ((await storage.readSession(sessionId)) === undefined) await storage.putSession(card)
    } catch {
      // With the next commit.
    }
  }
}
