import type { LargeState } from '../page/largeStates.ts'
import { BenchBrowser } from './BenchBrowser.ts'
import type { BenchCall } from './BenchPage.ts'
import { median } from './median.ts'

/** What a keystroke waits for in the kit, in a state of a size, and what the kit keeps in memory beside the state. */
export interface KeystrokeFigures {
  readonly state: LargeState
  /** Microseconds of one `scheduleSave`. */
  readonly medianUs: number
  readonly p99Us: number
  /** Bytes allocated by one `scheduleSave`. */
  readonly allocated: number
  /** Bytes of the state alone. */
  readonly stateBytes: number
  /** Bytes beyond the state's when a first save has just landed, once the second copy has it too, and once a reload has restored it. */
  readonly justSavedBytes: number
  readonly savedBytes: number
  readonly restoredBytes: number
}

const states: readonly LargeState[] = ['note', 'novel', 'audio']

const TASKS = 400
const COUNTED_CALLS = 500
const COUNTED_ROUNDS = 3

export async function measureKeystroke(url: string, runs: number): Promise<KeystrokeFigures[]> {
  const figures: KeystrokeFigures[] = []
  for (const state of states) {
    const taken: KeystrokeFigures[] = []
    for (let run = 0; run < runs; run += 1) taken.push(await measureOnce(url, state))
    const of = (key: Exclude<keyof KeystrokeFigures, 'state'>): number => median(taken.map((one) => one[key]))
    figures.push({
      state,
      medianUs: of('medianUs'),
      p99Us: of('p99Us'),
      allocated: of('allocated'),
      stateBytes: of('stateBytes'),
      justSavedBytes: of('justSavedBytes'),
      savedBytes: of('savedBytes'),
      restoredBytes: of('restoredBytes'),
    })
  }
  return figures
}

async function measureOnce(url: string, state: LargeState): Promise<KeystrokeFigures> {
  const browser = await BenchBrowser.launch(url)
  try {
    const nothing = await heapOf(browser)
    const stateBytes = (await heapOf(browser, { name: 'holdState', parameters: [state] })) - nothing
    const justSavedBytes =
      (await heapOf(browser, { name: 'holdJustSaved', parameters: [state] })) - nothing - stateBytes
    const savedBytes = (await heapOf(browser, { name: 'holdSaved', parameters: [state] })) - nothing - stateBytes
    const restoredBytes = (await heapOf(browser, { name: 'holdRestored', parameters: [] })) - nothing - stateBytes
    return { state, stateBytes, justSavedBytes, savedBytes, restoredBytes, ...(await handOverFigures(browser, state)) }
  } finally {
    await browser.close()
  }
}

async function heapOf(browser: BenchBrowser, call?: BenchCall): Promise<number> {
  const page = await browser.open()
  if (call !== undefined) await page.call(call)
  const bytes = await page.heapBytes({ isCollected: true })
  await page.close()
  return bytes
}

async function handOverFigures(
  browser: BenchBrowser,
  state: LargeState,
): Promise<Pick<KeystrokeFigures, 'medianUs' | 'p99Us' | 'allocated'>> {
  const page = await browser.open()
  await page.call({ name: 'prepareHandOver', parameters: [state] })
  const times = await page.call<number[]>({ name: 'timeHandOver', parameters: [TASKS] })
  const allocated: number[] = []
  for (let round = 0; round < COUNTED_ROUNDS; round += 1) {
    const before = await page.heapBytes({ isCollected: true })
    await page.call({ name: 'handOver', parameters: [COUNTED_CALLS] })
    allocated.push((await page.heapBytes({ isCollected: false })) - before)
  }
  await page.close()
  const sorted = times.toSorted((one, other) => one - other)
  return {
    medianUs: median(times),
    p99Us: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
    // A collection in the middle of a round hides what the round allocated.
    allocated: Math.max(...allocated) / COUNTED_CALLS,
  }
}
