import type { Durability, RestoreReport, SaveSnapshot, SegmentRow } from '@autosave-kit/core'
import type { Book } from './Book.ts'
import type { DiskCall, OperationKind } from './Faults.ts'
import type { PageLedger } from './PageLedger.ts'
import type { Promised } from './Promised.ts'
import type { SimulatedPage } from './SimulatedPage.ts'
import type { TabWork } from './TabWork.ts'

interface Restored {
  /** What was put in the app's fields while the session was read. */
  readonly typed: Book
  /** What came of that and of what was read. */
  readonly shown: unknown
  readonly report: RestoreReport
}

export type RestoreCheck = (restored: Restored) => void

/** A page in the end, when nothing has gone wrong any more for long. */
export interface Rested {
  readonly state: unknown
  readonly snapshot: SaveSnapshot
  /** Whether its app shows what other tabs do. */
  readonly isListening: boolean
}

/** Knows what was handed over, said and done in a world, and holds it against the laws. */
export interface WorldOracle {
  /** Rows were damaged: what is left of a state is no state that was handed over. */
  readonly isDamaged: boolean
  /** Where it is known of every edit who has had it. */
  readonly work?: TabWork
  ledger(page: SimulatedPage): PageLedger
  /** @returns the number of the version. */
  handOver(page: SimulatedPage, state: unknown): number
  /** The app of a page shows what others have done, with what was typed here on top, or a version that is being brought back. */
  showsOthers(page: SimulatedPage, state: unknown): void
  /** A page begins to read the session. Answers what to call with what it has come to. */
  beginRestore(page: SimulatedPage): RestoreCheck
  /** The state that a version of history has to bring back, when it was seen. */
  versionAt(revision: number): { readonly print: string; readonly state: unknown } | undefined
  /** Whether nobody else has written anything, not even a checkpoint, since this page last read: then what it writes counts. */
  isUpToDate(ledger: PageLedger): boolean
  /** To be looked at once the disk has been read at the end of this step. */
  judge(check: () => void): void
  checkAcknowledged(page: SimulatedPage, promised: Promised, durability: Durability): void
  checkSnapshot(page: SimulatedPage, snapshot: SaveSnapshot): void
  /** What one side had and the outcome has not is kept as a session of its own, or as that of an earlier choice which could not be stored. */
  checkFork(sessionId: string, side: unknown): Promise<void>
  onCall(page: SimulatedPage, kind: DiskCall, rows: readonly SegmentRow[]): void
  onEffect(page: SimulatedPage, kind: OperationKind): void
  onAnswer(page: SimulatedPage, kind: OperationKind, failure: string | undefined): void
  /** What became of appends under way when the page went into the cache, it reads rather than guesses. */
  onReturn(page: SimulatedPage): void
  /** The disk lost everything, and everybody is told. */
  emptied(): void
  /** The database is lost, with what stood in it; the second copy is not. */
  wiped(rows: readonly SegmentRow[]): void
  /** The power was cut: what the disk holds is what it held at some moment before, and these rows stood there last. */
  cutOff(rows: readonly SegmentRow[]): void
  damaged(row: SegmentRow): void
  /** Reads the disk again when something on it has changed, and holds what it finds against what was there. */
  checkDisk(): Promise<void>
  checkPromises(): void
  /** Everything that a page shows is in what is stored; they are the same when it is shown what others do. */
  checkRest(rested: Rested): void
  /** What the next page shows is what was stored. */
  checkFound(shown: unknown): void
}
