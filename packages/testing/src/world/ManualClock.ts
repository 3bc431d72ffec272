import type { Clock } from '@autosave-kit/core'

/** A clock that stands still until a test moves it. @public */
export class ManualClock implements Clock {
  #now = 1_700_000_000_000
  #elapsed = 0
  #timers = new Set<{ readonly dueAt: number; run(): void }>()

  now(): number {
    return this.#now
  }

  elapsed(): number {
    return this.#elapsed
  }

  yieldTask(run: () => void): void {
    void Promise.resolve().then(run)
  }

  whenIdle(run: () => void, timeoutMs: number): () => void {
    return this.setTimer(run, timeoutMs)
  }

  setTimer(run: () => void, delayMs: number): () => void {
    const timer = { dueAt: this.#now + delayMs, run }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  get timerCount(): number {
    return this.#timers.size
  }

  /** Lets time pass: each timer runs at its moment, and the promises it settled before the next one. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms
    for (;;) {
      const next = [...this.#timers].filter(({ dueAt }) => dueAt <= end).toSorted((a, b) => a.dueAt - b.dueAt)[0]
      if (next === undefined) break
      this.#timers.delete(next)
      const passedMs = Math.max(0, next.dueAt - this.#now)
      this.#elapsed += passedMs
      this.#now += passedMs
      next.run()
      await settle()
    }
    this.#elapsed += Math.max(0, end - this.#now)
    this.#now = end
    await settle()
  }

  /** The wall clock is set, as a person or a time server does; timers do not notice. */
  jump(ms: number): void {
    this.#now += ms
  }
}

/** Lets every promise that can settle do so: none of the tests' world waits for anything but the manual clock. @public */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}
