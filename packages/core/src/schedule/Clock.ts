/**
 * The engine's only source of time and of turns. Tests put a clock of their own in its place, so no test ever sleeps.
 */
export interface Clock {
  /** Milliseconds since 1970. For people to read; order never comes from it, since it can jump. */
  now(): number
  /** Milliseconds since some moment in the past; never goes back. For measuring how long something took. */
  elapsed(): number
  /** Runs `run` once, `delayMs` from now, unless the returned function is called first. */
  setTimer(run: () => void, delayMs: number): () => void
  /** Runs `run` in a task of its own, as soon as the page has taken what waits for it (input, paint). */
  yieldTask(run: () => void): void
  /** Runs `run` when the page has nothing better to do, at the latest after `timeoutMs`, unless called off first. */
  whenIdle(run: () => void, timeoutMs: number): () => void
}

interface TaskScheduler {
  postTask(run: () => void, options: { readonly priority: 'user-visible' }): Promise<unknown>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  setTimer(run, delayMs) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  yieldTask(run) {
    const scheduler: TaskScheduler | undefined = Reflect.get(globalThis, 'scheduler')
    if (scheduler === undefined) return postMessageTask(run)
    // A posted task that throws rejects its promise; an error must surface like any other task's.
    scheduler.postTask(run, { priority: 'user-visible' }).catch(reportError)
  },
  whenIdle(run, timeoutMs) {
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(run, Math.min(timeoutMs, FALLBACK_IDLE_MS))
      return () => clearTimeout(timer)
    }
    const handle = requestIdleCallback(run, { timeout: timeoutMs })
    return () => cancelIdleCallback(handle)
  },
}

/** Safari has no idle callbacks (PLATFORM.md 7): some time later is the next best moment. */
const FALLBACK_IDLE_MS = 200

/** Safari has no `scheduler` (PLATFORM.md 7). A message is a task without the delay that nested timers get. */
function postMessageTask(run: () => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    run()
  }
  port2.postMessage(undefined)
}
