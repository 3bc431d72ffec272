import type { AutoSaveError } from '../errors/AutoSaveError.ts'
import { CommitStopwatch } from '../metrics/CommitStopwatch.ts'
import type { SaveReason } from '../records/SegmentRow.ts'
import { AttachmentContents } from './AttachmentContents.ts'
import { EncodingRules } from './EncodingRules.ts'
import { LeftOutNotice } from './LeftOutNotice.ts'
import type { SaveRequests } from './SaveRequests.ts'
import type { SessionContext } from './SessionContext.ts'
import type { SessionLog } from './SessionLog.ts'
import type { Commit, CommitRequest } from './Commit.ts'
import { unexpectedFailure } from './saveErrors.ts'

/**
 * Main-thread time of one slice, in ms. Half of what a page can spare between two frames without anybody noticing
 * (8 ms of 16), since a slice ends only at its next step.
 */
const SLICE_MS = 4

export interface PlanRequest {
  readonly state: unknown
  readonly reason: SaveReason
  readonly label: string | undefined
  readonly gap?: number
}

interface Plan {
  readonly done: (commit: Commit) => void
  readonly failed: (error: AutoSaveError) => void
}

/**
 * Makes commits of states without blocking the page: a small change at once, in the task that asks for it; what takes
 * longer in slices, with the page's own work in between.
 */
export class CommitPlanner {
  readonly #context: SessionContext
  readonly #log: SessionLog
  readonly #attachments = new AttachmentContents()
  readonly #notice: LeftOutNotice
  #current: Plan | undefined

  constructor(context: SessionContext, log: SessionLog) {
    this.#context = context
    this.#log = log
    this.#notice = new LeftOutNotice(context.sessionId)
  }

  get isBusy(): boolean {
    return this.#current !== undefined
  }

  /** One at a time. Answers through `plan`, in this very task when the change is small. */
  start(request: PlanRequest, plan: Plan): void {
    this.#current = plan
    this.#begin(request, plan)
  }

  /**
   * The plan under way comes to nothing: a newer commit covers it, or the store has to be read first. The request it was
   * made for waits again.
   */
  abandon(requests: SaveRequests): void {
    if (this.#current !== undefined) requests.giveBack()
    this.#current = undefined
  }

  /** A page's last moment: now, whatever it takes. Files and Blobs whose content has not been read yet are not in it. */
  planNow(request: PlanRequest): Commit {
    const steps = this.#log.planSteps(this.#commitRequest(request, () => false))
    for (;;) {
      const step = steps.next()
      if (step.done === true) return this.#withUnread(step.value)
    }
  }

  /** The commit has landed. */
  landed(): void {
    this.#attachments.forget()
  }

  /** What was left out only for now is looked at again by the next commit, though its state may be the same one. */
  #withUnread(commit: Commit): Commit {
    const unread = this.#attachments.readable(commit.unreadBlobs)
    const fingerprint = unread.length === 0 ? commit.fingerprint : undefined
    return { ...commit, unreadBlobs: new Set(unread), fingerprint }
  }

  #begin(request: PlanRequest, plan: Plan): void {
    const { clock } = this.#context.surroundings
    const stopwatch = new CommitStopwatch(clock)
    let sliceStart = clock.elapsed()
    const isDue = (): boolean => clock.elapsed() - sliceStart >= SLICE_MS
    let steps: Generator<void, Commit> | undefined
    const runSlice = (): void => {
      if (this.#current !== plan) return
      sliceStart = clock.elapsed()
      try {
        const commit = stopwatch.run(() => {
          steps ??= this.#log.planSteps(this.#commitRequest(request, isDue))
          let step = steps.next()
          while (step.done !== true && !isDue()) step = steps.next()
          return step.done === true ? step.value : undefined
        })
        if (commit === undefined) clock.yieldTask(runSlice)
        else this.#finish(request, plan, { ...commit, stopwatch })
      } catch (cause) {
        this.#current = undefined
        plan.failed(unexpectedFailure(cause))
      }
    }
    runSlice()
  }

  #finish(request: PlanRequest, plan: Plan, commit: Commit): void {
    const unread = this.#attachments.readable(commit.unreadBlobs)
    if (unread.length > 0) {
      void this.#attachments.read(unread).then(() => this.#current === plan && this.#begin(request, plan))
      return
    }
    this.#current = undefined
    this.#notice.tell(commit)
    plan.done(commit)
  }

  #commitRequest({ state, reason, label, gap }: PlanRequest, isDue: () => boolean): CommitRequest {
    const config = this.#context.config()
    const isMutable = config.compare === 'deep'
    return {
      state: config.select === undefined ? state : config.select(state),
      reason,
      label,
      gap,
      savedAt: this.#context.surroundings.clock.now(),
      schemaVersion: config.schemaVersion,
      rules: EncodingRules.of(config),
      isMutable,
      attachments: config.attachments === 'store' ? this.#attachments : undefined,
      // A state that is changed in place must be read in one go: half of it could be of another moment.
      isDue: isMutable ? () => false : isDue,
    }
  }
}
