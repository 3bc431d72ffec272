import type { BookApp } from './BookApp.ts'
import type { DiskWorld } from './OperationQueue.ts'
import type { LifeboatCopies } from './LifeboatCopies.ts'
import type { LocalStore } from './LocalStore.ts'
import type { MediumJournal } from './MediumJournal.ts'
import type { SimulatedPage } from './SimulatedPage.ts'
import type { WorldOracle } from './WorldOracle.ts'

/** The world that disasters come over. */
export interface StrickenWorld extends DiskWorld {
  readonly oracle: WorldOracle
  journal: MediumJournal | undefined
  readonly copies: LifeboatCopies
  readonly hasLifeboat: boolean
  /** In worlds whose pages can go on in a smaller place. */
  readonly local: LocalStore | undefined
  readonly livingApps: readonly BookApp[]
  readonly pages: readonly SimulatedPage[]
  crashCount: number
  /** The whole machine. */
  isOffline: boolean
  say(line: string): void
  report(violation: unknown): void
  openPage(): BookApp
  openApp(page: SimulatedPage): BookApp
}
