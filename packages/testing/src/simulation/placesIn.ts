import { type SegmentRow, WatchedStorage } from '@autosave-kit/core'
import { SESSION_ID } from './Book.ts'
import type { ChainWorld } from './chainOf.ts'
import { LocalStore } from './LocalStore.ts'
import { Outages } from './Outages.ts'
import { PlacesOracle } from './PlacesOracle.ts'
import type { PlacesSabotage } from './Sabotage.ts'
import type { SeededRandom } from './SeededRandom.ts'
import type { SimulatedPage } from './SimulatedPage.ts'
import type { StrickenWorld } from './StrickenWorld.ts'
import type { ChainWitness } from './WitnessedChain.ts'

/** What there is besides in a world whose pages can go on in a smaller place. */
export interface PlacesInWorld extends ChainWorld {
  readonly oracle: PlacesOracle
  readonly outages: Outages
  witnessOf(page: SimulatedPage): ChainWitness
}

export function placesIn(
  world: StrickenWorld,
  stream: (name: string) => SeededRandom,
  sabotage: PlacesSabotage,
): PlacesInWorld {
  const local = new LocalStore()
  sabotage.local?.(local)
  const oracle = new PlacesOracle({ medium: world.medium, local, copies: world.copies, sessionId: SESSION_ID })
  const witnessOf = (page: SimulatedPage): ChainWitness => ({
    onAppend: (rows) => {
      const hear = heard(world, () => oracle.onAppend(page, rows))
      return (durability) => {
        world.say(`${page.tabId}:   ${described(rows)} is in ${durability}`)
        hear?.(durability)
      }
    },
    onRead: (sessionId) => oracle.onRead(page, sessionId),
  })
  const watched: ChainWorld['watched'] = sabotage.watched ?? ((database, clock) => new WatchedStorage(database, clock))
  const talk = stream('last words')
  const hasLastWords = talk.chance(0.6)
  const isCutOff = hasLastWords && talk.chance(0.5)
  const outages = new Outages({ world, local, random: stream('outages') })
  return { local, hasLastWords, isCutOff, watched, oracle, outages, witnessOf }
}

function described([row]: readonly SegmentRow[]): string {
  return `${row?.revision} on ${row?.base}`
}

/** To the engine a broken law would be one more failed append. */
function heard<TResult>(world: StrickenWorld, run: () => TResult): TResult | undefined {
  try {
    return run()
  } catch (violation) {
    world.report(violation)
    return undefined
  }
}
