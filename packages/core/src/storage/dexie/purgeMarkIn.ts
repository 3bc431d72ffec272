import { SEGMENTS } from './AutoSaveDatabase.ts'

/** See `ScopeEpoch`. */
export interface DatabaseEpoch {
  readonly own: number
  readonly isOver: boolean
  check(): void
  met(count: number): void
  end(): void
}

/**
 * What stays of a purge: a row among the notes, and one under the empty id among the segments, for each time that the scope was purged. Whoever
 * writes asks, in its own transaction, for the one that its life ends with; in the table that it writes to anyway, so that commits and
 * lists do not wait for each other.
 */
export function purgeMarkIn(store: string, count: number) {
  return store === SEGMENTS
    ? { key: ['', count, 0], row: { sessionId: '', revision: count, part: 0 } }
    : { key: ['purged', '', count], row: { id: ['purged', '', count] } }
}
