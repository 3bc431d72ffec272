import type { PageLifecycle } from '../environment/PageLifecycle.ts'
import { systemClock } from '../schedule/Clock.ts'
import { kitName } from '../config/kitName.ts'
import { createInlineWorker } from '../storage/lifeboat/createInlineWorker.ts'
import { LifeboatStorage } from '../storage/lifeboat/LifeboatStorage.ts'
import { OpfsLifeboat } from '../storage/lifeboat/OpfsLifeboat.ts'
import type { SegmentStorage } from '../storage/SegmentStorage.ts'
import type { PageSetup } from './PageSetup.ts'

/** The database with a second copy beside it, unless the app wants none. */
export function withLifeboat(
  database: SegmentStorage,
  lifecycle: PageLifecycle,
  { lifeboat, scope }: PageSetup,
): SegmentStorage {
  if (lifeboat === false) return database
  const medium = new OpfsLifeboat(kitName(scope), lifeboat?.worker ?? createInlineWorker, systemClock)
  lifecycle.subscribe((moment) => {
    if (moment === 'leaving') medium.suspend()
    if (moment === 'returned') medium.resume()
  })
  return new LifeboatStorage(database, medium, systemClock)
}
