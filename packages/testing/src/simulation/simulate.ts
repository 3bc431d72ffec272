import { FailingDatabaseWorld, type StorageSabotage } from './FailingDatabaseWorld.ts'
import type { Sabotage } from './Sabotage.ts'
import { Simulation } from './Simulation.ts'
import { SeededRandom } from './SeededRandom.ts'
import { SingleWriterWorld, type WriterSabotage } from './SingleWriterWorld.ts'

/** @public */
export interface SimulationOptions {
  /** Puts a fault of the engine in its way on purpose, to see whether the world notices. */
  readonly sabotage?: Sabotage
  /** Hears of every event, as a line. */
  readonly onEvent?: (line: string) => void
}

/** @public */
export interface SimulationResult {
  readonly seed: number
  /** What broke a law; `undefined` when all were kept. */
  readonly failure: unknown
  /** The last events before the end. */
  readonly lastEvents: readonly string[]
  readonly stepCount: number
  readonly pageCount: number
  readonly crashCount: number
  /** Injected faults by kind. */
  readonly faults: Readonly<Record<string, number>>
}

const TRACE_LENGTH = 40

/** In so many the same happens once more in a world where the power is cut now and then. */
const DARK_WORLDS = 0.2

/** In so many there is besides a session that one tab writes, and others take over. */
const WRITER_WORLDS = 0.25

/**
 * Lets a person write, pages come and go and disks fail, as `seed` says, around the real save engine, and holds every step
 * against the laws. The same seed is the same run.
 *
 * @public
 */
export async function simulate(seed: number, options: SimulationOptions = {}): Promise<SimulationResult> {
  const lastEvents: string[] = []
  const tell = (line: string): void => {
    lastEvents.push(line)
    if (lastEvents.length > TRACE_LENGTH) lastEvents.shift()
    options.onEvent?.(line)
  }
  const { sabotage = {} } = options
  const simulation = new Simulation(seed, sabotage, tell)
  const darkness = new SeededRandom(seed, 'power cuts')
  const dark = darkness.chance(DARK_WORLDS) ? new Simulation(seed, sabotage, tell) : undefined
  const failing = new FailingDatabaseWorld(seed, (storage) => storage, tell)
  let failure: unknown
  try {
    await simulation.run(20 + new SeededRandom(seed, 'length').below(60))
    await dark?.run(20 + new SeededRandom(seed, 'length').below(60), darkness)
    if (options.sabotage === undefined) await failing.run(10 + new SeededRandom(seed, 'failing length').below(30))
    const hasWriters = options.sabotage === undefined && new SeededRandom(seed, 'writer share').chance(WRITER_WORLDS)
    if (hasWriters) failure = await simulateSingleWriter(seed, undefined, tell)
  } catch (error) {
    failure = error
  }
  const worlds = dark === undefined ? [simulation] : [simulation, dark]
  const faults = new Map<string, number>()
  for (const [name, count] of worlds.flatMap((world) => [...world.faults.counts]))
    faults.set(name, (faults.get(name) ?? 0) + count)
  return {
    seed,
    failure,
    lastEvents,
    stepCount: sum([...worlds, failing].map(({ stepCount }) => stepCount)),
    pageCount: sum([...worlds, failing].map(({ pages }) => pages.length)),
    crashCount: sum(worlds.map(({ crashCount }) => crashCount)),
    faults: Object.fromEntries(faults),
  }
}

/**
 * Only the second half of a seed's world: a database that fails for long stretches. Resolves with what broke a law.
 *
 * @public
 */
export async function simulateFailingDatabase(seed: number, sabotage: StorageSabotage): Promise<unknown> {
  try {
    const world = new FailingDatabaseWorld(seed, sabotage, () => undefined)
    await world.run(10 + new SeededRandom(seed, 'failing length').below(30))
  } catch (error) {
    return error
  }
  return undefined
}

/**
 * Only the third part of a seed's world: one tab writes, and others take over from it. Resolves with what broke a law.
 *
 * @public
 */
export async function simulateSingleWriter(
  seed: number,
  sabotage: WriterSabotage = (surroundings) => surroundings,
  tell: (line: string) => void = () => undefined,
): Promise<unknown> {
  try {
    const world = new SingleWriterWorld(seed, sabotage, tell)
    await world.run(20 + new SeededRandom(seed, 'single writer length').below(40))
  } catch (error) {
    return error
  }
  return undefined
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
