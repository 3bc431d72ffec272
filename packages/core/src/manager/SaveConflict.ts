import type { MergeConflict, Preference } from '../recovery/merge/mergeStates.ts'

/** Two tabs changed the same place of a session, each in its own way. Both are kept. @public */
export interface SaveConflict {
  /** The places, each with what it was, what it is here, and what the other tab saved. */
  readonly places: readonly MergeConflict[]
  /** The revision that holds the other tab's work. */
  readonly theirRevision: number
  /** The session that keeps this tab's work meanwhile. */
  readonly forkId: string
}

/**
 * How a conflict ends: by a word, by a function that chooses a side for each place, or with the state a person has made of the two.
 *
 * @public
 */
export type ConflictChoice<TState> = 'both' | Preference | TState
