/**
 * The engine's only source of time. Tests put a clock of their own in its place, so no test ever sleeps.
 */
export interface Clock {
  /** Milliseconds since 1970. For people to read; order never comes from it, since it can jump. */
  now(): number
  /** Runs `run` once, `delayMs` from now, unless the returned function is called first. */
  setTimer(run: () => void, delayMs: number): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  setTimer(run, delayMs) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
}
