import { kitName } from '../config/kitName.ts'
import { createLeftMarks } from '../environment/leftMarks.ts'
import { createPageLifecycle } from '../environment/PageLifecycle.ts'
import { pagePath } from '../environment/pagePath.ts'
import { browserPerformanceMarks } from '../environment/performanceMarks.ts'
import { tellDeveloper } from '../environment/tellDeveloper.ts'
import { createTabMemory } from '../environment/tabMemory.ts'
import { createTabPresence } from '../environment/TabPresence.ts'
import { RollupBook } from '../metrics/RollupBook.ts'
import { systemClock } from '../schedule/Clock.ts'
import { Heartbeat } from '../tabs/Heartbeat.ts'
import { createTabChannel } from '../tabs/TabChannel.ts'
import { RollupTable } from '../storage/dexie/RollupTable.ts'
import { createStorage } from './createStorage.ts'
import type { PageSetup } from './PageSetup.ts'
import type { Surroundings } from './SessionContext.ts'

/** The browser itself. Opens and listens at once: to be made when a session is first used, not when code is loaded. */
export function createSurroundings(setup: PageSetup = {}): Surroundings {
  const lifecycle = createPageLifecycle()
  const name = kitName(setup.scope)
  const presence = createTabPresence(name)
  const { storage, database } = createStorage(presence, lifecycle, setup)
  const channel = createTabChannel(`${name}:tabs`)
  const heartbeat = new Heartbeat({ tabId: presence.tabId, store: database, clock: systemClock, path: pagePath })
  const rollups = new RollupBook(systemClock, new RollupTable(name), tellOfFigures)
  const unsubscribe = lifecycle.subscribe((moment) => {
    if (moment === 'leaving') {
      presence.release()
      channel.release()
      // Behind the sessions' last commits, which are issued in this very event.
      queueMicrotask(() => heartbeat.stop())
    }
    if (moment !== 'returned') return
    for (const held of [presence, channel]) held.hold()
    heartbeat.resume()
  })
  return {
    storage,
    clock: systemClock,
    lifecycle,
    presence,
    ...memoriesOf(name),
    channel,
    heartbeat,
    random: Math.random,
    marks: browserPerformanceMarks,
    rollups,
    dispose() {
      unsubscribe()
      rollups.dispose()
      lifecycle.dispose()
      presence.release()
      channel.release()
      heartbeat.stop()
      storage.close()
    },
  }
}

function memoriesOf(name: string): Pick<Surroundings, 'leftMarks' | 'tabMemory'> {
  return { leftMarks: createLeftMarks(name), tabMemory: createTabMemory(name) }
}

function tellOfFigures({ message }: Error): void {
  tellDeveloper(`hourly figures of saving could not be kept: ${message}`)
}
