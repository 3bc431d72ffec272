import type { LargeState } from '../page/largeStates.ts'
import type { Bench } from '../page/main.ts'
import { BenchBrowser } from './BenchBrowser.ts'
import { median } from './median.ts'
import type { Timing } from './readTrace.ts'

/** A first save, or a restore, by the kit and as one text in one row: the same state, in turns. */
export interface LargeFigures {
  readonly state: LargeState | 'nothing'
  readonly step: 'first save' | 'restore' | 'open'
  readonly kit: Medians
  readonly row: Medians
}

/** Medians, in ms. */
interface Medians {
  readonly cpuMs: number
  readonly longestMs: number
  readonly totalMs: number
}

const states: readonly LargeState[] = ['novel', 'curlyNovel', 'audio']

export async function measureLarge(url: string, runs: number): Promise<LargeFigures[]> {
  const figures: LargeFigures[] = []
  for (const state of states) {
    const steps = { 'first save': ['kitSave', 'rowSave'], restore: ['kitRestore', 'rowRestore'] } as const
    figures.push(...(await measureSteps(url, { state, steps, runs })))
  }
  const steps = { open: ['kitOpen', 'rowOpen'] } as const
  return [...figures, ...(await measureSteps(url, { state: 'nothing', steps, runs }))]
}

interface LargeRun {
  readonly state: LargeFigures['state']
  /** By the kit, and as one row; one step after the other in one profile. */
  readonly steps: Partial<Record<LargeFigures['step'], readonly [kit: LargeStep, row: LargeStep]>>
  readonly runs: number
}

async function measureSteps(url: string, { state, steps, runs }: LargeRun): Promise<LargeFigures[]> {
  const taken = new Map<LargeStep, Timing[]>()
  for (let run = 0; run < runs; run += 1) {
    // Whoever always came second would have the warmer disk.
    for (const side of run % 2 === 0 ? [0, 1] : [1, 0]) {
      const browser = await BenchBrowser.launch(url)
      try {
        for (const name of Object.values(steps).map((pair) => pair[side === 0 ? 0 : 1])) {
          const { timings } = await browser.call({ name, parameters: [state] })
          taken.set(name, [...(taken.get(name) ?? []), ...timings])
        }
      } finally {
        await browser.close()
      }
    }
  }
  const medians = (name: LargeStep): Medians => mediansOf(taken.get(name) ?? [])
  return Object.entries(steps).map(([step, [kit, row]]) => {
    return { state, step: step as LargeFigures['step'], kit: medians(kit), row: medians(row) }
  })
}

type LargeStep = Extract<keyof Bench, `${'kit' | 'row'}${string}`>

function mediansOf(timings: readonly Timing[]): Medians {
  return {
    cpuMs: median(timings.map(({ cpuMs }) => cpuMs)),
    longestMs: median(timings.map(({ longestMs }) => longestMs)),
    totalMs: median(timings.map(({ totalMs }) => totalMs)),
  }
}
