import type { AutoSaveError } from '../../errors/AutoSaveError.ts'
import type { SegmentRow } from '../../records/SegmentRow.ts'
import { LogEnd, segmentsBehind } from '../chain/segmentsBehind.ts'
import type { RowListener, SegmentStorage } from '../SegmentStorage.ts'
import { storageError } from '../storageError.ts'
import type { LastWord, LastWords } from './LastWords.ts'

export interface ReturnListener {
  /** Rows did not follow from what the database holds, and are in quarantine now. */
  onAside?(sessionId: string, rowCount: number): void
}

interface ReturnContext extends ReturnListener {
  readonly words: LastWords
  readonly clock: { now(): number }
  readonly isAlive: (tabId: string) => Promise<boolean | undefined>
  /** Whether this page keeps it. */
  readonly isOwn: (word: LastWord) => boolean
}

interface WordedReading<TResult> {
  readonly words: readonly LastWord[]
  readonly read: (each: RowListener) => Promise<TResult>
  readonly take: RowListener
}

/** So often a reading fails because last words could not be stored; then it does without them. */
const ATTEMPTS = 2

/** Puts what pages have said last behind what the database holds, and lets go of what is there. */
export class LastWordsReturn {
  readonly #storage: SegmentStorage
  readonly #context: ReturnContext
  #failureCount = 0

  constructor(storage: SegmentStorage, context: ReturnContext) {
    this.#storage = storage
    this.#context = context
  }

  /** Reads a session, hands on what it finds, and then what was put behind it. */
  async behind<TResult>({ words, read, take }: WordedReading<TResult>): Promise<TResult> {
    const end = new LogEnd(words.flatMap(({ rows }) => rows))
    end.isWhole = true
    const takeBoth = (row: SegmentRow): void => {
      end.take(row)
      take(row)
    }
    const result = await read(takeBoth)
    for (const word of words) if (await this.#settle(word, end, takeBoth)) this.#context.words.drop(word)
    return result
  }

  /** @returns whether it is where it belongs. */
  async #settle(word: LastWord, end: LogEnd, take: RowListener): Promise<boolean> {
    for (;;) {
      const { next, aside } = segmentsBehind(end, word.rows, [])
      if (aside.length > 0 || (word.isPassedOver && next.length > 0)) return await this.#putAside(word)
      if (next.length === 0) return true
      const error = await this.#store(word)
      if (error === undefined) {
        for (const row of word.rows) take(row)
        return true
      }
      if (error.code !== 'POSITION_TAKEN') return this.#giveUp(word, error)
      // Somebody was faster, or the very same has landed after all.
      for (const row of await this.#storage.read(word.sessionId, { from: word.rows[0]?.revision ?? 0 })) take(row)
    }
  }

  /** Resolves with why it could not be stored. */
  #store({ rows }: LastWord): Promise<AutoSaveError | undefined> {
    return this.#storage.append(rows, { durability: 'strict' }).then(
      () => undefined,
      (cause: unknown) => storageError(cause, 'write'),
    )
  }

  /** Nobody is kept out because of a second's typing: it is put aside when that can be done. */
  #giveUp(word: LastWord, error: AutoSaveError): boolean {
    this.#failureCount += 1
    const isLasting = error.code === 'QUOTA_EXCEEDED' || error.code === 'DATABASE_NEWER'
    if (!isLasting && this.#failureCount <= ATTEMPTS) throw error
    this.#failureCount = 0
    this.#context.words.passOver(word)
    return false
  }

  /** A page that lives holds the work, and does with it what has to be done. */
  async #putAside(word: LastWord): Promise<boolean> {
    if (this.#context.isOwn(word)) return true
    const { sessionId, writer, rows } = word
    if ((await this.#context.isAlive(writer)) === true) return false
    const quarantinedAt = this.#context.clock.now()
    const quarantine = rows.map((row) => ({ sessionId, reason: 'stray', quarantinedAt, row }) as const)
    try {
      await this.#storage.retire({ sessionId, keys: [], mode: 'remove', quarantine })
    } catch {
      // With the next reading.
      return false
    }
    this.#context.onAside?.(sessionId, rows.length)
    return true
  }
}
