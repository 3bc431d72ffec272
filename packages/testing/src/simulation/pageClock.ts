import type { Clock } from '@autosave-kit/core'
import type { SeededRandom } from './SeededRandom.ts'
import type { SimulatedTime } from './SimulatedTime.ts'

interface ClockWorks {
  readonly time: SimulatedTime
  readonly random: SeededRandom
  /** Runs something later, unless the page is gone. */
  readonly timer: (run: () => void, delayMs: number, name: string) => () => void
}

export const NEXT_TASK = 'next task'

/** One page's clock. */
export function pageClock({ time, random, timer }: ClockWorks): Clock {
  let busyMs = 0
  return {
    now: () => time.now,
    // Work takes time: whoever looks at the clock twice finds that some has passed.
    elapsed: () => time.elapsed + (busyMs += random.next() * 2),
    setTimer: (run, delayMs) => timer(run, delayMs + random.span(8), 'timer'),
    yieldTask: (run) => void timer(run, random.span(20), NEXT_TASK),
    whenIdle: (run, timeoutMs) => timer(run, random.next() * timeoutMs, 'idle'),
  }
}
