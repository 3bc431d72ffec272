import { type RecordTree, diffSteps, emptyTree } from '../records/diffState.ts'
import { segmentPlace } from '../records/segmentPlace.ts'
import { type SegmentHeader, rowByteLength } from '../records/SegmentRow.ts'
import { segmentSteps } from '../records/toSegmentRows.ts'
import type { GrowthLimits } from '../recovery/compaction/LogGrowth.ts'
import type { StoredSession } from '../recovery/readSession.ts'
import type { AppendOptions } from '../storage/SegmentStorage.ts'
import { type Commit, type CommitRequest, headerOf, isEmpty, joined } from './Commit.ts'
import { KnownStates, knownState } from './KnownStates.ts'
import type { LogComparison } from './LogComparison.ts'
import { LogLedger } from './LogLedger.ts'

/** What this tab knows of a session's log, and the commits made against it. Touches no storage. */
export class SessionLog {
  readonly #identity: { readonly sessionId: string }
  readonly #writer: string
  #tree: RecordTree = emptyTree
  #base = 0
  /** Who wrote which revision, as far as this tab has seen. */
  readonly #writers = new Map<number, string>()
  #head: SegmentHeader | undefined
  #position = 0
  /** The newest commit that was sent and that neither its end nor a read begun after it has decided. It holds those before it. */
  #undecided: Commit | undefined
  /** Positions up to here may be in use by commits of this tab that nobody has heard of. */
  #reserved = 0
  /** The position of a takeover of this tab, until a reading has reached it: no commit may look like it. */
  #fence = 0
  #fingerprint: number | undefined
  /** What is stored, while where it is stored cannot be read. */
  #beyond: { readonly state: unknown } | undefined
  #isPartial = false
  /** The revision up to which the medium itself has everything. */
  #strictRevision = 0
  #isHeadEarly = false
  readonly ledger: LogLedger
  readonly known = new KnownStates()

  constructor(identity: { readonly sessionId: string }, writer: string, limits?: GrowthLimits) {
    this.ledger = new LogLedger(limits)
    this.#identity = identity
    this.#writer = writer
  }

  /** The stored state; `undefined` when there is none. */
  get state(): unknown {
    return this.#beyond === undefined ? this.#tree.root?.value : this.#beyond.state
  }

  /** Whether the last reading could not reach all there may be: nothing of the log is to be tidied up. */
  get isPartial(): boolean {
    return this.#isPartial
  }

  /** The newest stored commit. */
  get head(): SegmentHeader | undefined {
    return this.#head
  }

  /** The rules that all that is stored conforms to; `undefined` when that is not known. */
  get fingerprint(): number | undefined {
    return this.#fingerprint
  }

  get revision(): number {
    return this.#base
  }

  /** Highest position known to be in use. */
  get position(): number {
    return this.#position
  }

  get tree(): RecordTree {
    return this.#tree
  }

  /** Whether a power cut could still take something back. */
  get isRelaxed(): boolean {
    return this.#base > this.#strictRevision
  }

  /** The revision up to which the medium itself has everything, as far as this tab knows. */
  get strictRevision(): number {
    return this.#strictRevision
  }

  /** The medium itself has everything up to here. */
  madeStrict(revision: number): void {
    this.#strictRevision = Math.max(this.#strictRevision, Math.min(revision, this.#base))
  }

  /** Whether the newest commit is one of this page's early ones. */
  get isHeadEarly(): boolean {
    return this.#isHeadEarly
  }

  /**
   * The commit that brings the store to `state`, in steps.
   *
   * One that was sent and of which nobody knows yet what became of it is followed: the new one goes behind it, and holds
   * its records too. It is whole whether that one lands or not.
   */
  *planSteps(request: CommitRequest): Generator<void, Commit> {
    const { fingerprint } = request.rules
    const pending = this.#undecided
    const known = pending ?? { tree: this.#tree, fingerprint: this.#fingerprint }
    const diff = yield* diffSteps(known.tree, request.state, {
      matcher: request.rules.matcher,
      // What was stored under other rules is looked at again from end to end: what is excluded now must go.
      isDeep: request.isMutable || (known.fingerprint !== fingerprint && known.tree.root !== undefined),
      attachments: request.attachments,
      isDue: request.isDue,
    })
    const content = pending === undefined ? diff : joined(pending, diff)
    const taken = Math.max(this.#position, this.#reserved, this.#fence, pending?.revision ?? 0)
    const revision = taken + 1 + (request.gap ?? 0)
    const header = this.#header(request, revision)
    // Made against nothing, but on a base: see `detach`; or behind such a one, whose records it holds too.
    const holdsAll = pending?.rows[0]?.isWhole ?? (pending === undefined && known.tree.root === undefined)
    const isWhole = holdsAll && header.base > 0
    const rows = yield* segmentSteps(isWhole ? { ...header, isWhole } : header, content)
    const savedLength = isEmpty(content) ? undefined : rows.reduce((sum, row) => sum + rowByteLength(row), 0)
    return { ...diff, ...content, revision, savedAt: request.savedAt, rows, fingerprint, savedLength }
  }

  #header({ reason, label, savedAt, schemaVersion }: CommitRequest, revision: number): SegmentHeader {
    return { ...this.#place(revision), savedAt, reason, schemaVersion, ...(label === undefined ? {} : { label }) }
  }

  #place(revision: number): ReturnType<typeof segmentPlace> {
    return segmentPlace(this.#head, { sessionId: this.#identity.sessionId, revision, writer: this.#writer })
  }

  /** The commit is on its way. */
  sent(commit: Commit): void {
    this.#undecided = commit
    this.known.add(knownState(commit, this.#writer))
  }

  /** Whether nobody knows what became of the newest commit. */
  get isUndecided(): boolean {
    return this.#undecided !== undefined
  }

  /** A read begins: it decides what became of everything sent until now. Answers a function that says so, of what was found. */
  readBegins(): (found: StoredSession) => void {
    const undecided = this.#undecided
    return ({ source }) => {
      if (this.#undecided === undecided && source !== 'unreachable') this.#undecided = undefined
    }
  }

  /** The commit has landed. */
  accept(commit: Commit, durability: AppendOptions['durability']): void {
    if (this.#undecided === commit) this.#undecided = undefined
    if (durability === 'strict') this.#strictRevision = commit.revision
    this.ledger.landed(commit.rows)
    if (commit.revision <= this.#base) return
    // Nobody can have been in between.
    if (commit.revision === this.#base + 1) this.known.settle(knownState(commit, this.#writer))
    this.#tree = commit.tree
    this.#beyond = undefined
    this.#fingerprint = commit.fingerprint
    this.#base = commit.revision
    this.#writers.set(commit.revision, this.#writer)
    this.#head = headerOf(commit)
    this.#isHeadEarly = commit.rows[0]?.reason === 'early'
    this.#position = Math.max(this.#position, commit.revision)
  }

  compare(stored: StoredSession): LogComparison {
    // Positions are given out again when a store was emptied: the same one may be somebody else's.
    const isUnknown = stored.segments.some(
      ({ revision, writer }) => writer !== this.#writer && this.#writers.get(revision) !== writer,
    )
    if (isUnknown) return 'theirs'
    if (this.#beyond !== undefined && stored.source !== 'unreachable') return 'changed'
    const { revision = 0, writer } = stored.head ?? {}
    return revision === this.#base && writer === this.#head?.writer ? 'same' : 'changed'
  }

  /** Whether a reading has not reached what this tab knows to have been stored. */
  isAheadOf({ head }: StoredSession): boolean {
    return (head?.revision ?? 0) < this.#base
  }

  /**
   * What this tab knows to be stored cannot be reached. The next commit is made on the same base, so that it follows
   * when it can be reached again, goes behind everything that may be there, and holds the whole state.
   */
  detach(stored: StoredSession): void {
    this.#beyond ??= { state: this.#tree.root?.value }
    const pending = this.#undecided
    this.#tree = { root: undefined, nextId: Math.max(this.#tree.nextId, pending?.tree.nextId ?? 0) }
    this.#fingerprint = undefined
    this.#position = Math.max(this.#position, stored.position, pending?.revision ?? 0)
    this.#undecided = undefined
    this.#isPartial = true
    this.ledger.read(stored)
  }

  /** Nothing of this session changed, but positions were taken by segments that do not count. */
  passOver(stored: StoredSession): void {
    // Not the highest that was ever used: a position left open could be taken by a tab that knows less.
    this.#position = stored.position
    this.#isPartial = stored.source === 'unreachable'
    this.#reserved = 0
    if (stored.position >= this.#fence) this.#fence = 0
    this.ledger.read(stored)
  }

  /** A takeover is about to be written there: commits go behind it, whether it lands or not. */
  keepClear(position: number): void {
    this.#fence = position
  }

  /** A position for what is no change of the state. A last moment's commit goes behind it. */
  takePosition(savedAt: number, schemaVersion: number): SegmentHeader {
    this.#position = Math.max(this.#position, this.#fence) + 1
    return { ...this.#place(this.#position), savedAt, reason: 'compaction', schemaVersion }
  }

  /** Other tabs' work was taken over: what was sent without it, and not heard of, is nothing to go on from. */
  dropSent(): void {
    this.#reserved = this.#undecided?.revision ?? 0
    this.#undecided = undefined
  }

  /** Takes over what the store holds. `fingerprint`: the rules it conforms to, when that is known. */
  adopt(stored: StoredSession, fingerprint = this.#fingerprint): void {
    this.#fingerprint = fingerprint
    this.#beyond = undefined
    // Ids are never given out twice, not even those of records that the store has lost.
    this.#tree = { root: stored.tree.root, nextId: Math.max(this.#tree.nextId, stored.tree.nextId) }
    this.#base = stored.head?.revision ?? 0
    // A store that lost everything gives positions out again.
    this.#strictRevision = Math.min(this.#strictRevision, this.#base)
    this.#isHeadEarly = false
    for (const { revision, writer } of stored.segments) this.#writers.set(revision, writer)
    this.#head = stored.head
    if (stored.head !== undefined) this.known.settle({ ...stored.head, tree: this.#tree })
    this.passOver(stored)
    // What was sent, and not heard of, holds only what had changed since a revision that is lost.
    if ((this.#undecided?.rows[0]?.base ?? 0) > this.#base) this.dropSent()
  }
}
