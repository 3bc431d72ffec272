import { browserLeftMarks } from '../environment/leftMarks.ts'
import { createPageLifecycle } from '../environment/PageLifecycle.ts'
import { pagePath } from '../environment/pagePath.ts'
import { createTabPresence } from '../environment/TabPresence.ts'
import { systemClock } from '../schedule/Clock.ts'
import { DexieStorage } from '../storage/dexie/DexieStorage.ts'
import { Heartbeat } from '../tabs/Heartbeat.ts'
import { createTabChannel } from '../tabs/TabChannel.ts'
import type { Surroundings } from './SessionContext.ts'

/** The browser itself. Opens and listens at once: to be made when a session is first used, not when code is loaded. */
export function createSurroundings(): Surroundings {
  const lifecycle = createPageLifecycle()
  const presence = createTabPresence()
  const storage = new DexieStorage()
  const channel = createTabChannel()
  const heartbeat = new Heartbeat({ tabId: presence.tabId, store: storage, clock: systemClock, path: pagePath })
  const unsubscribe = lifecycle.subscribe((moment) => {
    if (moment === 'leaving') {
      presence.release()
      channel.release()
      // Behind the sessions' last commits, which are issued in this very event.
      queueMicrotask(() => heartbeat.stop())
    }
    if (moment !== 'returned') return
    presence.hold()
    channel.hold()
    heartbeat.resume()
  })
  return {
    storage,
    clock: systemClock,
    lifecycle,
    presence,
    leftMarks: browserLeftMarks,
    channel,
    heartbeat,
    random: Math.random,
    dispose() {
      unsubscribe()
      lifecycle.dispose()
      presence.release()
      channel.release()
      heartbeat.stop()
      storage.close()
    },
  }
}
