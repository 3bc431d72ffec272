import type { AutoSaveError } from '../../errors/AutoSaveError.ts'
import type { Clock } from '../../schedule/Clock.ts'
import type { RowListener, SegmentStorage } from '../SegmentStorage.ts'
import { bringBack, lostRows } from './bringBack.ts'
import type { SessionContent } from './CopyEntry.ts'
import { databaseLost } from './databaseLost.ts'
import { lifeboatError } from './lifeboatError.ts'
import type { LifeboatMedium } from './LifeboatMedium.ts'
import type { StockTaking } from './StockTaking.ts'
import { within } from './within.ts'

/** Longest wait for the copy's answer, in ms: beside a session that is there, and where there is none. */
const ASK_MS = 1_000
const ASK_IN_NEED_MS = 5_000
const READ_MS = 20_000

/** So often opening a session fails because its copy cannot be read; then it is opened without. */
const READ_ATTEMPTS = 3

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
  readonly #failureCounts = new Map<string, number>()

  constructor(context: RescueContext) {
    this.#context = context
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

  /** Resolves with what was lost, when something was and is there again. Rejects when it could not be stored. */
  async bringBack(sessionId: string, reading: Reading): Promise<AutoSaveError | undefined> {
    const { stock } = reading
    const isEmpty = stock.position === 0
    const asked = reading.asked ?? (isEmpty ? this.#context.medium.position(sessionId) : undefined)
    if (asked === undefined || !((await this.#answer(asked, isEmpty)) > stock.position)) {
      this.#asked.add(sessionId)
      return undefined
    }
    const content = await this.#read(sessionId)
    const rows = lostRows(content, stock)
    const storedCount = await bringBack(this.#context.storage, rows, reading)
    this.#asked.add(sessionId)
    if (storedCount === 0) return undefined
    await this.#bringCardBack(sessionId, content)
    return databaseLost(isEmpty, storedCount)
  }

  async #answer(asked: Promise<number>, isInNeed: boolean): Promise<number> {
    try {
      return await within(asked, isInNeed ? ASK_IN_NEED_MS : ASK_MS, this.#context.clock)
    } catch (cause) {
      this.#context.tell(lifeboatError('LIFEBOAT_FAILED', cause))
      return 0
    }
  }

  /** Work that cannot be read for a moment must not be taken for none; but nobody is kept out for ever. */
  async #read(sessionId: string): Promise<SessionContent> {
    const { medium, clock } = this.#context
    try {
      return await within(medium.read(sessionId), READ_MS, clock)
    } catch (cause) {
      const error = lifeboatError('LIFEBOAT_FAILED', cause)
      const count = (this.#failureCounts.get(sessionId) ?? 0) + 1
      this.#failureCounts.set(sessionId, count)
      if (count < READ_ATTEMPTS) throw error
      this.#context.tell(error)
      return { rows: [], card: undefined }
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
