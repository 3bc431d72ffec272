import { AutoSaveError, type AutoSaveErrorCode } from '@autosave-kit/core'
import type { SeededRandom } from './SeededRandom.ts'

/** What goes to the disk and is answered: `read` reads rows, `lookup` anything else; `append` and `compaction` add them. */
export type OperationKind = 'open' | 'read' | 'lookup' | 'append' | 'compaction' | 'retire' | 'card'

/** What an engine can ask of the disk. */
export type DiskCall = OperationKind | 'hurry'

/** How a disk operation is going to end, decided when it is issued. */
export interface Fate {
  /** From its turn to what it does. */
  readonly effectMs: number
  /** From what it did to its answer. */
  readonly answerMs: number
  readonly failure: AutoSaveErrorCode | undefined
  /** The connection goes while it is under way. */
  readonly isLost: boolean
  /** It does nothing until the faults end, or the page does. */
  readonly isHung: boolean
  /** No other attempt will fare better. */
  readonly isFinal?: boolean
}

/**
 * What ails the whole database for long. `refused`: it cannot be opened at all, and says so. `silent`: nothing is answered. `blocked`:
 * another tab keeps it from being opened. `broken`: everything fails. `unwritable`: every write does. `newer`: newer code has
 * made it. `full`: there is no room.
 */
export type Outage = 'refused' | 'silent' | 'blocked' | 'broken' | 'unwritable' | 'newer' | 'full'

const WRITES: ReadonlySet<OperationKind> = new Set<OperationKind>(['append', 'compaction', 'retire', 'card'])

const ILL_FATES: Readonly<Record<Outage, (kind: OperationKind) => Partial<Fate>>> = {
  refused: (kind) => (kind === 'open' ? { failure: 'STORAGE_UNAVAILABLE', isFinal: true } : {}),
  silent: () => ({ isHung: true }),
  blocked: (kind) => (kind === 'open' ? { isHung: true } : {}),
  broken: (kind) => ({ failure: kind === 'open' ? 'STORAGE_UNAVAILABLE' : failureOf(kind) }),
  unwritable: (kind) => (WRITES.has(kind) ? { failure: 'WRITE_FAILED' } : {}),
  newer: (kind) => (WRITES.has(kind) ? { failure: 'DATABASE_NEWER' } : {}),
  full: (kind) => (WRITES.has(kind) ? { failure: 'QUOTA_EXCEEDED' } : {}),
}

function failureOf(kind: OperationKind): AutoSaveErrorCode {
  return WRITES.has(kind) ? 'WRITE_FAILED' : 'READ_FAILED'
}

type DiskFault =
  | 'quota'
  | 'abort'
  | 'slow'
  | 'hang'
  | 'lost'
  | 'late answer'
  | 'blocked open'
  | 'open failure'
  | 'read failure'

const DISK_FAULTS: Readonly<Record<OperationKind, Readonly<Partial<Record<DiskFault, number>>>>> = {
  open: { 'blocked open': 3, 'open failure': 3, slow: 2, hang: 1 },
  read: { 'read failure': 4, slow: 3, hang: 1, lost: 2, 'late answer': 2 },
  lookup: { 'read failure': 4, slow: 2, lost: 2 },
  append: { quota: 4, abort: 4, slow: 3, hang: 1, lost: 2, 'late answer': 3 },
  compaction: { quota: 4, abort: 4, slow: 3, hang: 1, lost: 2, 'late answer': 3 },
  retire: { quota: 1, abort: 4, slow: 3, hang: 1, lost: 2, 'late answer': 2 },
  card: { quota: 1, abort: 1, slow: 1, lost: 1 },
}

const FAILURES: Readonly<Partial<Record<DiskFault, AutoSaveErrorCode>>> = {
  quota: 'QUOTA_EXCEEDED',
  abort: 'WRITE_FAILED',
  'open failure': 'STORAGE_UNAVAILABLE',
  'read failure': 'READ_FAILED',
}

const DELAYS_MS: Readonly<Partial<Record<DiskFault, number>>> = { slow: 30_000, 'blocked open': 120_000 }

/** How bad the weather is, and what it has done so far. */
export class Faults {
  readonly counts = new Map<string, number>()
  /** Of a hundred disk operations, how many go wrong in some way. */
  percent = 0
  /** What the whole database suffers from, in worlds whose pages can go on elsewhere. */
  outage: Outage | undefined
  /** Nobody who keeps a second copy answers, or has room. */
  copyOutage: 'silent' | 'full' | undefined
  readonly #random: SeededRandom

  constructor(random: SeededRandom) {
    this.#random = random
  }

  /** Whether anything goes wrong with the database now. */
  get isRaging(): boolean {
    return this.percent > 0 || this.outage !== undefined
  }

  count(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1)
  }

  fateOf(kind: OperationKind): Fate {
    const random = this.#random
    const effectMs = random.span(40)
    const answerMs = random.span(10)
    const fine = { effectMs, answerMs, failure: undefined, isLost: false, isHung: false }
    if (this.outage !== undefined) return { ...fine, ...ILL_FATES[this.outage](kind) }
    if (!random.chance(this.percent / 100)) return fine
    const fault = random.weighted(DISK_FAULTS[kind] as Readonly<Record<DiskFault, number>>)
    this.count(fault)
    return {
      effectMs: effectMs + random.span(DELAYS_MS[fault] ?? 0),
      answerMs: answerMs + (fault === 'late answer' ? random.span(5_000) : 0),
      failure: FAILURES[fault],
      isLost: fault === 'lost',
      isHung: fault === 'hang',
    }
  }
}

export function diskFailure(code: AutoSaveErrorCode, isFinal = false): AutoSaveError {
  return new AutoSaveError(code, {
    ...(isFinal ? { cause: new DOMException('The operation is insecure.', 'SecurityError') } : {}),
    what: 'The simulated disk failed.',
    why: 'Its seed wants it so.',
    fix: 'None is needed: it is tried again.',
  })
}
