import type { Alignment, CopyEntry, SessionContent, Stock } from './CopyEntry.ts'

/**
 * Where the second copy is kept. Rejections are `AutoSaveError`s: `LIFEBOAT_UNAVAILABLE` when there is none to be had in this
 * page, `LIFEBOAT_FAILED` when something went wrong: then nobody knows what is in the copy, and the session has to be
 * aligned before it is written to again.
 *
 * @public
 */
export interface LifeboatMedium {
  /** Highest revision that the copy may have of a session: 0 without one, infinite when that takes reading it. */
  position(sessionId: string): Promise<number>
  read(sessionId: string): Promise<SessionContent>
  /** Ids of the sessions there are copies of. */
  sessions(): Promise<readonly string[]>
  align(sessionId: string, stock: Stock): Promise<Alignment>
  write(sessionId: string, entries: readonly CopyEntry[]): Promise<void>
  /** What was handed over before is still written. It may be used again afterwards. */
  close(): void
}
