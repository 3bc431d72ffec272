/** Where the queue is. Immutable; replaced at each change. */
export interface QueueProgress {
  readonly state: 'idle' | 'running' | 'paused'
  /** Still to come, in order; the one being spoken is not among them. */
  readonly waitingIds: ReadonlySet<string>
  readonly speakingId: string | null
  readonly doneCount: number
  readonly failedCount: number
  readonly totalCount: number
  /** Estimated from what was done so far; `undefined` until there is something to go by. */
  readonly leftMs: number | undefined
}

export const idleProgress: QueueProgress = {
  state: 'idle',
  waitingIds: new Set(),
  speakingId: null,
  doneCount: 0,
  failedCount: 0,
  totalCount: 0,
  leftMs: undefined,
}

interface QueueWork {
  /** Speaks one item; rejects when that failed. An item that is gone by now simply resolves. */
  speak(id: string, signal: AbortSignal): Promise<void>
  onChange(progress: QueueProgress): void
  onFailed(id: string, error: unknown): void
  now?: () => number
}

/** Speaks items one after the other. A failed item is reported, and the queue goes on with the next. */
export class ChunkQueue {
  readonly #work: QueueWork
  readonly #now: () => number
  #progress = idleProgress
  #current: AbortController | undefined
  /** Time spent speaking, without pauses. */
  #spentMs = 0

  constructor(work: QueueWork) {
    this.#work = work
    this.#now = work.now ?? (() => performance.now())
  }

  /** Puts items at the end, or at the front when someone waits for one. What is already in the queue is not put twice. */
  add(ids: readonly string[], place: 'front' | 'end' = 'end'): void {
    const { waitingIds, speakingId, totalCount, state } = this.#progress
    const fresh = ids.filter((id) => id !== speakingId)
    const newCount = fresh.filter((id) => !waitingIds.has(id)).length
    const order = place === 'front' ? [...fresh, ...waitingIds] : [...waitingIds, ...fresh]
    if (order.length === 0) return
    this.#change({
      waitingIds: new Set(order),
      totalCount: totalCount + newCount,
      state: state === 'idle' ? 'running' : state,
    })
    // One chunk asked for while the rest is paused is spoken all the same, and the pause stays.
    if (this.#current === undefined && (this.#progress.state === 'running' || place === 'front')) void this.#next()
  }

  /** Lets the item being spoken finish, then waits. */
  pause(): void {
    if (this.#progress.state === 'running') this.#change({ state: 'paused' })
  }

  resume(): void {
    if (this.#progress.state !== 'paused') return
    this.#change({ state: 'running' })
    if (this.#current === undefined) void this.#next()
  }

  /** Drops what waits and stops the item being spoken. What was spoken stays. */
  cancel(): void {
    this.#current?.abort()
    this.#current = undefined
    this.#reset()
  }

  async #next(): Promise<void> {
    const [id, ...rest] = this.#progress.waitingIds
    if (id === undefined) return this.#reset()
    const controller = new AbortController()
    this.#current = controller
    const startedAt = this.#now()
    this.#change({ speakingId: id, waitingIds: new Set(rest) })
    const isDone = await this.#attempt(id, controller.signal)
    if (this.#current !== controller) return
    this.#current = undefined
    this.#spentMs += this.#now() - startedAt
    this.#count(isDone)
    if (this.#progress.waitingIds.size === 0) this.#reset()
    else if (this.#progress.state === 'running') void this.#next()
  }

  async #attempt(id: string, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#work.speak(id, signal)
      return true
    } catch (error) {
      if (!signal.aborted) this.#work.onFailed(id, error)
      return false
    }
  }

  #count(isDone: boolean): void {
    const { doneCount, failedCount, waitingIds } = this.#progress
    const finishedCount = doneCount + failedCount + 1
    this.#change({
      speakingId: null,
      doneCount: doneCount + (isDone ? 1 : 0),
      failedCount: failedCount + (isDone ? 0 : 1),
      leftMs: (this.#spentMs / finishedCount) * waitingIds.size,
    })
  }

  #reset(): void {
    this.#spentMs = 0
    this.#change(idleProgress)
  }

  #change(part: Partial<QueueProgress>): void {
    this.#progress = { ...this.#progress, ...part }
    this.#work.onChange(this.#progress)
  }
}
