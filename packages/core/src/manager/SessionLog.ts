import { type RecordTree, diffState, emptyTree } from '../records/diffState.ts'
import { type SaveReason, type SegmentRow, rowByteLength } from '../records/SegmentRow.ts'
import type { StateRecord } from '../records/StateRecord.ts'
import { toSegmentRows } from '../records/toSegmentRows.ts'
import type { StoredSession } from '../recovery/readSession.ts'

/** A segment on its way to the store, and what will be known once it is there. */
export interface Commit {
  readonly revision: number
  readonly savedAt: number
  readonly records: readonly StateRecord[]
  readonly rows: readonly SegmentRow[]
  readonly tree: RecordTree
  readonly leftOutPaths: readonly string[]
  /** Characters of payload; `undefined` for a checkpoint, which writes no change. */
  readonly savedLength: number | undefined
}

export interface CommitRequest {
  readonly state: unknown
  readonly reason: SaveReason
  readonly savedAt: number
}

/**
 * What the store was found to hold, beside what this tab knows of it. `changed`: no other tab wrote, but commits of this
 * one landed unheard, or were lost.
 */
export type LogComparison = 'same' | 'changed' | 'theirs'

/** What this tab knows of a session's log, and the commits made against it. Touches no storage. */
export class SessionLog {
  readonly #sessionId: string
  readonly #writer: string
  #tree: RecordTree = emptyTree
  #base = 0
  #writerOfBase: string | undefined
  #position = 0

  constructor(sessionId: string, writer: string) {
    this.#sessionId = sessionId
    this.#writer = writer
  }

  /** The stored state; `undefined` when there is none. */
  get state(): unknown {
    return this.#tree.root?.value
  }

  /** The newest stored revision and its writer. */
  get head(): { readonly revision: number; readonly writer: string } | undefined {
    return this.#writerOfBase === undefined ? undefined : { revision: this.#base, writer: this.#writerOfBase }
  }

  get revision(): number {
    return this.#base
  }

  /**
   * The commit that brings the store to `state`.
   *
   * `pending` is a commit still on its way when the page is being left. The new one goes behind it, and holds its
   * records too: it is whole whether that one lands or not.
   */
  plan({ state, reason, savedAt }: CommitRequest, pending: Commit | undefined): Commit {
    const diff = diffState(pending?.tree ?? this.#tree, state)
    const records = pending === undefined ? diff.records : newestOfEach([...pending.records, ...diff.records])
    const revision = (pending?.revision ?? this.#position) + 1
    const header = {
      sessionId: this.#sessionId,
      revision,
      base: this.#base,
      writer: this.#writer,
      savedAt,
      reason,
      schemaVersion: 1,
    }
    const rows = toSegmentRows(header, { records, removedIds: [] })
    const length = rows.reduce((sum, row) => sum + rowByteLength(row), 0)
    const savedLength = records.length === 0 ? undefined : length
    return { revision, savedAt, records, rows, savedLength, tree: diff.tree, leftOutPaths: diff.leftOutPaths }
  }

  /** The commit has landed. */
  accept(commit: Commit): void {
    if (commit.revision <= this.#base) return
    this.#tree = commit.tree
    this.#base = commit.revision
    this.#writerOfBase = this.#writer
    this.#position = Math.max(this.#position, commit.revision)
  }

  compare(stored: StoredSession): LogComparison {
    const newer = stored.segments.filter(({ revision }) => revision > this.#base)
    if (newer.length > 0) return newer.every(({ writer }) => writer === this.#writer) ? 'changed' : 'theirs'
    return (stored.head?.revision ?? 0) === this.#base ? 'same' : 'changed'
  }

  /** Nothing of this session changed, but positions were taken by segments that do not count. */
  passOver(position: number): void {
    this.#position = Math.max(this.#position, position)
  }

  /** Takes over what the store holds. */
  adopt(stored: StoredSession): void {
    // Ids are never given out twice, not even those of records that the store has lost.
    this.#tree = { root: stored.tree.root, nextId: Math.max(this.#tree.nextId, stored.tree.nextId) }
    this.#base = stored.head?.revision ?? 0
    this.#writerOfBase = stored.head?.writer
    this.passOver(stored.position)
  }
}

function newestOfEach(records: readonly StateRecord[]): StateRecord[] {
  return [...new Map(records.map((record) => [record.id, record])).values()]
}
