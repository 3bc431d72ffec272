import { SeededRandom } from '../SeededRandom.ts'
import type { SimulationResult } from '../simulate.ts'
import { loadParts } from './loadParts.ts'
import { type EndingsSabotage, EndingsWorld } from './EndingsWorld.ts'

const TRACE_LENGTH = 60

/** @public */
export interface EndingsOptions {
  /** Puts a fault of the engine in its way on purpose, to see whether the world notices. */
  readonly sabotage?: EndingsSabotage
  /** Hears of every event, as a line. */
  readonly onEvent?: ((line: string) => void) | undefined
}

/**
 * Lets people end sessions in several pages, as `seed` says, and holds every step against what is promised of it. The same seed is the
 * same run.
 *
 * @public
 */
export async function simulateEndings(seed: number, options: EndingsOptions = {}): Promise<SimulationResult> {
  const { sabotage = (surroundings) => surroundings, onEvent } = options
  await loadParts()
  const lastEvents: string[] = []
  const world = new EndingsWorld(seed, sabotage, (line) => {
    lastEvents.push(line)
    if (lastEvents.length > TRACE_LENGTH) lastEvents.shift()
    onEvent?.(line)
  })
  let failure: unknown
  try {
    await world.run(30 + new SeededRandom(seed, 'endings length').below(60))
  } catch (error) {
    failure = error
  }
  const { stepCount, pages, counts, faults } = world
  const happened = Object.fromEntries([...faults.counts, ...counts])
  return {
    seed,
    failure,
    lastEvents,
    stepCount,
    pageCount: pages.length,
    crashCount: counts.get('crash') ?? 0,
    faults: happened,
  }
}
