import type { GrowingShape } from '../page/growingStates.ts'
import type { Growth } from '../page/growthOf.ts'
import { BenchBrowser } from './BenchBrowser.ts'
import { median } from './median.ts'
import type { Timing } from './readTrace.ts'

/** One edit in a state of a size. */
export interface GrowthFigures {
  readonly shape: GrowingShape
  readonly size: number
  readonly rows: number
  readonly bytes: number
  /** Main-thread processor time of one edit until it is stored, ms; median. */
  readonly editMs: number
  /** A bare `put` of what the edit changed, with its JSON. */
  readonly putMs: number
  readonly putBytes: number
  /** Finding the change by `===`, and nothing else. */
  readonly scanMs: number
  readonly firstSaveMs: number
  /** The longest task of the first save. */
  readonly firstSliceMs: number
}

const shapes: readonly GrowingShape[] = ['entityArray', 'ruledArray', 'dictionary', 'shortTexts', 'longText', 'nested']
const sizes = [100, 1_000, 10_000, 100_000]

export async function measureGrowth(url: string, edits: number): Promise<GrowthFigures[]> {
  const figures: GrowthFigures[] = []
  for (const shape of shapes) for (const size of sizes) figures.push(await measureSize(url, { shape, size, edits }))
  return figures
}

interface GrowthRun {
  readonly shape: GrowingShape
  readonly size: number
  readonly edits: number
}

async function measureSize(url: string, { shape, size, edits }: GrowthRun): Promise<GrowthFigures> {
  const browser = await BenchBrowser.launch(url)
  try {
    const { result, timings } = await browser.call<Growth>({ name: 'growth', parameters: [shape, size, edits] })
    const cpuOf = (wanted: string): number => median(named(timings, wanted).map(({ cpuMs }) => cpuMs))
    const [first] = named(timings, 'first')
    return {
      shape,
      size,
      rows: result.edit.rows,
      bytes: result.edit.bytes,
      editMs: cpuOf('edit'),
      putMs: cpuOf('put'),
      putBytes: result.put.bytes,
      scanMs: result.scanMs,
      firstSaveMs: first?.cpuMs ?? Number.NaN,
      firstSliceMs: first?.longestMs ?? Number.NaN,
    }
  } finally {
    await browser.close()
  }
}

function named(timings: readonly Timing[], wanted: string): Timing[] {
  return timings.filter(({ name }) => name === wanted)
}
