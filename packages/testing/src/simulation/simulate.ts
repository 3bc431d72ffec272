import type { PlacesSabotage } from './Sabotage.ts'
import { Simulation } from './Simulation.ts'
import { SeededRandom } from './SeededRandom.ts'
import { SingleWriterWorld, type WriterSabotage } from './SingleWriterWorld.ts'

/** @public */
export interface SimulationOptions {
  /** Puts a fault of the engine in its way on purpose, to see whether the world notices. */
  readonly sabotage?: PlacesSabotage
  /** Only the one of a seed's worlds in which pages can go on in localStorage and in memory, and places fail for long. */
  readonly isInPlaces?: boolean
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

/** In so many there is besides a world whose pages can go on in localStorage and in memory, and whose places fail for long. */
const PLACES_WORLDS = 0.25

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
  const runs = runsOf(seed, options, tell)
  let failure: unknown
  try {
    for (const { world, darkness } of runs) await world.run(20 + new SeededRandom(seed, 'length').below(60), darkness)
    const hasWriters = isWhole(options) && new SeededRandom(seed, 'writer share').chance(WRITER_WORLDS)
    if (hasWriters) failure = await simulateSingleWriter(seed, undefined, tell)
  } catch (error) {
    failure = error
  }
  const worlds = runs.map(({ world }) => world)
  return {
    seed,
    failure,
    lastEvents,
    stepCount: sum(worlds.map(({ stepCount }) => stepCount)),
    pageCount: sum(worlds.map(({ pages }) => pages.length)),
    crashCount: sum(worlds.map(({ crashCount }) => crashCount)),
    faults: addUp(worlds.map(({ faults }) => faults.counts)),
  }
}

interface Run {
  readonly world: Simulation
  /** Of its power cuts. */
  readonly darkness?: SeededRandom
}

/** What breaks a law on purpose is looked for in one kind of world. */
function isWhole({ sabotage, isInPlaces = false }: SimulationOptions): boolean {
  return sabotage === undefined && !isInPlaces
}

function runsOf(seed: number, options: SimulationOptions, tell: (line: string) => void): readonly Run[] {
  const { sabotage = {}, isInPlaces = false } = options
  const plain = { seed, tell, sabotage, places: undefined }
  const runs: Run[] = isInPlaces ? [] : [{ world: new Simulation(plain) }]
  const darkness = new SeededRandom(seed, 'power cuts')
  if (!isInPlaces && darkness.chance(DARK_WORLDS)) runs.push({ world: new Simulation(plain), darkness })
  const isFailing = isInPlaces || (isWhole(options) && new SeededRandom(seed, 'places').chance(PLACES_WORLDS))
  if (isFailing) runs.push({ world: new Simulation({ ...plain, places: sabotage }) })
  return runs
}

function addUp(all: readonly ReadonlyMap<string, number>[]): Record<string, number> {
  const total: Record<string, number> = {}
  for (const [name, count] of all.flatMap((counts) => [...counts])) total[name] = (total[name] ?? 0) + count
  return total
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
