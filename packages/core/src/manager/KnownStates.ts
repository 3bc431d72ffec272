import type { RecordTree } from '../records/diffState.ts'
import type { SegmentHeader } from '../records/SegmentRow.ts'
import type { Commit } from './Commit.ts'

/** A revision that this tab has seen or sent, and what the state was then. */
export interface KnownState extends Pick<SegmentHeader, 'revision' | 'writer' | 'schemaVersion'> {
  readonly tree: RecordTree
}

/** More last moments than that in a row, none of them heard of, are not to be expected. */
const KEPT_COUNT = 8

/**
 * The revisions this tab may have edited on: what its edits are told from, when somebody else has gone on. Usually one,
 * and a second while it is on its way to the store: no old state is kept alive for it.
 */
export class KnownStates {
  #states: readonly KnownState[] = []

  /** Sent, or stored where others may have been before: it may turn out not to count. */
  add(state: KnownState): void {
    const others = this.#states.filter(({ revision, writer }) => revision !== state.revision || writer !== state.writer)
    this.#states = [...others, state].slice(-KEPT_COUNT)
  }

  /** It counts, whatever happens: nothing before it is needed any more. */
  settle(state: KnownState): void {
    this.#states = [state]
  }

  /** The newest that counts in the log; `undefined` when none does. */
  newestOf(segments: readonly SegmentHeader[]): KnownState | undefined {
    const counted = new Map(segments.map(({ revision, writer }) => [revision, writer]))
    return this.#states
      .filter(({ revision, writer }) => counted.get(revision) === writer)
      .toSorted((a, b) => b.revision - a.revision)[0]
  }
}

export function knownState({ revision, tree, rows }: Commit, writer: string): KnownState {
  return { revision, tree, writer, schemaVersion: rows[0]?.schemaVersion ?? 1 }
}
