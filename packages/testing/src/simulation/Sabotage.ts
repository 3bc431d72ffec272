import type { LifeboatMedium, Surroundings } from '@autosave-kit/core'
import type { BookManager } from './BookManager.ts'
import type { Medium } from './Medium.ts'

/** What a test puts between the engine and the world, or between the app and the engine, to break a law on purpose. @public */
export interface Sabotage {
  medium?(medium: Medium): void
  surroundings?(surroundings: Surroundings, medium: Medium): Surroundings
  readonly lifeboat?: (lifeboat: LifeboatMedium) => LifeboatMedium
  manager?(manager: BookManager): BookManager
}
