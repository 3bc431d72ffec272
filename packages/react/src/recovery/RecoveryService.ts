import type { AutoSaveService } from '@autosave-kit/core'

/** What bringing work back needs of a service. `AutoSaveService` is one. @public */
export interface RecoveryService extends Pick<
  AutoSaveService,
  'findRecoverable' | 'discard' | 'listTrash' | 'restoreDiscarded'
> {
  /** Takes a session over. */
  recover(sessionId: string): Promise<{ readonly state: unknown }>
}
