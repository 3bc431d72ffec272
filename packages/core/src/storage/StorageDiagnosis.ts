import type { AutoSaveErrorCode } from '../errors/AutoSaveError.ts'
import type { Durability } from './Durability.ts'
import type { LifeboatState } from './lifeboat/LifeboatDiagnosis.ts'

/** Something that is wrong with a store now. @public */
export interface StorageProblem {
  /** For code to decide on. */
  readonly code: AutoSaveErrorCode
  /** The store it is about. */
  readonly place: Durability
  /** When it was first met, in ms since 1970. */
  readonly since: number
  /** For a developer's log; not meant for people. */
  readonly message: string
}

/**
 * How this page's storage is doing: an immutable object, replaced when something in it changes.
 *
 * @public
 */
export interface StorageDiagnosis {
  /** Where saves go now: the worst place that a session of this page is kept in. */
  readonly place: Durability
  /** The database can be read and is not written to: a newer version of the kit has taken it over. */
  readonly isReadOnly: boolean
  /** Empty while all is well. */
  readonly problems: readonly StorageProblem[]
  readonly lifeboat: LifeboatState
}

/** Nothing has gone wrong yet. */
export const soundStorage: StorageDiagnosis = { place: 'disk', isReadOnly: false, problems: [], lifeboat: 'off' }
