import { systemClock } from '../schedule/Clock.ts'
import { createInlineWorker } from '../storage/lifeboat/createInlineWorker.ts'
import { lifeName } from '../storage/lifeboat/folderName.ts'
import { LifeboatStorage } from '../storage/lifeboat/LifeboatStorage.ts'
import { OpfsLifeboat } from '../storage/lifeboat/OpfsLifeboat.ts'
import type { SegmentStorage } from '../storage/SegmentStorage.ts'
import type { PageParts } from './PageParts.ts'
import type { PageSetup } from './PageSetup.ts'

/** The database with a second copy beside it, unless the app wants none. */
export function withLifeboat(
  database: SegmentStorage,
  { name, epoch, lifecycle }: Pick<PageParts, 'name' | 'epoch' | 'lifecycle'>,
  { lifeboat }: PageSetup,
): SegmentStorage {
  if (lifeboat === false) return database
  const folder = (): string => lifeName(name, epoch.own)
  const medium = new OpfsLifeboat(folder, lifeboat?.worker ?? createInlineWorker, systemClock)
  // Before anything else hears of it: what waits to be copied is not to be.
  epoch.subscribe(() => medium.abandon())
  lifecycle.subscribe((moment) => {
    if (moment === 'leaving') medium.suspend()
    if (moment === 'returned') medium.resume()
  })
  return new LifeboatStorage(database, medium, systemClock)
}
