import type { Clock, LifeboatMedium, SegmentStorage } from '@autosave-kit/core'
import type { DiskConnection } from './DiskConnection.ts'
import { WatchedLifeboat } from './WatchedLifeboat.ts'

interface CopyWorld<TPage> {
  readonly hasLifeboat: boolean
  readonly lifeboat: ((lifeboat: LifeboatMedium) => LifeboatMedium) | undefined
  readonly watcher: { onRefusal(page: TPage): void }
}

interface CopiedPage {
  readonly connection: DiskConnection
  readonly lifeboat: LifeboatMedium
  readonly callCount: number
}

/** What a page stores in whose database never fails for long: with a second copy, or without. */
export function storageOf<TPage extends CopiedPage>(
  { hasLifeboat, lifeboat: between = (lifeboat) => lifeboat, watcher }: CopyWorld<TPage>,
  page: TPage,
  clock: Clock,
): SegmentStorage {
  const watch = { clock, callCount: () => page.callCount, onRefusal: () => watcher.onRefusal(page) }
  return hasLifeboat ? new WatchedLifeboat(page.connection, between(page.lifeboat), watch) : page.connection
}
