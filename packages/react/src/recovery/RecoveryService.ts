import type { AutoSaveOptions, AutoSaveService } from '@autosave-kit/core'

/** What bringing work back needs of a service. `AutoSaveService` is one. @public */
export interface RecoveryService extends Pick<
  AutoSaveService,
  'findRecoverable' | 'discard' | 'listTrash' | 'restoreDiscarded'
> {
  /** Takes a session over, with options as for `getManager`. */
  recover<TState>(sessionId: string, options?: AutoSaveOptions<TState>): Promise<{ readonly state: TState | undefined }>
}
