import type { AutoSaveManager } from '@autosave-kit/core'
import type { Book } from './Book.ts'

/** What the app on a page does with the kit. A test that breaks laws on purpose puts itself in between. @public */
export type BookManager = Pick<
  AutoSaveManager<Book>,
  | 'restore'
  | 'scheduleSave'
  | 'immediateSave'
  | 'flush'
  | 'pause'
  | 'resume'
  | 'resolveConflict'
  | 'getHistory'
  | 'restoreRevision'
  | 'getSnapshot'
  | 'subscribe'
  | 'subscribeRemoteChange'
  | 'updateConfig'
  | 'dispose'
  | 'getMetrics'
>
