import { kitName } from '../config/kitName.ts'
import { createLeftMarks } from '../environment/leftMarks.ts'
import { createPageLifecycle, type PageMoment } from '../environment/PageLifecycle.ts'
import { pagePath } from '../environment/pagePath.ts'
import { browserPerformanceMarks } from '../environment/performanceMarks.ts'
import { tellDeveloper } from '../environment/tellDeveloper.ts'
import { createPurgeMark } from '../environment/purgeMark.ts'
import { createTabMemory } from '../environment/tabMemory.ts'
import { createTabPresence } from '../environment/TabPresence.ts'
import { RollupBook } from '../metrics/RollupBook.ts'
import { systemClock } from '../schedule/Clock.ts'
import { Heartbeat } from '../tabs/Heartbeat.ts'
import { createTabChannel } from '../tabs/TabChannel.ts'
import { RollupTable } from '../storage/dexie/RollupTable.ts'
import { ScopeEpoch } from '../storage/purge/ScopeEpoch.ts'
import { CopySweep } from './CopySweep.ts'
import { createStorage } from './createStorage.ts'
import type { PageSetup } from './PageSetup.ts'
import type { Surroundings } from './SessionContext.ts'

/** The browser itself. Opens and listens at once: to be made when a session is first used, not when code is loaded. */
export function createSurroundings(setup: PageSetup = {}): Surroundings {
  const name = kitName(setup.scope)
  const sweep = new CopySweep(name)
  const epoch = new ScopeEpoch(createPurgeMark(name), () => sweep.begin(epoch.own))
  const lifecycle = createPageLifecycle()
  const presence = createTabPresence(name)
  const channel = createTabChannel(`${name}:tabs`)
  const { storage, database } = createStorage({ name, epoch, presence, lifecycle }, setup)
  const heartbeat = new Heartbeat({ tabId: presence.tabId, store: database, clock: systemClock, path: pagePath })
  const rollups = new RollupBook(
    systemClock,
    new RollupTable(name, { epoch }),
    (cause) => epoch.isOver || tellOfFigures(cause),
  )
  epoch.subscribe(() => heartbeat.stop())
  const ends = [
    channel.subscribe(({ kind, revision }) => kind === 'purged' && epoch.heard(revision)),
    lifecycle.subscribe(comingAndGoing({ presence, channel, heartbeat })),
    () => sweep.stop(),
    () => rollups.dispose(),
    () => lifecycle.dispose(),
    () => presence.close(),
    () => channel.release(),
    () => heartbeat.stop(),
    () => storage.close(),
  ]
  const shared = { storage, lifecycle, presence, channel, heartbeat, rollups }
  return {
    ...shared,
    ...memoriesOf(name, epoch),
    clock: systemClock,
    random: Math.random,
    marks: browserPerformanceMarks,
    endLife: () => epoch.end(),
    dispose() {
      for (const end of ends) end()
    },
  }
}

type Kept = Pick<Required<Surroundings>, 'presence' | 'channel' | 'heartbeat'>

function comingAndGoing({ presence, channel, heartbeat }: Kept): (moment: PageMoment) => void {
  return (moment) => {
    if (moment === 'leaving') {
      presence.release()
      channel.release()
      // Behind the sessions' last commits, which are issued in this very event.
      queueMicrotask(() => heartbeat.stop())
    }
    if (moment !== 'returned') return
    for (const held of [presence, channel]) held.hold()
    heartbeat.resume()
  }
}

function memoriesOf(name: string, epoch: ScopeEpoch): Pick<Surroundings, 'leftMarks' | 'tabMemory'> {
  const [leftMarks, tabMemory] = [createLeftMarks(name), createTabMemory(name)]
  return {
    leftMarks: { ...leftMarks, put: (sessionId, mark) => epoch.isOver || leftMarks.put(sessionId, mark) },
    tabMemory: { ...tabMemory, put: (key, value) => epoch.isOver || tabMemory.put(key, value) },
  }
}

function tellOfFigures({ message }: Error): void {
  tellDeveloper(`hourly figures of saving could not be kept: ${message}`)
}
