import type { EncodingOptions } from './EncodingRun.ts'
import { type RecordTree, type StateDiff, defaultEncoding, diffState, emptyTree } from './diffState.ts'
import { joinState } from './joinState.ts'
import { parseRecords } from './ParsedRecord.ts'
import type { RecordNode, StateRecord } from './StateRecord.ts'

/** A disk of records, as rows would keep them. */
export class RecordShelf {
  readonly records = new Map<number, StateRecord>()
  readonly #options: EncodingOptions
  tree: RecordTree = emptyTree

  constructor(options: Partial<EncodingOptions> = {}) {
    this.#options = { ...defaultEncoding, ...options }
  }

  save(state: unknown): readonly StateRecord[] {
    return this.diff(state).records
  }

  /** Saves, and answers with all that was found. */
  diff(state: unknown): StateDiff {
    const diff = diffState(this.tree, state, this.#options)
    for (const record of diff.records) this.records.set(record.id, structuredClone(record))
    for (const id of diff.removedIds) {
      if (!this.records.delete(id)) throw new Error(`record ${id} was buried and is not there`)
    }
    this.tree = diff.tree
    return diff
  }

  /** What a page load would find. */
  read(): unknown {
    const { tree, missingPaths } = joinState(parseRecords(this.records))
    return missingPaths.length === 0 ? tree.root?.value : { missing: missingPaths }
  }

  /** A page load: only what was stored is left. */
  reopen(): unknown {
    const { tree, missingPaths } = joinState(parseRecords(this.records))
    this.tree = tree
    return missingPaths.length === 0 ? tree.root?.value : { missing: missingPaths }
  }

  /** Records that nothing reaches, and that no tombstone names: they would be kept for ever. */
  get lostIds(): number[] {
    const reached = new Set(this.tree.root === undefined ? [] : idsBelow(this.tree.root))
    return Array.from(this.records.keys()).filter((id) => !reached.has(id))
  }
}

function idsBelow({ id, pieces, children }: RecordNode): number[] {
  return [
    id,
    ...pieces.map((piece) => piece.id),
    ...children.flatMap((child) => (child === undefined ? [] : idsBelow(child))),
  ]
}

/** What the records take up as text. */
export function lengthOf(records: readonly StateRecord[]): number {
  return records.reduce(
    (sum, { key = '', body, bytes }) => sum + key.length + body.length + (bytes?.length ?? 0) + 8,
    0,
  )
}
