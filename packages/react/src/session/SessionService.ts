import type { AutoSaveManager, AutoSaveOptions, AutoSaveService } from '@autosave-kit/core'
import type { RecoveryService } from '../recovery/RecoveryService.ts'

/**
 * What the React kit needs of one session's manager. `AutoSaveManager` is one; a plain object can be another, in a story or a test.
 *
 * @public
 */
export type SessionManager<TState> = Pick<
  AutoSaveManager<TState>,
  | 'restore'
  | 'scheduleSave'
  | 'immediateSave'
  | 'flush'
  | 'pause'
  | 'resume'
  | 'resolveConflict'
  | 'takeOver'
  | 'getHistory'
  | 'restoreRevision'
  | 'config'
  | 'toJson'
  | 'getSnapshot'
  | 'getMetrics'
  | 'subscribe'
  | 'subscribeRemoteChange'
>

/**
 * What `AutoSaveProvider` needs of a service. `AutoSaveService` is one.
 *
 * @public
 */
export interface SessionService
  extends
    RecoveryService,
    Pick<
      AutoSaveService,
      | 'removeManager'
      | 'updateGlobalConfig'
      | 'on'
      | 'getStorageInfo'
      | 'readVersion'
      | 'exportSession'
      | 'importSession'
      | 'listSessions'
      | 'purge'
    > {
  /** The manager of a session: the same object for the same id until it is removed. `options` are laid over those it has. */
  getManager<TState>(sessionId: string, options?: AutoSaveOptions<TState>): SessionManager<TState>
}
