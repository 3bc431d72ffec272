import { type Fate, type Faults, type OperationKind, diskFailure } from './Faults.ts'
import type { Medium } from './Medium.ts'
import type { MediumJournal } from './MediumJournal.ts'
import type { SeededRandom } from './SeededRandom.ts'
import type { SimulatedTime } from './SimulatedTime.ts'

/** The page that asks. */
export interface AskingPage {
  readonly tabId: string
  /** Called when an operation has done on the disk what it does. */
  onEffect(kind: OperationKind): void
  /** Called just before an operation's answer reaches the engine. */
  onAnswer(kind: OperationKind, failure: string | undefined): void
  /** Runs `run` in a task of the page: later while it is frozen, never once it is gone. */
  task(run: () => void): void
}

interface Operation {
  readonly kind: OperationKind
  readonly run: () => unknown
  readonly fate: Fate
  /** Handed to the browser batch by batch, to spare the page a long task. */
  readonly isInBatches: boolean
  /** Whether the browser has all of it: it goes on when the page does not. */
  isIssued: boolean
  readonly resolve: (value: never) => void
  readonly reject: (error: unknown) => void
  isUnheard: boolean
}

export interface DiskWorld {
  readonly medium: Medium
  /** What a power cut may leave of it, in worlds that have some. */
  readonly journal?: MediumJournal | undefined
  readonly time: SimulatedTime
  readonly faults: Faults
  readonly random: SeededRandom
}

/** A browser does not leave lying what a page that is gone has issued, in ms. */
const LANDING_MS = 40

/** What a page has asked of the disk. Operations take effect in the order in which they were asked for, and are answered in it. */
export class OperationQueue {
  readonly #world: DiskWorld
  readonly #page: AskingPage
  readonly #onLost: () => void
  #queue: Operation[] = []
  #cancelEffect: (() => void) | undefined
  #answeredAt = 0
  #unanswered = 0
  #unansweredAppends = 0
  #unheardFailures = 0
  #isOpen = false
  #isGone = false

  constructor(world: DiskWorld, page: AskingPage, onLost: () => void) {
    this.#world = world
    this.#page = page
    this.#onLost = onLost
  }

  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Operations whose answer is still to come. */
  get pendingCount(): number {
    return this.#queue.length + this.#unanswered
  }

  /** Appends whose answer is still to come. */
  get appendCount(): number {
    return this.#queue.filter(({ kind }) => kind === 'append').length + this.#unansweredAppends
  }

  /** Whether something that was issued may still reach the disk. */
  get isBusy(): boolean {
    return this.#queue.length > 0
  }

  /** Whether one of the operations under way is not going to end well. */
  get isFailing(): boolean {
    const isBad = ({ fate, isIssued }: Operation): boolean =>
      fate.failure !== undefined || fate.isLost || fate.isHung || !isIssued
    return this.#unheardFailures > 0 || this.#queue.some(isBad)
  }

  /** What is still being issued in batches is issued now. */
  hurry(): void {
    for (const operation of this.#queue) operation.isIssued ||= operation.isInBatches && this.#isOpen
  }

  /** The connection breaks off: what was under way fails, some of it after it has landed. */
  lose(): void {
    const { random } = this.#world
    const lost = this.#takeQueue()
    const landing = lost.filter(({ isIssued, fate }) => isIssued && fate.failure === undefined)
    for (const operation of landing.slice(0, random.below(landing.length + 1))) this.#perform(operation)
    this.#isOpen = false
    this.#onLost()
    for (const operation of lost)
      this.#answer(operation, () => operation.reject(diskFailure('STORAGE_LOST')), 'STORAGE_LOST')
    if (!this.#isGone) this.#enqueueOpen()
  }

  /** Nobody is told any more what becomes of the appends under way: the page went into the back/forward cache. */
  muteAppends(): void {
    for (const operation of this.#queue) operation.isUnheard ||= operation.kind === 'append'
  }

  /** What hangs goes on: the faults have ended. */
  unhang(): void {
    if (this.#queue[0]?.fate.isHung === true) this.#start()
  }

  /** The page is gone. What was issued is with the browser and lands, the first `landingCount` of it. */
  abandon(landingCount: number): void {
    this.#isGone = true
    this.#unanswered = 0
    this.#unansweredAppends = 0
    const landing = this.#takeQueue()
      .filter(({ isIssued, fate }) => isIssued && fate.failure === undefined && !fate.isLost)
      .slice(0, landingCount)
    this.#queue = landing
    this.#start()
  }

  /** A last moment does not wait for what is still being issued. */
  giveUpBatches(): void {
    const isGivenUp = ({ isInBatches, isIssued }: Operation): boolean => isInBatches && !isIssued
    const givenUp = this.#queue.filter(isGivenUp)
    if (givenUp.length === 0) return
    this.#queue = this.#queue.filter((operation) => !isGivenUp(operation))
    for (const operation of givenUp) this.#fail(operation, 'WRITE_FAILED')
    this.#start()
  }

  submit<TResult>(kind: OperationKind, run: () => TResult, isInBatches = false): Promise<TResult> {
    if (this.#isGone) return new Promise(() => undefined)
    if (!this.#isOpen && kind !== 'open') this.#enqueueOpen()
    return new Promise((resolve, reject) => this.#enqueue({ kind, run, resolve, reject, isInBatches }))
  }

  #enqueueOpen(): void {
    if (this.#queue.some(({ kind }) => kind === 'open')) return
    const nothing = (): void => undefined
    this.#enqueue({ kind: 'open', run: nothing, resolve: nothing, reject: nothing, isInBatches: false })
  }

  #enqueue(operation: Omit<Operation, 'fate' | 'isIssued' | 'isUnheard'>): void {
    const fate = this.#world.faults.fateOf(operation.kind)
    this.#queue.push({ ...operation, fate, isIssued: this.#isOpen && !operation.isInBatches, isUnheard: false })
    if (this.#queue.length === 1) this.#start()
  }

  #takeQueue(): Operation[] {
    this.#cancelEffect?.()
    const queue = this.#queue
    this.#queue = []
    return queue
  }

  /** The first in the queue has its turn. */
  #start(): void {
    this.#cancelEffect?.()
    const { time, faults } = this.#world
    const operation = this.#queue[0]
    if (operation === undefined) return
    const { isHung, effectMs } = operation.fate
    if (isHung && !this.#isGone && faults.isRaging) return
    const waitMs = this.#isGone ? Math.min(effectMs, LANDING_MS) : effectMs
    this.#cancelEffect = time.schedule(waitMs, `${this.#page.tabId}: disk ${operation.kind}`, () =>
      this.#act(operation),
    )
  }

  #act(operation: Operation): void {
    if (operation.fate.isLost && !this.#isGone) return this.lose()
    this.#queue.shift()
    if (operation.fate.failure === undefined) this.#take(operation)
    else this.#fail(operation, operation.fate.failure)
    this.#start()
  }

  #take(operation: Operation): void {
    const outcome = this.#perform(operation)
    if (operation.kind === 'open') this.#isOpen = true
    if ('error' in outcome) this.#answer(operation, () => operation.reject(outcome.error), 'POSITION_TAKEN')
    // The operation's own promise was made for what it answers.
    else this.#answer(operation, () => operation.resolve(outcome.value as never), undefined)
  }

  #perform({ kind, run }: Operation): { readonly value: unknown } | { readonly error: unknown } {
    try {
      const value = run()
      this.#page.onEffect(kind)
      return { value }
    } catch (error) {
      return { error }
    }
  }

  /** An open that fails takes down everything that waits for it. */
  #fail(operation: Operation, code: Parameters<typeof diskFailure>[0]): void {
    const failed = operation.kind === 'open' ? [operation, ...this.#takeQueue()] : [operation]
    for (const one of failed) this.#answer(one, () => one.reject(diskFailure(code, operation.fate.isFinal)), code)
  }

  #answer({ kind, fate, isUnheard }: Operation, tell: () => void, failure: string | undefined): void {
    if (this.#isGone || isUnheard) return
    const { time } = this.#world
    this.#answeredAt = Math.max(this.#answeredAt, time.elapsed + fate.answerMs)
    this.#unanswered += 1
    if (kind === 'append') this.#unansweredAppends += 1
    if (failure !== undefined) this.#unheardFailures += 1
    time.schedule(this.#answeredAt - time.elapsed, `${this.#page.tabId}: answer to ${kind}`, () =>
      this.#page.task(() => {
        this.#unanswered -= 1
        if (kind === 'append') this.#unansweredAppends -= 1
        if (failure !== undefined) this.#unheardFailures -= 1
        this.#page.onAnswer(kind, failure)
        tell()
      }),
    )
  }
}
