import { createPurgeMark } from '../environment/purgeMark.ts'
import { removeItems } from '../environment/removeItems.ts'
import type { AutoSaveError } from '../errors/AutoSaveError.ts'
import type { Clock } from '../schedule/Clock.ts'
import { NativeConnection } from '../storage/dexie/NativeConnection.ts'
import { countPurges, purgeDatabase } from '../storage/dexie/purgeMarks.ts'
import { removeCopies } from '../storage/lifeboat/removeCopies.ts'
import { storageError, storageFailure } from '../storage/storageError.ts'
import { createTabChannel } from '../tabs/TabChannel.ts'

/** What became of a purge. @public */
export interface PurgeReport {
  /**
   * `false`: a page that does not answer (it is frozen) keeps a file of the second copy open, which no browser lets anybody remove. Nobody
   * reads it any more, and it goes when the scope is opened next.
   */
  readonly isComplete: boolean
}

interface Purge {
  /** What all names of the scope begin with. */
  readonly name: string
  readonly clock: Clock
  /** It is on its way: what this page holds of the scope is to be let go of. */
  readonly onBegun: () => void
}

/** Longest wait for a database that does not answer, in ms. */
const ANSWER_MS = 10_000

/**
 * Deletes everything of a scope from this browser, and ends its life there: what pages that are open hold of it is stored no more.
 *
 * What it begins with says that it has begun: when it does not come to its end, the next page that opens the scope ends it.
 */
export async function purgeScope({ name, clock, onBegun }: Purge): Promise<PurgeReport> {
  const mark = createPurgeMark(name)
  const connection = await open(name, clock).catch((cause: unknown) => storageError(cause, 'open'))
  if (connection instanceof NativeConnection && connection.isNewer) {
    connection.close()
    throw storageFailure('DATABASE_NEWER')
  }
  const isOpen = connection instanceof NativeConnection
  const found = isOpen
    ? await inTime(countPurges(connection), clock).catch((cause: unknown) => storageError(cause, 'read'))
    : 0
  const count = Math.max(mark.get(), typeof found === 'number' ? found : 0) + 1
  mark.put(count)
  onBegun()
  tellPages(name, count)
  removeItems(name)
  const failure = isOpen ? await empty(connection, count, clock) : connection
  const isComplete = await removeCopies(name, count, clock)
  if (failure !== undefined) throw failure
  // What was emptied may be what an earlier purge had left: this one may have passed for one that is over.
  if (typeof found !== 'number') throw found
  return { isComplete }
}

function open(name: string, clock: Clock): Promise<NativeConnection | undefined> {
  return inTime(
    NativeConnection.open({ name, version: undefined }, () => undefined),
    clock,
  )
}

/** Resolves with what went wrong. Where a page that has come since has ended it already, nothing is left to be done. */
async function empty(connection: NativeConnection, count: number, clock: Clock): Promise<AutoSaveError | undefined> {
  try {
    await inTime(
      purgeDatabase(connection, (before) => (before < count ? count : undefined)),
      clock,
    )
    return undefined
  } catch (cause) {
    return storageError(cause, 'write')
  } finally {
    connection.close()
  }
}

function tellPages(name: string, count: number): void {
  const channel = createTabChannel(`${name}:tabs`)
  channel.post({ kind: 'purged', sessionId: '', tabId: '', revision: count })
  channel.release()
}

function inTime<TResult>(answer: Promise<TResult>, clock: Clock): Promise<TResult> {
  return new Promise((resolve, reject) => {
    const cancel = clock.setTimer(() => reject(storageFailure('STORAGE_TIMEOUT')), ANSWER_MS)
    answer.then(resolve, reject).finally(cancel)
  })
}
