import type { AbandonableStorage, LifeboatMedium, SegmentStorage, Surroundings } from '@autosave-kit/core'
import type { BookManager } from './BookManager.ts'
import type { LocalStore } from './LocalStore.ts'
import type { Medium } from './Medium.ts'

/** What a test puts between the engine and the world, or between the app and the engine, to break a law on purpose. @public */
export interface Sabotage {
  medium?(medium: Medium): void
  surroundings?(surroundings: Surroundings, medium: Medium): Surroundings
  readonly lifeboat?: (lifeboat: LifeboatMedium) => LifeboatMedium
  manager?(manager: BookManager): BookManager
}

/** The same in a world whose pages can go on in a smaller place. @public */
export interface PlacesSabotage extends Sabotage {
  local?(local: LocalStore): void
  /** What stands between a page’s chain and its database, in place of the watchdog. */
  readonly watched?: (database: AbandonableStorage) => SegmentStorage
}
