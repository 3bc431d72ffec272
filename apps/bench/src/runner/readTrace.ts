import type { CDPSession } from 'playwright'

/** What the main thread did between two marks. */
export interface Timing {
  readonly name: string
  /** Processor time of the main thread, ms. */
  readonly cpuMs: number
  /** The longest of its tasks, ms of processor time: what a key press may have to wait for. */
  readonly longestMs: number
  /** Ms from the first mark to the last. */
  readonly totalMs: number
}

/** The parts of a trace event that are used; times in microseconds. */
interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  /** Processor time: what a busy machine gives to others is not in it. */
  readonly tdur?: number
}

const categories = ['blink.user_timing', 'disabled-by-default-devtools.timeline', 'toplevel']

/** Runs while Chromium notes each of its tasks, and reads what fell between the page's marks, in their order. */
export async function readTrace(session: CDPSession, run: () => Promise<void>): Promise<Timing[]> {
  const events: TraceEvent[] = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: categories },
  })
  await run()
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  return timingsOf(events)
}

function timingsOf(events: readonly TraceEvent[]): Timing[] {
  const marks = events.filter(({ name }) => name.startsWith('bench:')).sort((one, other) => one.ts - other.ts)
  const tasks = events.filter(({ name }) => name === 'RunTask').sort((one, other) => one.ts - other.ts)
  return marks.flatMap((start) => {
    const name = start.name.slice('bench:start:'.length)
    const end = marks.find((mark) => mark.ts >= start.ts && mark.name === `bench:end:${name}`)
    return start.name.startsWith('bench:start:') && end !== undefined ? [timingOf(name, { start, end, tasks })] : []
  })
}

interface Stretch {
  readonly start: TraceEvent
  readonly end: TraceEvent
  readonly tasks: readonly TraceEvent[]
}

function timingOf(name: string, { start, end, tasks }: Stretch): Timing {
  const cpu = tasks
    .filter(({ pid, tid, ts, dur = 0 }) => {
      return pid === start.pid && tid === start.tid && ts <= end.ts && ts + dur >= start.ts
    })
    // Chromium leaves the processor time of some tasks of two or three microseconds out: they took no longer than they lasted.
    .map(({ dur = 0, tdur = dur }) => tdur / 1_000)
  const cpuMs = cpu.reduce((sum, ms) => sum + ms, 0)
  return { name, cpuMs, longestMs: Math.max(...cpu), totalMs: (end.ts - start.ts) / 1_000 }
}
