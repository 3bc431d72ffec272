import type { Clock } from '../schedule/Clock.ts'

/** The time one commit takes: on the wall from its start, and of the main thread what its own tasks use. */
export class CommitStopwatch {
  readonly startedAt: number
  readonly #clock: Pick<Clock, 'elapsed'>
  #mainThreadMs = 0

  constructor(clock: Pick<Clock, 'elapsed'>) {
    this.#clock = clock
    this.startedAt = clock.elapsed()
  }

  get mainThreadMs(): number {
    return this.#mainThreadMs
  }

  /** Work of this commit in the task that runs now. */
  run<TResult>(work: () => TResult): TResult {
    const start = this.#clock.elapsed()
    try {
      return work()
    } finally {
      this.#mainThreadMs += this.#clock.elapsed() - start
    }
  }

  /** Work of this commit that somebody else has measured. */
  readonly add = (ms: number): void => {
    this.#mainThreadMs += ms
  }
}
