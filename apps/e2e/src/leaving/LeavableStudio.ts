import type { LeavingWay } from './LeavingWay.ts'

/** The studio in some browser, with a text open in it: to be written in, left, and opened again. */
export interface LeavableStudio {
  /** Writes at the end of the text, key by key. Resolves when the page has handled the last key. */
  type(words: string): Promise<void>
  leave(way: LeavingWay): Promise<void>
  /** Comes back, and reads the text that is there now. */
  reopen(): Promise<string>
  /** Why the newest stored rows were written, as the engine says (`leave`, `debounce`, …). */
  lastReason(): Promise<string>
  /** How many last words are kept beside the database. */
  lastWordCount(): Promise<number>
}
