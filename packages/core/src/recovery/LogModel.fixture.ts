import { type RecordTree, diffState, emptyTree } from '../records/diffState.ts'
import { joinState } from '../records/joinState.ts'
import type { SaveReason, SegmentHeader, SegmentRow } from '../records/SegmentRow.ts'
import type { RecordNode, SegmentContent } from '../records/StateRecord.ts'
import { toSegmentRows } from '../records/toSegmentRows.ts'
import type { QuarantineEntry } from '../storage/SegmentStorage.ts'
import { type AppliedLog, applySegments } from './applySegments.ts'
import { planCompaction } from './compaction/planCompaction.ts'
import { type RetentionConfig, defaultRetention } from '../config/RetentionConfig.ts'
import type { CompactionAnswer, CompactionOutcome, CompactionStep } from './compaction/CompactionStep.ts'

export const SESSION = 'book'

/** A page that writes to the log. */
export interface Tab {
  readonly writer: string
  tree: RecordTree
  base: number
  position: number
}

interface Plan extends SegmentContent {
  readonly header: SegmentHeader
  readonly tree: RecordTree
}

export interface CompactionRun {
  readonly pass: 'young' | 'full'
  readonly retention?: RetentionConfig
  /** After how many steps it is stopped; never without it. */
  readonly steps?: number | undefined
  readonly mode?: 'remove' | 'empty'
  /** What the tab holds in memory; what the log says, without it. */
  readonly liveIds?: ReadonlySet<number>
  /** Called before each step is answered. */
  readonly onStep?: (step: CompactionStep) => void
}

/** A log, tabs that write to it, and what every version of it was. */
export class LogModel {
  readonly quarantine: QuarantineEntry[] = []
  /** Versions that count, by revision. */
  readonly truth = new Map<number, unknown>()
  now = 20_000 * 24 * 60 * 60_000
  readonly #rows = new Map<string, SegmentRow>()
  readonly #counted: SegmentHeader[] = []
  #position = 0

  /** In their order, as a database gives them back. */
  get rows(): SegmentRow[] {
    const rows = [...this.#rows.values()]
    return rows.toSorted((a, b) => a.revision - b.revision || a.part - b.part).map((row) => structuredClone(row))
  }

  rowsOf(revision: number): SegmentRow[] {
    return [...this.#rows.values()].filter((row) => row.revision === revision)
  }

  get head(): number {
    return this.#counted.at(-1)?.revision ?? 0
  }

  open(writer: string): Tab {
    const tab = { writer, tree: emptyTree, base: 0, position: 0 }
    this.reopen(tab)
    return tab
  }

  reopen(tab: Tab): AppliedLog {
    const log = applySegments(this.rows)
    const { tree } = joinState(log.records)
    tab.tree = { root: tree.root, nextId: Math.max(tree.nextId, log.nextId, tab.tree.nextId) }
    tab.base = log.applied.at(-1)?.revision ?? 0
    tab.position = log.position
    return log
  }

  /** Whether it landed. A tab whose position is taken reads the log again. */
  commit(tab: Tab, state: unknown, reason: SaveReason = 'debounce'): boolean {
    const plan = this.#plan(tab, state, { reason, pending: undefined })
    const hasLanded = this.#land(plan)
    if (hasLanded) this.#accept(tab, plan)
    else this.reopen(tab)
    return hasLanded
  }

  /** A page's last moment: a second commit goes behind one that is under way. Then the page is gone. */
  leave(tab: Tab, [first, last]: readonly [unknown, unknown], isFirstLost: boolean): void {
    const pending = this.#plan(tab, first, { reason: 'debounce', pending: undefined })
    const leaving = this.#plan(tab, last, { reason: 'leave', pending })
    if (!isFirstLost) this.#land(pending)
    this.#land(leaving)
    this.reopen(tab)
  }

  /** `undefined` when it was stopped. */
  compact(
    tab: Tab,
    { pass, retention = defaultRetention, steps, mode = 'remove', onStep, ...more }: CompactionRun,
  ): CompactionOutcome | undefined {
    const { decisions, decidedAt, position, nextId } = this.reopen(tab)
    const { tree, base: head } = tab
    const known = {
      sessionId: SESSION,
      decisions,
      decidedAt,
      position,
      head,
      nextId,
      liveIds: more.liveIds ?? liveIds(tree),
    }
    const compaction = planCompaction({ ...known, pass, retention, now: this.now })
    let answer: CompactionAnswer
    for (let count = 0; count !== steps; count += 1) {
      const { done, value } = compaction.next(answer)
      if (done === true) return value
      onStep?.(value)
      answer = this.#answer(tab, value, mode)
      if (value.type === 'append' && answer === undefined) return undefined
    }
    return undefined
  }

  replace(row: SegmentRow, damaged: SegmentRow | undefined): void {
    this.#rows.delete(keyOf(row))
    if (damaged !== undefined) this.#rows.set(keyOf(row), damaged)
    if (Number.isSafeInteger(row.revision)) this.#position = Math.max(this.#position, row.revision)
  }

  #answer(tab: Tab, step: CompactionStep, mode: 'remove' | 'empty'): CompactionAnswer {
    if (step.type === 'read') {
      const { from = 0, through = Number.POSITIVE_INFINITY } = step.range
      return this.rows.filter(({ revision }) => revision >= from && revision <= through)
    }
    if (step.type === 'append') {
      const header = this.#header(tab, tab.position + 1, 'compaction')
      const rows = step.toRows(header)
      return this.add(rows) ? ((tab.position += 1), rows) : undefined
    }
    if (step.type === 'retire' && (mode === 'remove' || !step.isEmptied)) {
      this.quarantine.push(...step.quarantine)
      for (const { revision, part } of step.keys) this.#retire(`${revision}/${part}`, mode)
    }
    return undefined
  }

  #retire(key: string, mode: 'remove' | 'empty'): void {
    const row = this.#rows.get(key)
    this.#rows.delete(key)
    if (row === undefined || mode === 'remove') return
    const { binaries: _binaries, ...rest } = row
    this.#rows.set(key, { ...rest, reason: 'retired', payload: '' })
  }

  #header(tab: Tab, revision: number, reason: SaveReason): SegmentHeader {
    const { base, writer } = tab
    return { sessionId: SESSION, revision, base, writer, savedAt: this.now, reason, schemaVersion: 1 }
  }

  #plan(tab: Tab, state: unknown, { reason, pending }: { reason: SaveReason; pending: Plan | undefined }): Plan {
    const diff = diffState(pending?.tree ?? tab.tree, state)
    const header = this.#header(tab, (pending?.header.revision ?? tab.position) + 1, reason)
    const removed = new Set([...(pending?.removedIds ?? []), ...diff.removedIds])
    const records = new Map([...(pending?.records ?? []), ...diff.records].map((record) => [record.id, record]))
    for (const id of removed) records.delete(id)
    return { header, records: [...records.values()], removedIds: [...removed], tree: diff.tree }
  }

  #land({ header, tree, ...content }: Plan): boolean {
    if (!this.add(toSegmentRows(header, content))) return false
    const between = this.#counted.filter(({ revision }) => revision > header.base)
    if (!between.every(({ writer }) => writer === header.writer)) return true
    this.#counted.push(header)
    this.truth.set(header.revision, structuredClone(tree.root?.value))
    return true
  }

  /** Behind everything there is, or not at all. */
  add(rows: readonly SegmentRow[]): boolean {
    if (rows.some(({ revision }) => revision <= this.#position)) return false
    for (const row of rows) {
      this.#position = row.revision
      this.#rows.set(keyOf(row), structuredClone(row))
    }
    return true
  }

  #accept(tab: Tab, { header, tree }: Plan): void {
    // A commit that lands behind another tab's is none that counts; the tab learns so when it reads.
    if (this.head !== header.revision) return void this.reopen(tab)
    tab.tree = tree
    tab.base = header.revision
    tab.position = header.revision
  }
}

/** What a log comes to, as a reader sees it. */
export function stateOf(rows: readonly SegmentRow[], asOf?: number): { state: unknown; missing: readonly string[] } {
  const { tree, missingPaths } = joinState(applySegments(rows, asOf).records)
  return { state: tree.root?.value, missing: missingPaths }
}

export function liveIds({ root }: RecordTree): Set<number> {
  const ids = new Set<number>()
  const visit = ({ id, pieces, children }: RecordNode): void => {
    ids.add(id)
    for (const piece of pieces) ids.add(piece.id)
    for (const child of children) if (child !== undefined) visit(child)
  }
  if (root !== undefined) visit(root)
  return ids
}

function keyOf({ revision, part }: SegmentRow): string {
  return `${revision}/${part}`
}
