import {
  type Alignment,
  AutoSaveError,
  type CopyEntry,
  type LifeboatMedium,
  type SessionContent,
  type Stock,
} from '@autosave-kit/core'
import type { LifeboatCopies } from './LifeboatCopies.ts'
import type { DiskWorld } from './OperationQueue.ts'

interface Pending {
  readonly isWrite: boolean
  readonly run: () => unknown
  readonly cancel: () => void
}

type Trouble = 'failure' | 'torn write' | 'hang' | 'slow'

const TROUBLES: Readonly<Record<Trouble, number>> = { failure: 3, 'torn write': 2, hang: 1, slow: 2 }

/** One page's worker, as the engine sees it: late, failing, torn and silent as its seed says. */
export class LifeboatConnection implements LifeboatMedium {
  /** Something of it went wrong since this was last set. */
  hasFailed = false
  readonly #world: DiskWorld & { readonly copies: LifeboatCopies }
  readonly #page: { readonly tabId: string; task(run: () => void): void }
  readonly #pending = new Set<Pending>()
  /** As it was aligned: the copy may have been cleared since. */
  readonly #alignedAt = new Map<string, number>()
  /** One question after the other: behind one that is never answered none is. */
  #isWorkerStuck = false
  #freeAt = 0
  #isGone = false

  constructor(
    world: DiskWorld & { readonly copies: LifeboatCopies },
    page: { readonly tabId: string; task(run: () => void): void },
  ) {
    this.#world = world
    this.#page = page
  }

  position(sessionId: string): Promise<number> {
    return this.#submit('asks', () => this.#world.copies.of(sessionId).position)
  }

  read(sessionId: string): Promise<SessionContent> {
    return this.#submit('reads', () => structuredClone(this.#world.copies.of(sessionId).content))
  }

  sessions(): Promise<readonly string[]> {
    return this.#submit('lists', () => this.#world.copies.sessionIds)
  }

  async align(sessionId: string, stock: Stock): Promise<Alignment> {
    const { rows, position, isComplete } = stock
    return await this.#submit(
      'aligns',
      () => {
        this.#alignedAt.set(sessionId, this.#world.copies.clearCount)
        return this.#world.copies.of(sessionId).align({ rows, position, isComplete })
      },
      sessionId,
    )
  }

  async write(sessionId: string, entries: readonly CopyEntry[]): Promise<void> {
    const copied = structuredClone(entries)
    await this.#submit(
      'writes',
      (count = copied.length) => {
        if (this.#alignedAt.get(sessionId) !== this.#world.copies.clearCount) throw failure()
        for (const entry of copied.slice(0, count)) this.#world.copies.of(sessionId).apply(entry)
      },
      sessionId,
    )
  }

  /** The next question goes to a new worker. */
  close(): void {
    this.#alignedAt.clear()
    this.#isWorkerStuck = false
  }

  /** The page is gone: its worker writes what it has got round to. */
  end(): void {
    this.#isGone = true
    for (const { cancel } of this.#pending) cancel()
    for (const { isWrite, run } of this.#pending) {
      if (!isWrite || this.#world.random.chance(0.5)) break
      run()
    }
    this.#pending.clear()
  }

  #troubleOf(doing: string): Trouble | undefined {
    const { random, faults } = this.#world
    if (faults.copyOutage === 'silent') return 'hang'
    if (faults.copyOutage === 'full') return doing === 'writes' || doing === 'aligns' ? 'failure' : undefined
    return random.next() * 200 < faults.percent ? random.weighted(TROUBLES) : undefined
  }

  /** `sessionId`: of the worker's own questions. What else there is to ask the page finds out by itself. */
  #submit<TResult>(doing: string, run: (count?: number) => TResult, sessionId?: string): Promise<TResult> {
    const { time, random, faults } = this.#world
    const trouble = this.#troubleOf(doing)
    if (trouble !== undefined) {
      this.hasFailed = true
      faults.count(`second copy: ${trouble}`)
    }
    const isWorkers = sessionId !== undefined
    this.#isWorkerStuck ||= isWorkers && trouble === 'hang'
    return new Promise((resolve, reject) => {
      if (this.#isGone || trouble === 'hang') return
      this.#freeAt = Math.max(this.#freeAt, time.elapsed) + random.span(trouble === 'slow' ? 20_000 : 30)
      // Waiting behind what is slow is as bad as being slow.
      this.hasFailed ||= this.#freeAt - time.elapsed > 200
      if (isWorkers && this.#isWorkerStuck) return
      const act = (): void => {
        this.#pending.delete(pending)
        // Nobody knows what is in the files now: they are opened anew by the next alignment.
        if (isWorkers && trouble !== undefined && trouble !== 'slow') this.#alignedAt.delete(sessionId)
        const answer = attempt(() => (trouble === undefined || trouble === 'slow' ? run() : fail(run, trouble)))
        this.#page.task(() => ('error' in answer ? reject(answer.error) : resolve(answer.value)))
      }
      const cancel = time.schedule(this.#freeAt - time.elapsed, `${this.#page.tabId}: second copy ${doing}`, act)
      const pending = { isWrite: doing === 'writes', run: () => attempt(run), cancel }
      this.#pending.add(pending)
    })
  }
}

function attempt<TResult>(run: () => TResult): { readonly value: TResult } | { readonly error: Error } {
  try {
    return { value: run() }
  } catch (error) {
    return { error: error instanceof Error ? error : failure() }
  }
}

/** Torn: the first of the entries are written, and nobody is told. */
function fail(run: (count?: number) => unknown, trouble: Trouble): never {
  if (trouble === 'torn write') run(1)
  throw failure()
}

function failure(): AutoSaveError {
  return new AutoSaveError('LIFEBOAT_FAILED', {
    what: 'The second copy of this world failed.',
    why: 'Its seed says so.',
    fix: 'Nothing is to be done.',
  })
}
