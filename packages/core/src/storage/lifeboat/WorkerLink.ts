import type { Clock } from '../../schedule/Clock.ts'
import type { Alignment } from './CopyEntry.ts'
import type { LifeboatAnswer, LifeboatRequest } from './LifeboatServer.ts'
import { lifeboatError } from './lifeboatError.ts'

type Unnumbered<TRequest> = TRequest extends LifeboatRequest ? Omit<TRequest, 'id'> : never

interface Asked {
  readonly message: LifeboatRequest
  resolve(value: Alignment | undefined): void
  reject(error: unknown): void
}

/** Longest a worker may take to close its files, in ms. */
const CLOSE_MS = 5_000

/**
 * Asks a worker, and hears its answers. The worker is made with the first question, and has no life while the page is in the
 * back/forward cache: Chromium 156 crashes pages of a site that has several cached pages with such workers
 * (`pnpm test:leave --way navigate` shows it after some ten rounds).
 */
export class WorkerLink {
  readonly #createWorker: () => Worker
  readonly #clock: Clock
  readonly #asked = new Map<number, Asked>()
  #worker: Worker | undefined
  #count = 0
  #hasAnswered = false
  #isSuspended = false
  /** Why there is no worker to be had in this page. */
  #refusal: Error | undefined

  constructor(createWorker: () => Worker, clock: Clock) {
    this.#createWorker = createWorker
    this.#clock = clock
  }

  ask(request: Unnumbered<LifeboatRequest>): Promise<Alignment | undefined> {
    if (this.#refusal !== undefined) return Promise.reject(this.#refusal)
    this.#count += 1
    const id = this.#count
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { message: { ...request, id }, resolve, reject })
      if (!this.#isSuspended) this.#post(id)
    })
  }

  /** The page is being left: the worker ends. What it was asked is asked again should the page come back. */
  suspend(): void {
    this.#isSuspended = true
    this.#worker?.terminate()
    this.#worker = undefined
  }

  /** Writing something twice does no harm: a frame says where it belongs. */
  resume(): void {
    if (!this.#isSuspended) return
    this.#isSuspended = false
    for (const id of this.#asked.keys()) this.#post(id)
  }

  /** For good, and at once: what was asked is not done any more. */
  abandon(): void {
    this.#refusal = lifeboatError('LIFEBOAT_UNAVAILABLE', 'what it held was deleted')
    this.suspend()
    for (const asked of this.#asked.values()) asked.reject(this.#refusal)
    this.#asked.clear()
  }

  /** Takes what was asked before, and ends. */
  close(): void {
    const worker = this.#worker
    if (worker === undefined) return
    const cancel = this.#clock.setTimer(() => worker.terminate(), CLOSE_MS)
    const end = (): void => {
      cancel()
      worker.terminate()
    }
    void this.ask({ type: 'close', path: [] }).then(end, end)
    this.#worker = undefined
  }

  #post(id: number): void {
    const asked = this.#asked.get(id)
    if (asked === undefined) return
    try {
      this.#worker ??= this.#start()
      this.#worker.postMessage(asked.message)
    } catch (cause) {
      this.#asked.delete(id)
      if (this.#worker === undefined) this.#refusal = lifeboatError('LIFEBOAT_UNAVAILABLE', cause)
      asked.reject(this.#refusal ?? lifeboatError('LIFEBOAT_FAILED', cause))
    }
  }

  #start(): Worker {
    const worker = this.#createWorker()
    worker.addEventListener('message', ({ data }: MessageEvent<LifeboatAnswer>) => this.#hear(data))
    // A script that is blocked, or does not run, says little more than that.
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      this.#fail(worker, event.message || 'the worker’s script was blocked or could not be run')
    })
    return worker
  }

  #hear(answer: LifeboatAnswer): void {
    this.#hasAnswered = true
    const asked = this.#asked.get(answer.id)
    this.#asked.delete(answer.id)
    if ('error' in answer) asked?.reject(lifeboatError('LIFEBOAT_FAILED', answer.error))
    else asked?.resolve(answer.value)
  }

  /** One that has worked before may work again. */
  #fail(worker: Worker, reason: string): void {
    worker.terminate()
    if (this.#worker === worker) this.#worker = undefined
    const error = lifeboatError(this.#hasAnswered ? 'LIFEBOAT_FAILED' : 'LIFEBOAT_UNAVAILABLE', reason)
    if (!this.#hasAnswered) this.#refusal = error
    for (const asked of this.#asked.values()) asked.reject(error)
    this.#asked.clear()
  }
}
