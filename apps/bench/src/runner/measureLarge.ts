import type { LargeState } from '../page/largeStates.ts'
import type { Bench } from '../page/main.ts'
import { BenchBrowser } from './BenchBrowser.ts'
import { median } from './median.ts'
import type { Timing } from './readTrace.ts'

/** A first save, or a restore, by the kit and as one text in one row: the same state, in turns. */
export interface LargeFigures {
  readonly state: LargeState
  readonly step: 'first save' | 'restore'
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
  for (const state of states) figures.push(...(await measureState(url, state, runs)))
  return figures
}

async function measureState(url: string, state: LargeState, runs: number): Promise<LargeFigures[]> {
  const taken = { kitSave: [], rowSave: [], kitRestore: [], rowRestore: [] } as Record<LargeStep, Timing[]>
  for (let run = 0; run < runs; run += 1) {
    const pairs = [['kitSave', 'kitRestore'] as const, ['rowSave', 'rowRestore'] as const]
    // Whoever always came second would have the warmer disk.
    for (const pair of run % 2 === 0 ? pairs : pairs.toReversed()) {
      const browser = await BenchBrowser.launch(url)
      try {
        for (const step of pair) taken[step].push(...(await browser.call({ name: step, parameters: [state] })).timings)
      } finally {
        await browser.close()
      }
    }
  }
  return [
    { state, step: 'first save', kit: mediansOf(taken.kitSave), row: mediansOf(taken.rowSave) },
    { state, step: 'restore', kit: mediansOf(taken.kitRestore), row: mediansOf(taken.rowRestore) },
  ]
}

type LargeStep = Extract<keyof Bench, `${'kit' | 'row'}${string}`>

function mediansOf(timings: readonly Timing[]): Medians {
  return {
    cpuMs: median(timings.map(({ cpuMs }) => cpuMs)),
    longestMs: median(timings.map(({ longestMs }) => longestMs)),
    totalMs: median(timings.map(({ totalMs }) => totalMs)),
  }
}
