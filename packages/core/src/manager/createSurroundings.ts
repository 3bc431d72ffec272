import { browserLeftMarks } from '../environment/leftMarks.ts'
import { createPageLifecycle } from '../environment/PageLifecycle.ts'
import { createTabPresence } from '../environment/TabPresence.ts'
import { systemClock } from '../schedule/Clock.ts'
import { DexieStorage } from '../storage/dexie/DexieStorage.ts'
import type { Surroundings } from './SessionContext.ts'

/** The browser itself. Opens and listens at once: to be made when a session is first used, not when code is loaded. */
export function createSurroundings(): Surroundings {
  const lifecycle = createPageLifecycle()
  const presence = createTabPresence()
  const storage = new DexieStorage()
  const unsubscribe = lifecycle.subscribe((moment) => {
    if (moment === 'leaving') presence.release()
    if (moment === 'returned') presence.hold()
  })
  return {
    storage,
    clock: systemClock,
    lifecycle,
    presence,
    leftMarks: browserLeftMarks,
    random: Math.random,
    dispose() {
      unsubscribe()
      lifecycle.dispose()
      presence.release()
      storage.close()
    },
  }
}
