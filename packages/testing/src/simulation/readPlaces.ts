import {
  AutoSaveManager,
  FallbackChain,
  LastWordsStorage,
  type SegmentStorage,
  WebLastWords,
  WebStorage,
} from '@autosave-kit/core'
import { ManualClock } from '../world/ManualClock.ts'
import type { LifeboatCopies } from './LifeboatCopies.ts'
import { KIT_PREFIX, type LocalStore } from './LocalStore.ts'
import { marksInRow } from './marksIn.ts'
import { Medium } from './Medium.ts'
import { readingSurroundings } from './readingSurroundings.ts'
import { readStored } from './readStored.ts'

/** Where a session may be in a world whose pages can go on elsewhere. */
export interface Places {
  readonly medium: Medium
  readonly local: LocalStore
  readonly copies: LifeboatCopies
  readonly sessionId: string
}

/** What somebody finds who opens the session now, and whom everything answers. */
export interface PlacesFound {
  /** In the database alone. */
  readonly disk: unknown
  /** In the database, with what can follow from localStorage. */
  readonly all: unknown
  /** Edits that are kept beside the session: in quarantine, or in a fork. */
  readonly aside: ReadonlySet<string>
  /** In last moments, some of which other tabs were ahead of: those wait in the log to be put together with the rest. */
  readonly lastMoments: ReadonlySet<string>
}

/** Reads copies of the places, so that nothing moves. */
export async function readPlaces({ medium, local, sessionId }: Places): Promise<PlacesFound> {
  const { state: disk } = await readStored(medium, sessionId)
  const isOnlyThere = await isEmptyOf(local, sessionId)
  const [mediumCopy, localCopy] = [medium.copy(), local.copy()]
  const all = isOnlyThere ? disk : await unite({ mediumCopy, localCopy, sessionId })
  const leaving = medium.rows(sessionId).filter(({ reason }) => reason === 'leave')
  const lastMoments = new Set(leaving.flatMap(marksInRow))
  return { disk, all, lastMoments, aside: await asideIn({ mediumCopy, localCopy, sessionId }) }
}

/** What the second copy gives back, read by somebody who has nothing else. */
export async function stateInCopy(copies: LifeboatCopies, sessionId: string): Promise<unknown> {
  const medium = new Medium()
  for (const row of copies.of(sessionId).content.rows) medium.put(row)
  return (await readStored(medium, sessionId)).state
}

/** Whether localStorage holds nothing of a session. */
export async function isEmptyOf(local: LocalStore, sessionId: string): Promise<boolean> {
  const rows = await new WebStorage({ access: () => local.storage }).read(sessionId)
  return rows.length === 0 && wordsIn(local).read(sessionId).length === 0
}

function wordsIn(local: LocalStore): WebLastWords {
  return new WebLastWords(KIT_PREFIX, () => local.storage)
}

interface Copied {
  readonly mediumCopy: Medium
  readonly localCopy: LocalStore
  readonly sessionId: string
}

async function unite({ mediumCopy, localCopy, sessionId }: Copied): Promise<unknown> {
  const surroundings = readingSurroundings(mediumCopy)
  const database: SegmentStorage = {
    ...surroundings.storage,
    async append(rows) {
      mediumCopy.add(rows)
      return 'disk'
    },
    retire: async (retirement) => mediumCopy.retire(retirement),
    putSession: async (row) => mediumCopy.putSession(row),
  }
  const [words, clock, isAlive] = [wordsIn(localCopy), new ManualClock(), async () => false]
  const storage = new FallbackChain({
    places: [
      { storage: new LastWordsStorage(database, { words, clock, isAlive }), durability: 'disk' },
      { storage: new WebStorage({ access: () => localCopy.storage }), durability: 'fallback' },
    ],
    clock,
    random: () => 0,
    isAlive,
  })
  await storage.recall(sessionId)
  const manager = new AutoSaveManager(sessionId, {}, { ...surroundings, storage })
  const { state } = await manager.restore()
  await manager.dispose()
  return state
}

async function asideIn({ mediumCopy, localCopy, sessionId }: Copied): Promise<ReadonlySet<string>> {
  const local = new WebStorage({ access: () => localCopy.storage })
  const forkIds = [...mediumCopy.storedIds, ...(await local.listStored())].filter((id) => id !== sessionId)
  const forked = forkIds.map(async (id) => [...mediumCopy.rows(id), ...(await local.read(id))])
  const rows = [
    ...mediumCopy.allQuarantined.map(({ row }) => row),
    ...(await local.listQuarantine(sessionId)).map(({ row }) => row),
    ...(await Promise.all(forked)).flat(),
  ]
  return new Set(rows.flatMap(marksInRow))
}
